/** `rekindle secret add`: one more key, which nothing uses yet. */
import {
  type KeyKind,
  type KeyRing,
  keyFingerprint,
  newKey,
  readKeyRing,
  withKeyLine,
} from '../../store/key-ring.ts'
import { keyAdded } from '../../store/rotate-secret.ts'
import { SecretError, secretFault } from '../../store/stored-secret.ts'
import { withStore } from '../open-store.ts'
import { verb } from '../verb.ts'
import { exactInstant } from '../words.ts'
import {
  type KnownKeys,
  keeperOf,
  keepKey,
  knownKeys,
  secretOptions,
  writeKeys,
} from './secret-keeper.ts'
import type { SecretKeeper } from './table-secret.ts'

export const add = verb('secret add', {
  arguments: [{ name: 'KIND', choices: ['signing', 'address'] }],
  options: secretOptions,
  examples: {
    signing: 'rekindle secret add signing',
    table: 'rekindle secret add address --table Rekindle-Table --secret arn:aws:secretsmanager:...',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const kind: KeyKind = given.arguments[0] === 'address' ? 'address' : 'signing'
      const keeper = await keeperOf(given, store)
      const known = await knownKeys(store, keeper, io.now)
      // One that is in the secret and not in the row was added by a command that was cut short.
      const number = unnoted(known, kind) ?? (await addToSecret(known, kind, keeper))
      const key = readKeyRing(await keeper.text())[kind].get(number)
      if (!key) throw new Error('the secret was changed by another process')
      const now = io.now()
      const fingerprint = keyFingerprint(kind, key)
      await writeKeys(
        store,
        known.stored,
        keyAdded(known.stored, { kind, number }, fingerprint, now),
      )
      await keepKey(keeper, { kind, number }, key)
      return { secret: keeper.name, kind, number, usableFrom: now + keeper.knownAfterMs }
    }),
  text: ({ secret, usableFrom, ...key }, { words: { secret: words } }) =>
    [
      words.added(key, secret),
      words.mayUseFrom(key, exactInstant(usableFrom)),
      words.keepCopy(secret),
    ].join('\n'),
})

const unnoted = ({ ring, stored }: KnownKeys, kind: KeyKind): number | undefined =>
  [...ring[kind].keys()].find((number) => stored[kind].keys[number] === undefined)

/** The secret first: no process is to read of a key in the row that it cannot find. */
async function addToSecret(
  { ring, stored }: KnownKeys,
  kind: KeyKind,
  keeper: SecretKeeper,
): Promise<number> {
  const number = Math.max(...ring[kind].keys(), ...Object.keys(stored[kind].keys).map(Number)) + 1
  const text = withKeyLine(await keeper.text(), kind, number, newKey())
  const fault = secretFault(readKeyRing(text) satisfies KeyRing, stored)
  if (fault) throw new SecretError(fault)
  await keeper.replace(text)
  return number
}
