/** The steps from one key to the next, on the row that names the keys (stored-secret.ts). */
import { type Instant, MINUTE_MS, SECOND_MS } from '../domain/time.ts'
import type { StoredKey, StoredSecret } from './codecs/store-rows.ts'
import type { KeyKind } from './key-ring.ts'
import { TOKEN_VALID_FOR_MS } from './secret.ts'
import { isMoving } from './stored-secret.ts'

export type Key = { readonly kind: KeyKind; readonly number: number }

/** What the row says of its keys; its version is given when it is written. */
export type Keys = Omit<StoredSecret, 'version'>

/** Why a step is refused. */
export type Refusal =
  | { readonly kind: 'no-such-key' }
  | { readonly kind: 'already-current' }
  | { readonly kind: 'older'; readonly current: number }
  /** Some process may not have read the key yet. */
  | { readonly kind: 'too-soon'; readonly until: Instant }
  | { readonly kind: 'rekey-first' }
  | { readonly kind: 'retire-current' }
  | { readonly kind: 'retire-too-soon'; readonly until: Instant }
  | { readonly kind: 'address-kept' }

export type Step =
  | { readonly keys: Keys; readonly refused?: never }
  | { readonly refused: Refusal; readonly keys?: never }

/**
 * After this long every process has read a key that was added: one machine reads its row each
 * second, a function every five minutes.
 */
export const KNOWN_AFTER_MS = { machine: 10 * SECOND_MS, aws: 15 * MINUTE_MS } as const

const refused = (refusal: Refusal): Step => ({ refused: refusal })

const keyIn = (keys: Keys, { kind, number }: Key): StoredKey | undefined => keys[kind].keys[number]

function withKey(keys: Keys, { kind, number }: Key, key: StoredKey): Keys {
  const own = keys[kind]
  return { ...keys, [kind]: { ...own, keys: { ...own.keys, [number]: key } } }
}

/** Notes a key that every process which reads its keys from now on has. */
export const keyAdded = (keys: Keys, key: Key, fingerprint: string, now: Instant): Keys =>
  keyIn(keys, key) ? keys : withKey(keys, key, { fingerprint, addedAt: now })

/**
 * Makes a key current.
 *
 * @param knownAfterMs as above
 * @example keyUsed(keys, { kind: 'signing', number: 2 }, KNOWN_AFTER_MS.machine, Date.now()).keys
 */
export function keyUsed(keys: Keys, key: Key, knownAfterMs: number, now: Instant): Step {
  const { kind, number } = key
  const { current } = keys[kind]
  const added = keyIn(keys, key)
  if (!added || added.retiredAt !== undefined) return refused({ kind: 'no-such-key' })
  if (number === current) return refused({ kind: 'already-current' })
  // Addresses move towards a newer key only.
  if (number < current) return refused({ kind: 'older', current })
  if (now < added.addedAt + knownAfterMs)
    return refused({ kind: 'too-soon', until: added.addedAt + knownAfterMs })
  if (kind === 'address' && isMoving({ ...keys, version: 0 }))
    return refused({ kind: 'rekey-first' })
  const former = keyIn(keys, { kind, number: current })
  // A process that has not read the row again yet uses the former key for so long.
  const until = now + knownAfterMs
  const left = former
    ? withKey(keys, { kind, number: current }, { ...former, currentUntil: until })
    : keys
  const used = withKey(left, key, { ...added, currentFrom: now })
  const { rekeyedAt: _rekeyedAt, ...others } = used
  return {
    keys: {
      ...(kind === 'address' ? others : used),
      [kind]: { ...used[kind], current: number },
    } as Keys,
  }
}

/** Ends the acceptance of a signing key's tokens, once none that is valid can be in a mail. */
export function keyRetired(keys: Keys, key: Key, now: Instant): Step {
  if (key.kind === 'address') return refused({ kind: 'address-kept' })
  const former = keyIn(keys, key)
  if (!former || former.retiredAt !== undefined) return refused({ kind: 'no-such-key' })
  if (key.number === keys.signing.current) return refused({ kind: 'retire-current' })
  const until = tokensValidUntil(former)
  if (until !== undefined && now < until) return refused({ kind: 'retire-too-soon', until })
  return { keys: withKey(keys, key, { ...former, retiredAt: now }) }
}

/** Until when a former key's tokens are valid; undefined if it signed none. */
export const tokensValidUntil = ({ currentUntil }: StoredKey): Instant | undefined =>
  currentUntil === undefined ? undefined : currentUntil + TOKEN_VALID_FOR_MS

/**
 * From when on a pass over all customers is complete: by then no process hashes with the former
 * address key any more.
 */
export function rekeyCompleteFrom({ address }: Keys): Instant | undefined {
  const former = Object.values(address.keys).flatMap(({ currentUntil }) => currentUntil ?? [])
  return former.length === 0 ? undefined : Math.max(...former)
}
