/**
 * Records what a shop reports: purchases, refunds, profiles, consents. Every write is safe to
 * repeat, and the table's own stream reports the changes.
 */
import { hash } from 'node:crypto'
import type { ConsentFact } from '../domain/consent.ts'
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import {
  claimAddress,
  guestId,
  isClaimed,
  type KnownCustomer,
  knownCustomer,
  knownCustomers,
  leadGuest,
} from '../store/identity.ts'
import { type CustomerKey, customerKey, parseCustomerKey } from '../store/keys.ts'
import { moveAddress } from '../store/move-address.ts'
import type { AddressKeys } from '../store/secret.ts'
import type { Row, Table, Write } from '../store/table.ts'
import { type ArrivalOf, type Brought, consentWrite, orderWrites } from './arrival.ts'
import { mergeProfile, profileHash, replaceProfile } from './profile-rows.ts'
import type { CustomerUpdate, PostedCustomer, PostedPurchase, PostedRefund } from './wire.ts'
import {
  type CustomerFactWrites,
  isForgotten,
  recordFacts,
  versionedResult,
  writeFacts,
} from './write-facts.ts'

export type RecordPorts = {
  readonly table: Table
  /** Keyed hash of an address, by which guests and suppressed addresses are known. */
  readonly addressHash: (address: string) => string
  /** The same address under other keys, while there are any; omitted where there never are. */
  readonly addressKeys?: () => AddressKeys
  /** When a request arrives; omitted where this machine's clock says so. */
  readonly now?: () => Instant
}

const ABSENT = { absent: true } as const

/** For what an import brings: what happened before a change of the rules starts nothing. */
const ASSUMED_OLD: ArrivalOf = () => undefined

/** The keys of one call, so that a change of keys never falls between moving an address and using it. */
type Hashing = {
  readonly hash: RecordPorts['addressHash']
  /** Absent while there never was another key. */
  readonly rotated?: AddressKeys
}

function hashingNow({ addressHash, addressKeys }: RecordPorts): Hashing {
  const keys = addressKeys?.()
  if (!keys) return { hash: addressHash }
  return { hash: keys.hash, ...(keys.hasOlder && { rotated: keys }) }
}

/**
 * Records purchases of one shop, each on its own. @returns the outcome of each, in their order
 *
 * @param importId marks them as part of an import, which holds its customers until complete
 * @example await recordPurchases('acme', [purchase], ports) // ['recorded']
 */
export async function recordPurchases(
  shop: string,
  purchases: readonly PostedPurchase[],
  ports: RecordPorts,
  importId?: string,
  arrivalOf: ArrivalOf = ASSUMED_OLD,
): Promise<readonly Recorded[]> {
  const { table } = ports
  const hashing = hashingNow(ports)
  const emails = purchases.map(({ customer }) => customer?.email)
  await knowAddresses(shop, emails, ports, hashing)
  const posted = purchases.map((purchase) => {
    const customer = purchase.customer && withAddressHash(purchase.customer, hashing)
    const key = keyOfCustomer(shop, customer, `order:${purchase.orderId}`)
    return { purchase, customer, key }
  })
  const known = await knownCustomers(table, keysOf(posted))
  const facts = posted.map(({ purchase, customer, key }) => ({
    ...purchaseWrites(purchase, customer, sourceOf(key, known), { importId, arrivalOf }),
    customer,
  }))
  await claimAddresses(shop, facts, known, ports)
  return recordFacts(table, facts, undefined, importId)
}

/**
 * Records refunds of one shop. A refund is written once; it may come before its order. It does not
 * restore an erased customer: if they have not bought since, it is kept without its personal data.
 */
