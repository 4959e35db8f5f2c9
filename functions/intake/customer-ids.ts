/** Under which customer a fact is recorded: their id, or the address that they bought at. */
import type { ConsentFact } from '../domain/consent.ts'
import type { EmailFault } from '../domain/customer.ts'
import { isPlaceholderId } from '../domain/placeholder.ts'
import type { Instant } from '../domain/time.ts'
import { guestId, isClaimed, type KnownCustomer } from '../store/identity.ts'
import { claimAddress, leadGuest } from '../store/join-customers.ts'
import { type CustomerKey, customerKey, parseCustomerKey } from '../store/keys.ts'
import { moveAddress } from '../store/move-address.ts'
import type { AddressKeys } from '../store/secret.ts'
import type { Table } from '../store/table.ts'
import type { Unmailable } from './mailable-address.ts'
import { profileHash } from './profile-rows.ts'
import type { PostedCustomer } from './wire.ts'
import { type CustomerFactWrites, isForgotten } from './write-facts.ts'

export type IdPorts = {
  readonly table: Table
  /** Keyed hash of an address, by which guests and suppressed addresses are known. */
  readonly addressHash: (address: string) => string
  /** The same address under other keys, while there are any; omitted where there never are. */
  readonly addressKeys?: () => AddressKeys
  /** When a request arrives; omitted where this machine's clock says so. */
  readonly now?: () => Instant
}

/** The keys of one call, so that a change of keys never falls between moving an address and using it. */
type Hashing = {
  readonly hash: IdPorts['addressHash']
  /** Absent while there never was another key. */
  readonly rotated?: AddressKeys
}

export function hashingNow({ addressHash, addressKeys }: IdPorts): Hashing {
  const keys = addressKeys?.()
  if (!keys) return { hash: addressHash }
  return { hash: keys.hash, ...(keys.hasOlder && { rotated: keys }) }
}

/** Where the facts of a customer go, and the id that they were posted under if it is another's. */
export type Source = Pick<CustomerFactWrites, 'key' | 'erasure'> & { readonly movedFrom?: string }

export const keysOf = (posted: readonly { readonly key: CustomerKey }[]): readonly CustomerKey[] =>
  posted.map(({ key }) => key)

export function sourceOf(key: CustomerKey, known: ReadonlyMap<CustomerKey, KnownCustomer>): Source {
  const { key: present = key, erasure } = known.get(key) ?? {}
  const movedFrom = present === key ? undefined : parseCustomerKey(key)?.customer
  return {
    key: present,
    ...(erasure && { erasure }),
    ...(movedFrom !== undefined && { movedFrom }),
  }
}

/**
 * A guest who bought at one of these addresses is the customer who buys there with an id. Before
 * the purchases are written, so that nothing is decided for half a history.
 */
export async function claimAddresses(
  shop: string,
  facts: readonly (CustomerFactWrites & { readonly customer: HashedCustomer | undefined })[],
  known: ReadonlyMap<CustomerKey, KnownCustomer>,
  { table, now = Date.now }: IdPorts,
): Promise<void> {
  const claims = new Map<string, readonly [CustomerKey, string]>()
  for (const fact of facts) {
    const { id, addressHash } = fact.customer ?? {}
    if (!hasId(id) || addressHash === undefined || isForgotten(fact)) continue
    const { addresses = [] } = known.get(customerKey(shop, id)) ?? {}
    if (!isClaimed(addresses, addressHash))
      claims.set(`${fact.key} ${addressHash}`, [fact.key, addressHash])
  }
  // One after the other for one customer, so that they do not get in each other's way.
  const byCustomer = Map.groupBy(claims.values(), ([key]) => key)
  async function claimAll(own: readonly (readonly [CustomerKey, string])[]): Promise<void> {
    for (const [key, addressHash] of own) await claimAddress(table, key, addressHash, now())
  }
  await Promise.all([...byCustomer.values()].map(claimAll))
}

type Hashes = { readonly addressHash?: string; readonly addressId?: string }
type PostedAddress = { readonly email?: string | Unmailable }
/** With the address that mail is sent to, or why there is none. */
type Hashed<T extends PostedAddress> = Omit<T, 'email'> &
  Hashes & { readonly email?: string; readonly emailFault?: EmailFault }
export type HashedCustomer = Hashed<PostedCustomer>

/** No id, or 0, is a guest known by their address; without an address they stay unknown. */
export function keyOfCustomer(
  shop: string,
  customer: HashedCustomer | undefined,
  anonymous: string,
): CustomerKey {
  if (hasId(customer?.id)) return customerKey(shop, customer.id)
  const hash = customer?.addressHash
  return customerKey(shop, hash === undefined ? `~${anonymous}` : guestId(hash))
}

/** Whether a customer is known by an id or an address. */
export const isIdentified = ({ id, addressHash }: HashedCustomer): boolean =>
  hasId(id) || addressHash !== undefined

const hasId = (id: string | undefined): id is string => id !== undefined && !isPlaceholderId(id)

/**
 * An address is hashed on intake, so that decisions need no secret to identify it. One that cannot be
 * mailed identifies no one: strangers share it.
 */
export function withAddressHash<T extends PostedAddress>(
  posted: T,
  { hash: hashOfAddress, rotated }: Hashing,
): Hashed<T> {
  const { email, ...fields } = posted
  if (email === undefined) return fields
  if (typeof email !== 'string') return { ...fields, emailFault: email.fault }
  const addressHash = hashOfAddress(email)
  // In the order of the fields as they were posted, which the hash of the profile depends on.
  return { ...posted, email, addressHash, ...(rotated && { addressId: rotated.firstHash(email) }) }
}

/** The same whichever key is the current one, so that a profile posted again is the same profile. */
export function contentHashOf({
  addressId,
  ...fields
}: Hashes & { readonly email?: string }): string {
  return profileHash(addressId === undefined ? fields : { ...fields, addressHash: addressId })
}

/**
 * Moves what is known of these addresses under older keys, before a customer is known by the current
 * one. With a single key nothing is read; otherwise one query for each older key.
 */
export async function knowAddresses(
  shop: string,
  emails: readonly PostedAddress['email'][],
  { table, now = Date.now }: IdPorts,
  { hash: hashOfAddress, rotated }: Hashing,
): Promise<void> {
  if (!rotated) return
  const { olderHashes, isMoving: evenIfUnknown } = rotated
  async function know(email: string): Promise<void> {
    const to = hashOfAddress(email)
    for (const from of olderHashes(email)) {
      await moveAddress(table, { shop, from, to, evenIfUnknown })
      await leadGuest(table, shop, { from, to, evenIfUnknown }, now())
    }
  }
  const distinct = new Set(emails.filter((email) => typeof email === 'string'))
  await Promise.all([...distinct].map(know))
}

/** A grant counts for the address that it was reported with; a withdrawal for every one. */
export function atAddress(
  consent: ConsentFact,
  { addressHash, addressId = addressHash }: Hashes,
): ConsentFact {
  const isOfAddress = addressId !== undefined && consent.act === 'granted'
  return isOfAddress ? { ...consent, addressHash: addressId } : consent
}
