/** Words of `rekindle secret`, in English. */
import type { SecretVerbs, SecretWords } from '../../command/secret-words.ts'
import { count } from '../count.ts'

const KIND = 'signing (of links in mails) or address (of the hashes that addresses are stored as)'
const NUMBER = 'The number of the key, as in: rekindle secret status'

export const enSecretVerbs: SecretVerbs = {
  'secret status': {
    summary:
      'Show which keys a store uses and since when, and check that the secret is the right one',
    about: [
      'Keys are shown by the beginning of their fingerprint, never themselves. Fails if the secret is not the one that the store was written with.',
    ],
    arguments: {},
    options: {},
    examples: { file: 'The keys of a file', table: 'The keys of a deployment' },
  },
  'secret add': {
    summary: 'Add a key to the secret, which nothing uses yet',
    about: [
      'The first of the steps to a new key: add it, wait until every process has read it, then use it. Make a new copy of the secret for your backups.',
    ],
    arguments: { KIND },
    options: {},
    examples: {
      signing: 'Add a key that signs links',
      table: 'Add a key that hashes addresses, on AWS',
    },
  },
  'secret use': {
    summary: 'Make a key that was added the current one, for every process at once',
    about: [
      'Refused until every process has had time to read the key: 10 seconds on one machine, 15 minutes on AWS. Finish imports into a deployed table first: they keep the keys they started with.',
      'Links that were signed with the former key keep working. After a new address key run: rekindle secret rekey.',
    ],
    arguments: { KIND, NUMBER },
    options: {},
    examples: {
      signing: 'Sign links with key 2 from now on',
      address: 'Hash addresses with key 2 from now on',
    },
  },
  'secret rekey': {
    summary: 'Hash the address of every customer with the current key',
    about: [
      'Safe to stop and repeat while the server runs. What is known about an address moves with it. Addresses that no customer has, such as those of an imported suppression list, stay under the former key and are found there, so the former key stays in the secret.',
    ],
    arguments: {},
    options: {},
    examples: { rekey: 'After a new address key' },
  },
  'secret retire': {
    summary: 'Remove a former signing key, whose links then stop working',
    about: [
      'Refused until 400 days after the key was last used: until then mails hold valid links that were signed with it.',
    ],
    arguments: { KIND: 'Only signing', NUMBER },
    options: {},
    examples: { retire: 'Remove the second signing key' },
  },
}

type Key = { readonly kind: 'signing' | 'address'; readonly number: number }

const nameOf = ({ kind, number }: Key) => `${kind} key ${number}`

/** At the beginning of a sentence. */
const startingWith = ({ kind, number }: Key) =>
  `${kind === 'address' ? 'Address' : 'Signing'} key ${number}`

const KEPT = 'from your backup or from where you keep a copy'
const NOT_RECOGNIZED =
  'With another secret no customer is recognized as opted out or suppressed, so nothing is started or sent.'

export const enSecret: SecretWords = {
  faults: {
    missing: (name, stored) =>
      `the secret ${name} is missing${stored === undefined ? '' : ` (fingerprint ${stored})`}, and this store was written with one. ${NOT_RECOGNIZED} Restore the file ${KEPT}`,
    line: (name, line) =>
      `line ${line} of the secret ${name} is incomplete or is not a key. Restore the file ${KEPT}`,
    otherKey: (name, key, stored, found) =>
      `the secret ${name} is not the one of this store: ${nameOf(key)} has the fingerprint ${found}, and the store was written with ${stored}. ${NOT_RECOGNIZED} Restore the secret whose fingerprint is ${stored} ${KEPT}`,
    keyMissing: (name, key, stored) =>
      `the secret ${name} lacks ${nameOf(key)} (fingerprint ${stored}), which this store was written with. ${NOT_RECOGNIZED} Restore the secret from a backup or a copy that was taken after the key was added`,
    otherAddresses: (name, found) =>
      `the secret ${name} (fingerprint ${found}) is not the one that the addresses in this store were hashed with. ${NOT_RECOGNIZED} Restore the former secret ${KEPT}`,
  },
  key: (key, fingerprint) => `${nameOf(key)} (${fingerprint})`,
  states: {
    current: (since) => `current since ${since}`,
    added: (at) => `added ${at}, not used yet`,
    former: (until) => `used until ${until}`,
    retired: (at) => `retired ${at}`,
  },
  notStored: 'This store has no fingerprints yet: they are stored when it is next served',
  moving: 'Not every customer has the hash of the current address key yet: rekindle secret rekey',
  added: (key, name) => `Added ${nameOf(key)} to ${name}`,
  mayUseFrom: ({ kind, number }, at) =>
    `It is read everywhere by ${at}. Then: rekindle secret use ${kind} ${number}`,
  used: (key) => `${startingWith(key)} is now the current one`,
  rekeyNext: 'Next: rekindle secret rekey',
  retireFrom: ({ kind, number }, at) =>
    `Links signed with the former key are valid until ${at}. From then on: rekindle secret retire ${kind} ${number}`,
  retired: (key) => `${startingWith(key)} is retired: its links do not work any more`,
  rekeyed: (moved, known) =>
    `${count(moved, 'customer')} moved to the current address key; ${count(known, 'customer')} already had it`,
  unexplained: (profiles) =>
    `${count(profiles, 'customer')} left as they are: their hash was made with a key that is not in the secret, and they get no mail`,
  rekeyAgain: (at) =>
    `The former key may still have been used meanwhile. Run this again after ${at}`,
  nothingToRekey: 'Every customer has the hash of the current address key',
  progress: (profiles) => `${count(profiles, 'customer')} read`,
  keepCopy: (name) => `Make a new copy of ${name} for your backups`,
  refusals: {
    noSuchKey: (key) => `There is no ${nameOf(key)}. See: rekindle secret status`,
    alreadyCurrent: (key) => `${startingWith(key)} is already the current one`,
    older: (key, current) =>
      `${startingWith(key)} is older than the current key ${current}: add a new one instead`,
    tooSoon: (key, at) =>
      `${startingWith(key)} may not have been read everywhere yet: try again after ${at}`,
    rekeyFirst:
      'The last change of the address key is not complete: run rekindle secret rekey first',
    retireCurrent: (key) => `${startingWith(key)} is the current one: use another key first`,
    retireTooSoon: (key, at) =>
      `Mails hold links that ${nameOf(key)} signed and that are valid until ${at}: retire it then`,
    addressKept:
      'An address key is not retired: addresses that no customer has are found by its hashes',
    changedMeanwhile: 'Another process changed the keys meanwhile: see rekindle secret status',
  },
  hashesWhileMoving:
    'Hashes cannot be used until every customer has the hash of the current address key: run rekindle secret rekey first, or use addresses',
  secretMissing: '--secret ARN is required: it holds the keys',
}
