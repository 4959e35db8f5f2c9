/**
 * Records what a shop reports: purchases, refunds, profiles, consents. Every write is safe to
 * repeat, and the table's own stream reports the changes.
 */
import { hash } from 'node:crypto'
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import { erasuresOf } from '../store/erasure.ts'
import { type CustomerKey, customerKey } from '../store/keys.ts'
import { moveAddress } from '../store/move-address.ts'
import type { AddressKeys } from '../store/secret.ts'
import type { Row, Table, Write } from '../store/table.ts'
import { type ArrivalOf, type Brought, consentWrite, orderWrites } from './arrival.ts'
import { mergeProfile, profileHash, replaceProfile } from './profile-rows.ts'
import type { CustomerUpdate, PostedCustomer, PostedPurchase, PostedRefund } from './wire.ts'
import { type CustomerFactWrites, recordFacts, versionedResult, writeFacts } from './write-facts.ts'

export type RecordPorts = {
  readonly table: Table
  /** Keyed hash of an address, by which guests and suppressed addresses are known. */
  readonly addressHash: (address: string) => string
  /** The same address under other keys, while there are any; omitted where there never are. */
  readonly addressKeys?: () => AddressKeys
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
  await knowAddresses(shop, emails, table, hashing)
  return recordFacts(
    table,
    purchases.map((purchase) => purchaseWrites(shop, purchase, hashing, { importId, arrivalOf })),
    undefined,
    importId,
  )
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
  await knowAddresses(shop, emails, table, hashing)
  return recordFacts(
    table,
    refunds.map((refund) => refundWrites(shop, refund, hashing, { importId, arrivalOf })),
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
  const key = customerKey(shop, customer)
  const { consents = [], updatedAt, ...profile } = update
  const hashing = hashingNow(ports)
  await knowAddresses(shop, [profile.email], table, hashing)
  const fields = withAddressHash(profile, hashing)
  const contentHash = contentHashOf(fields, hashing)
  const erasedAt = (await erasuresOf(table, [key])).get(key)?.at ?? Number.NEGATIVE_INFINITY
  const standing = consents.filter(({ at }) => at > erasedAt)
  const writes = standing.map((consent) => consentWrite(key, consent, arrivalOf))
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

function purchaseWrites(
  shop: string,
  purchase: PostedPurchase,
  hashing: Hashing,
  brought: Brought,
): CustomerFactWrites {
  const { orderId, paidAt, currency, grossMinor, customer, lines } = purchase
  const hashed = customer && withAddressHash(customer, hashing)
  const key = keyOfCustomer(shop, hashed, `order:${orderId}`)
  const version = {
    updatedAt: purchase.updatedAt ?? paidAt,
    contentHash: hashOf([paidAt, currency, grossMinor, lines ?? []]),
  }
  const order = { orderId, paidAt, currency, grossMinor, ...version }
  const own = orderWrites(key, order, brought)
  const linesRow: Write[] =
    lines && lines.length > 0
      ? [
          {
            put: encode('lines', key, { orderId, lines, paidAt, ...version }),
            on: { newer: version },
          },
        ]
      : []
  return {
    key,
    at: paidAt,
    writes: [
      ...linesRow,
      ...customerWrites(key, hashed, { updatedAt: version.updatedAt, hashing, ...brought }),
      own.write,
    ],
    ...(own.ifPresent && { ifPresent: own.ifPresent }),
    readResult: versionedResult(version.updatedAt, version.contentHash),
  }
}

function refundWrites(
  shop: string,
  refund: PostedRefund,
  hashing: Hashing,
  { importId, arrivalOf }: Brought,
): CustomerFactWrites {
  const { refundId, orderId, at, currency, minor } = refund
  const customer = withAddressHash(refund.customer, hashing)
  const anonymous = orderId === undefined ? `refund:${refundId}` : `order:${orderId}`
  const key = keyOfCustomer(shop, customer, anonymous)
  const put = encode('refund', key, {
    refundId,
    at,
    currency,
    minor,
    ...(orderId !== undefined && { orderId }),
    ...(importId !== undefined && { importId }),
  })
  return {
    key,
    at,
    writes: [
      ...customerWrites(key, customer, { updatedAt: at, hashing, arrivalOf }),
      { put, on: ABSENT },
    ],
    readResult: ({ done, stored }) =>
      done ? 'recorded' : isSameFact(put, stored) ? 'unchanged' : 'stale',
  }
}

const isSameFact = ({ importId: _mark, ...put }: Row, stored: Row | undefined): boolean =>
  stored !== undefined && Object.entries(put).every(([field, value]) => stored[field] === value)

type Reported = {
  readonly updatedAt: Instant
  readonly hashing: Hashing
  readonly arrivalOf: ArrivalOf
}
type HashedCustomer = PostedCustomer & { readonly addressHash?: string }

/** No id, or 0, is a guest known by their address; without an address they stay unknown. */
function keyOfCustomer(
  shop: string,
  customer: HashedCustomer | undefined,
  anonymous: string,
): CustomerKey {
  if (customer?.id !== undefined && customer.id !== '0') return customerKey(shop, customer.id)
  const hash = customer?.addressHash
  return customerKey(shop, hash === undefined ? `~${anonymous}` : `~guest:${hash}`)
}

function customerWrites(
  key: CustomerKey,
  customer: HashedCustomer | undefined,
  { updatedAt, hashing, arrivalOf }: Reported,
): readonly Write[] {
  if (!customer) return []
  const { id: _id, consents = [], ...fields } = customer
  return [
    ...(Object.keys(fields).length > 0
      ? [mergeProfile(key, fields, updatedAt, contentHashOf(fields, hashing))]
      : []),
    ...consents.map((consent) => consentWrite(key, consent, arrivalOf)),
  ]
}

/** An address is hashed on intake, so that decisions need no secret to identify it. */
const withAddressHash = <T extends { readonly email?: string }>(
  fields: T,
  { hash: hashOfAddress }: Hashing,
): T & { readonly addressHash?: string } =>
  fields.email === undefined ? fields : { ...fields, addressHash: hashOfAddress(fields.email) }

/** The same whichever key is the current one, so that a profile posted again is the same profile. */
function contentHashOf(
  fields: { readonly email?: string; readonly addressHash?: string },
  { rotated }: Hashing,
): string {
  if (!rotated || fields.email === undefined) return profileHash(fields)
  return profileHash({ ...fields, addressHash: rotated.firstHash(fields.email) })
}

/**
 * Moves what is known of these addresses under older keys, before a customer is known by the current
 * one. With a single key nothing is read; otherwise one query for each older key.
 */
async function knowAddresses(
  shop: string,
  emails: readonly (string | undefined)[],
  table: Table,
  { hash: hashOfAddress, rotated }: Hashing,
): Promise<void> {
  if (!rotated) return
  const { olderHashes, isMoving: evenIfUnknown } = rotated
  async function know(email: string): Promise<void> {
    const to = hashOfAddress(email)
    for (const from of olderHashes(email))
      await moveAddress(table, { shop, from, to, evenIfUnknown })
  }
  const distinct = new Set(emails.filter((email) => email !== undefined))
  await Promise.all([...distinct].map(know))
}

/** 128 bits of SHA-256 over the content's JSON: enough to break ties, short enough to store. */
const hashOf = (content: unknown): string =>
  hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)
