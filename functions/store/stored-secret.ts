/**
 * The row that names the keys of a store by their fingerprints. A secret that does not fit it must
 * not be used: with another key no stored address is recognised, so that customers who left,
 * complained or bounced would be mailed again.
 *
 * 1. Every key that the row names must be in the secret, and be that key. The secret may have more.
 * 2. A key is in the secret before the row names it. So a process that has read both and found no
 *    fault has every key that may become current.
 * 3. One write of the row makes a key current, for every process that reads it afterwards.
 * 4. The row is written once, when the secret has proved to be the one that stored addresses were
 *    hashed with, or when no address is stored.
 */
import type { Instant } from '../domain/time.ts'
import { readRow } from './codecs/codec.ts'
import { SHARED_ROWS } from './codecs/shared-rows.ts'
import type { StoredKey, StoredKeys, StoredSecret } from './codecs/store-rows.ts'
import {
  KEY_KINDS,
  type KeyKind,
  type KeyRing,
  keyFingerprint,
  shortFingerprint,
} from './key-ring.ts'
import { STORE_KEY } from './keys.ts'
import { type KeyUse, makeSecret, type Secret } from './secret.ts'
import type { SecretFault } from './secret-fault.ts'
import type { Row, RowKey, Table, Write } from './table.ts'

const SECRET_ROW: RowKey = { pk: STORE_KEY, sk: 'secret' }

/** The secret is not the one that this store was written with. */
export class SecretError extends Error {
  override readonly name = 'SecretError'
  readonly fault: SecretFault
  constructor(fault: SecretFault) {
    super(`the secret is not the one of this store: ${JSON.stringify(fault)}`)
    this.fault = fault
  }
}

/** An address and its hash, as a profile holds them. */
export type HashedAddress = { readonly email: string; readonly addressHash: string }

/**
 * The row; undefined if this store has none yet.
 *
 * @throws UnreadableRowError
 */
export async function loadStoredSecret(table: Table): Promise<StoredSecret | undefined> {
  const { pk, sk } = SECRET_ROW
  // A query, for which every function that has the secret has permission.
  const rows = await table.query(pk, { prefix: sk })
  return readRow(
    SHARED_ROWS.secret,
    rows.find((row) => row.sk === sk),
  )
}

/** The write of the row, on condition that it has not changed since it was read. */
export const putStoredSecret = (
  before: StoredSecret | undefined,
  after: Omit<StoredSecret, 'version'>,
): Write => ({
  put: { ...after, ...SECRET_ROW, version: (before?.version ?? 0) + 1 } satisfies Row,
  on: before ? { equals: { version: before.version } } : { absent: true },
})

/** The row of a store that begins with this ring. */
export function firstStoredSecret(ring: KeyRing, now: Instant): Omit<StoredSecret, 'version'> {
  const keysOf = (kind: KeyKind): StoredKeys => {
    const key = ring[kind].get(1)
    if (!key) throw new Error('a secret has a key 1')
    const first = { fingerprint: keyFingerprint(kind, key), addedAt: now, currentFrom: now }
    return { current: 1, keys: { 1: first } }
  }
  return { signing: keysOf('signing'), address: keysOf('address') }
}

/** Why a ring does not fit the row: see 1. Undefined if it does. */
export function secretFault(ring: KeyRing, stored: StoredSecret): SecretFault | undefined {
  for (const kind of KEY_KINDS)
    for (const [number, { fingerprint }] of keysOf(stored, kind)) {
      const own = ring[kind].get(number)
      const fault = { key: kind, number, stored: shortFingerprint(fingerprint) }
      if (!own) return { kind: 'key-missing', ...fault }
      const found = keyFingerprint(kind, own)
      if (found !== fingerprint)
        return { kind: 'other-key', ...fault, found: shortFingerprint(found) }
    }
  return undefined
}

/** The keys of a kind with their numbers; those that were retired need not be in the secret. */
export const keysOf = (
  stored: StoredSecret,
  kind: KeyKind,
): readonly (readonly [number, StoredKey])[] =>
  Object.entries(stored[kind].keys)
    .map(([number, key]) => [Number(number), key] as const)
    .filter(([, { retiredAt }]) => retiredAt === undefined)

/**
 * The secret of a store: the ring, as the row says that it is used.
 *
 * @throws SecretError
 */
export function secretOf(ring: KeyRing, stored: StoredSecret | undefined): Secret {
  if (!stored) return makeSecret(ring)
  const fault = secretFault(ring, stored)
  if (fault) throw new SecretError(fault)
  return makeSecret(ring, useOf(stored))
}

const useOf = (stored: StoredSecret): KeyUse => ({
  signing: stored.signing.current,
  address: stored.address.current,
  retired: Object.entries(stored.signing.keys).flatMap(([number, { retiredAt }]) =>
    retiredAt === undefined ? [] : [Number(number)],
  ),
  isMoving: isMoving(stored),
})

/** Whether customers may still be known by their hash under an older address key. */
export const isMoving = ({ address, rekeyedAt }: StoredSecret): boolean =>
  address.current > 1 && rekeyedAt === undefined

/**
 * For a store without the row.
 *
 * @param addresses a sample of those in the store; empty if none is stored. One that fits is enough:
 * a store that once lost its secret has others as well, and no mail goes to those
 * @throws SecretError if none fits
 */
export function refuseOtherAddresses(ring: KeyRing, addresses: readonly HashedAddress[]): void {
  const { hashes } = makeSecret(ring).addressKeys()
  const isOurs = ({ email, addressHash }: HashedAddress) => hashes(email).includes(addressHash)
  if (addresses.length > 0 && !addresses.some(isOurs))
    throw new SecretError({ kind: 'other-addresses', found: shortFingerprintOf(ring) })
}

/**
 * Stores the fingerprints of a ring that fits the addresses in the store: see 4.
 *
 * @param addresses as for `refuseOtherAddresses`
 * @returns the row as it then is, which another process may have written
 * @throws SecretError if none fits, or another process stored those of other keys
 */
export async function storeFirstSecret(
  table: Table,
  ring: KeyRing,
  addresses: readonly HashedAddress[],
  now: Instant,
): Promise<StoredSecret> {
  refuseOtherAddresses(ring, addresses)
  await table.write([putStoredSecret(undefined, firstStoredSecret(ring, now))])
  const stored = await loadStoredSecret(table)
  if (!stored) throw new Error('the fingerprints of the secret were not stored')
  const fault = secretFault(ring, stored)
  if (fault) throw new SecretError(fault)
  return stored
}

/** Of address key 1, by which a person can compare two secrets. */
export function shortFingerprintOf({ address }: KeyRing): string {
  const [first] = address.values()
  return first ? shortFingerprint(keyFingerprint('address', first)) : ''
}
