/** `rekindle suppression add` and `remove`: one address at a time. */
import { type AddressFacts, type Suppression, suppressionCause } from '../../domain/address.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import { changeAddress, liftSuppression, loadAddress } from '../../store/addresses.ts'
import { ALL_SHOPS } from '../../store/keys.ts'
import { Failure } from '../failure.ts'
import { type Store, secretOption, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, verb } from '../verb.ts'
import { reasonTyped } from './import.ts'
import { LISTED_REASONS, withListing } from './reasons.ts'
import { hashesOfTyped, scopeMissing, scopeOf, scopeOptions, scopeText } from './scope.ts'

export const add = verb('suppression add', {
  arguments: [{ name: 'ADDRESS' }],
  options: {
    ...scopeOptions,
    reason: { value: 'NAME', known: LISTED_REASONS, default: 'by-hand' },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: {
    shop: 'rekindle suppression add lin@example.com --shop acme',
    all: 'rekindle suppression add lin@example.com --all-shops --reason unsubscribe',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const listing = { reason: reasonTyped(given.value('reason')), at: io.now() }
      const scope = await scopeOf(given, store)
      if (scope === undefined) throw scopeMissing()
      const [addressHash, ...others] = await hashesOfTyped(given.arguments[0] ?? '', store, io)
      let isNew = false
      const facts = await changeAddress(store.table, scope, addressHash, (known) => {
        const after = withListing(known, listing)
        isNew = after !== known
        return after
      })
      for (const other of others)
        await changeAddress(store.table, scope, other, (known) => withListing(known, listing))
      const suppressed = facts.suppression ? suppressionCause(facts.suppression) : 'unsubscribe'
      const reason = listing.reason === 'unsubscribe' ? listing.reason : suppressed
      return { scope, addressHash, isNew, reason }
    }),
  json: ({ scope: _scope, ...added }) => added,
  text: ({ scope, isNew, reason }, { words: { suppression: words } }) =>
    words[isNew ? 'added' : 'known'](scopeText(scope, words), words.reasons[reason]),
})

export const remove = verb('suppression remove', {
  arguments: [{ name: 'ADDRESS' }],
  options: {
    ...scopeOptions,
    reason: { value: 'TEXT', required: true },
    ...storeOptions,
    ...secretOption,
    ...jsonOption,
  },
  examples: {
    remove:
      'rekindle suppression remove lin@example.com --shop acme --reason "mailbox works again"',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const scope = await scopeOf(given, store)
      if (scope === undefined) throw scopeMissing()
      const hashes = await hashesOfTyped(given.arguments[0] ?? '', store, io)
      const [addressHash] = hashes
      const lifting = { why: given.value('reason'), at: io.now() }
      let lifted: Suppression | undefined
      for (const hash of hashes)
        lifted = (await liftSuppression(store.table, scope, hash, lifting)) ?? lifted
      if (!lifted) throw await notSuppressed(store, scope, addressHash)
      const { facts } = await loadAddress(store.table, scope, addressHash)
      return { scope, addressHash, lifted: suppressionCause(lifted), facts }
    }),
  json: ({ addressHash, lifted }) => ({ addressHash, lifted }),
  text: ({ scope, lifted, facts }, { words }) => {
    const { suppression: own } = words
    const removed = own.removed(scopeText(scope, own), own.reasons[lifted])
    const onCarriersList = lifted === 'account-list' ? [own.onCarriersList] : []
    return [removed, ...onCarriersList, ...remaining(facts, words)].reduce(words.joinSentences)
  },
})

/** What still keeps mail from the address. */
const remaining = (
  { suppression, withdrawnAt }: AddressFacts,
  { suppression: words }: CommandWords,
): readonly string[] => [
  ...(suppression ? [words.suppressedForAll] : []),
  ...(withdrawnAt === undefined ? [] : [words.optedOut]),
]

async function notSuppressed(store: Store, scope: string, hash: string): Promise<Failure> {
  const { facts } = await loadAddress(store.table, scope, hash)
  return new Failure((words) => {
    const { suppression: own } = words
    return [
      own.notSuppressed(scopeText(scope, own)),
      ...(scope === ALL_SHOPS ? [own.trySingleShop] : []),
      ...remaining(facts, words),
    ].reduce(words.joinSentences)
  })
}
