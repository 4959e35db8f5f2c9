/** `rekindle secret status`: which keys a store uses. */
import type { Instant } from '../../domain/time.ts'
import type { SecretWords } from '../../language/command/secret-words.ts'
import type { StoredKey, StoredSecret } from '../../store/codecs/store-rows.ts'
import { KEY_KINDS, shortFingerprint } from '../../store/key-ring.ts'
import { isMoving, loadStoredSecret } from '../../store/stored-secret.ts'
import { askStore } from '../open-store.ts'
import { verb } from '../verb.ts'
import { shortInstant } from '../words.ts'
import { keeperOf, secretOptions } from './secret-keeper.ts'

export const status = verb('secret status', {
  arguments: [],
  options: secretOptions,
  examples: {
    file: 'rekindle secret status',
    table: 'rekindle secret status --table Rekindle-Table --secret arn:aws:secretsmanager:...',
  },
  run: (given) =>
    askStore(given, async (store) => {
      await keeperOf(given, store)
      // Fails if it is not the one that the store was written with.
      await store.secret()
      const stored = await loadStoredSecret(store.table)
      return stored
        ? { keys: keysIn(stored), moving: isMoving(stored) }
        : { keys: [], moving: false }
    }),
  text({ keys, moving }, { words: { secret: words } }) {
    if (keys.length === 0) return words.notStored
    return [
      ...keys.map((key) => `${words.key(key, key.fingerprint)}: ${stateOf(key, words)}`),
      ...(moving ? [words.moving] : []),
    ].join('\n')
  },
})

const keysIn = (stored: StoredSecret) =>
  KEY_KINDS.flatMap((kind) =>
    Object.entries(stored[kind].keys).map(([number, { fingerprint, ...key }]) => ({
      kind,
      number: Number(number),
      current: stored[kind].current === Number(number),
      fingerprint: shortFingerprint(fingerprint),
      ...key,
    })),
  )

type Shown = Omit<StoredKey, 'fingerprint'> & { readonly current: boolean }

function stateOf(
  { current, addedAt, currentFrom, currentUntil, retiredAt }: Shown,
  { states }: SecretWords,
): string {
  const shown = (at: Instant) => shortInstant(at)
  if (retiredAt !== undefined) return states.retired(shown(retiredAt))
  if (current) return states.current(shown(currentFrom ?? addedAt))
  if (currentUntil !== undefined) return states.former(shown(currentUntil))
  return states.added(shown(addedAt))
}