export async function recordRefunds(
  shop: string,
  refunds: readonly PostedRefund[],
  ports: RecordPorts,
  importId?: string,
  arrivalOf: ArrivalOf = ASSUMED_OLD,
): Promise<readonly Recorded[]> {
  const { table } = ports
  const hashing = hashingNow(ports)
  const emails = refunds.map(({ customer }) => customer?.email)
  await knowAddresses(shop, emails, ports, hashing)
  const posted = refunds.map((refund) => {
    const customer = withAddressHash(refund.customer, hashing)
    const { refundId, orderId } = refund
    const anonymous = orderId === undefined ? `refund:${refundId}` : `order:${orderId}`
    return { refund, customer, key: keyOfCustomer(shop, customer, anonymous) }
  })
  const known = await knownCustomers(table, keysOf(posted))
  return recordFacts(
    table,
    posted.map(({ refund, customer, key }) =>
      refundWrites(refund, customer, sourceOf(key, known), { importId, arrivalOf }),
    ),
    ({ writes, ...fact }) => ({ ...fact, writes: writes.slice(-1) }),
    importId,
  )
}

/** Records a customer's profile and consents. @returns the outcome for the profile */
export async function recordCustomer(
  shop: string,
  customer: string,
  update: CustomerUpdate,
  ports: RecordPorts,
  now: Instant,
  arrivalOf: ArrivalOf = ASSUMED_OLD,
): Promise<Recorded> {
  const { table } = ports
  const { key, erasure } = await knownCustomer(table, customerKey(shop, customer))
  const { consents = [], updatedAt, ...profile } = update
  const hashing = hashingNow(ports)
  await knowAddresses(shop, [profile.email], ports, hashing)
  const fields = withAddressHash(profile, hashing)
  const contentHash = contentHashOf(fields)
  const erasedAt = erasure?.at ?? Number.NEGATIVE_INFINITY
  const standing = consents.filter(({ at }) => at > erasedAt)
  const writes = standing.map((consent) => consentWrite(key, atAddress(consent, fields), arrivalOf))
  const isProfile = Object.keys(fields).length > 0
  if (!isProfile || (updatedAt ?? now) <= erasedAt) {
    await table.write(writes)
    return isProfile || standing.length < consents.length ? 'erased' : 'unchanged'
  }
  // Together, so that they are one change of the customer where the store commits them as one.
  const [outcome] = await writeFacts(table, [
    {
      writes: [...writes, replaceProfile(key, fields, updatedAt ?? now, contentHash)],
      readResult: versionedResult(updatedAt ?? now, contentHash),
    },
  ])
  return outcome ?? 'unchanged'
}

/** Where the facts of a customer go, and the id that they were posted under if it is another's. */
type Source = Pick<CustomerFactWrites, 'key' | 'erasure'> & { readonly movedFrom?: string }

const keysOf = (posted: readonly { readonly key: CustomerKey }[]): readonly CustomerKey[] =>
  posted.map(({ key }) => key)

function sourceOf(key: CustomerKey, known: ReadonlyMap<CustomerKey, KnownCustomer>): Source {
  const { key: present = key, erasure } = known.get(key) ?? {}
  const movedFrom = present === key ? undefined : parseCustomerKey(key)?.customer
  return {
    key: present,
    ...(erasure && { erasure }),
    ...(movedFrom !== undefined && { movedFrom }),
  }
}

/**
 * Whoever bought at these addresses without an id is the customer who buys there with one. Before
 * the purchases are written, so that nothing is decided for half a history.
 */
async function claimAddresses(
  shop: string,
  facts: readonly (CustomerFactWrites & { readonly customer: HashedCustomer | undefined })[],
  known: ReadonlyMap<CustomerKey, KnownCustomer>,
  { table, now = Date.now }: RecordPorts,
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

function purchaseWrites(
  purchase: PostedPurchase,
  hashed: HashedCustomer | undefined,
  { movedFrom, ...source }: Source,
  brought: Brought,
): CustomerFactWrites {
  const { orderId, paidAt, currency, grossMinor, lines } = purchase
  const { key } = source
  const version = {
    updatedAt: purchase.updatedAt ?? paidAt,
    contentHash: hashOf([paidAt, currency, grossMinor, lines ?? []]),
  }
  const origin = movedFrom === undefined ? {} : { movedFrom }
  const own = orderWrites(
    key,
    { orderId, paidAt, currency, grossMinor, ...version, ...origin },
    brought,
  )
  const linesRow: Write[] =
    lines && lines.length > 0
      ? [
          {
            put: encode('lines', key, { orderId, lines, paidAt, ...version, ...origin }),
            on: { newer: version },
          },
        ]
      : []
  return {
    ...source,
    at: paidAt,
    writes: [
      ...linesRow,
      ...customerWrites(key, hashed, version.updatedAt, brought.arrivalOf),
      own.write,
    ],
    ...(own.ifPresent && { ifPresent: own.ifPresent }),
    readResult: versionedResult(version.updatedAt, version.contentHash),
  }
}

function refundWrites(
  refund: PostedRefund,
  customer: HashedCustomer,
  { movedFrom, ...source }: Source,
  { importId, arrivalOf }: Brought,
): CustomerFactWrites {
  const { refundId, orderId, at, currency, minor } = refund
  const { key } = source
  const put = encode('refund', key, {
    refundId,
    at,
    currency,
    minor,
    ...(orderId !== undefined && { orderId }),
    ...(importId !== undefined && { importId }),
    ...(movedFrom !== undefined && { movedFrom }),
  })
  return {
    ...source,
    at,
    writes: [...customerWrites(key, customer, at, arrivalOf), { put, on: ABSENT }],
    readResult: ({ done, stored }) =>
      done ? 'recorded' : isSameFact(put, stored) ? 'unchanged' : 'stale',
  }
}

const isSameFact = (
  { importId: _mark, movedFrom: _source, ...put }: Row,
  stored: Row | undefined,
): boolean =>
  stored !== undefined && Object.entries(put).every(([field, value]) => stored[field] === value)

type Hashes = { readonly addressHash?: string; readonly addressId?: string }
type HashedCustomer = PostedCustomer & Hashes

/** No id, or 0, is a guest known by their address; without an address they stay unknown. */
function keyOfCustomer(
  shop: string,
  customer: HashedCustomer | undefined,
  anonymous: string,
): CustomerKey {
  if (hasId(customer?.id)) return customerKey(shop, customer.id)
  const hash = customer?.addressHash
  return customerKey(shop, hash === undefined ? `~${anonymous}` : guestId(hash))
}

const hasId = (id: string | undefined): id is string => id !== undefined && id !== '0'

function customerWrites(
  key: CustomerKey,
  customer: HashedCustomer | undefined,
  updatedAt: Instant,
  arrivalOf: ArrivalOf,
): readonly Write[] {
  if (!customer) return []
  const { id: _id, consents = [], ...fields } = customer
  return [
    ...(Object.keys(fields).length > 0
      ? [mergeProfile(key, fields, updatedAt, contentHashOf(fields))]
      : []),
    ...consents.map((consent) => consentWrite(key, atAddress(consent, fields), arrivalOf)),
  ]
}

/** An address is hashed on intake, so that decisions need no secret to identify it. */
function withAddressHash<T extends { readonly email?: string }>(
  fields: T,
  { hash: hashOfAddress, rotated }: Hashing,
): T & Hashes {
  const { email } = fields
  if (email === undefined) return fields
  const addressHash = hashOfAddress(email)
  return { ...fields, addressHash, ...(rotated && { addressId: rotated.firstHash(email) }) }
}

/** The same whichever key is the current one, so that a profile posted again is the same profile. */
function contentHashOf({ addressId, ...fields }: Hashes & { readonly email?: string }): string {
  return profileHash(addressId === undefined ? fields : { ...fields, addressHash: addressId })
}

/**
 * Moves what is known of these addresses under older keys, before a customer is known by the current
 * one. With a single key nothing is read; otherwise one query for each older key.
 */
async function knowAddresses(
  shop: string,
  emails: readonly (string | undefined)[],
  { table, now = Date.now }: RecordPorts,
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
  const distinct = new Set(emails.filter((email) => email !== undefined))
  await Promise.all([...distinct].map(know))
}

/** A grant counts for the address that it was reported with; a withdrawal for every one. */
function atAddress(
  consent: ConsentFact,
  { addressHash, addressId = addressHash }: Hashes,
): ConsentFact {
  const isOfAddress = addressId !== undefined && consent.act === 'granted'
  return isOfAddress ? { ...consent, addressHash: addressId } : consent
}

/** 128 bits of SHA-256 over the content's JSON: enough to break ties, short enough to store. */
const hashOf = (content: unknown): string =>
  hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)
