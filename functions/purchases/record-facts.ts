/**
 * Takes in what a shop tells: purchases, refunds, profiles, consents. Every write is safe to
 * repeat, and the table's own stream carries the news on.
 */
import { hash } from 'node:crypto'
import type { ConsentFact } from '../domain/consent.ts'
import type { Instant } from '../domain/time.ts'
import {
  type CustomerKey,
  consentSort,
  customerKey,
  linesSort,
  orderSort,
  refundSort,
} from '../store/keys.ts'
import type { Row, RowOf, Table, Write, WriteResult } from '../store/table.ts'
import { fillProfile, mergeProfile, profileHash, replaceProfile } from './profile-rows.ts'
import type { CustomerOfPurchase, CustomerUpdate, Purchase, Refund } from './wire.ts'

/** What became of one fact. Stale: what is stored is newer. */
export type Recorded = 'recorded' | 'updated' | 'unchanged' | 'stale'

export type RecordPorts = {
  readonly table: Table
  /** Keyed hash of an address, by which guests and suppressed addresses are known. */
  readonly addressHash: (address: string) => string
}

/** The writes of one fact; the fact's own is last, so that what it refers to is there first. */
type FactWrites = { readonly writes: readonly Write[]; readonly readResult: ReadResult }
type ReadResult = (result: WriteResult) => Recorded

/**
 * Records purchases of one shop, each by itself, and tells what became of each, in their order.
 *
 * @param importId marks them as part of an import, which holds its customers until complete
 * @example await recordPurchases('acme', [purchase], ports) // ['recorded']
 */
export const recordPurchases = (
  shop: string,
  purchases: readonly Purchase[],
  ports: RecordPorts,
  importId?: string,
): Promise<readonly Recorded[]> =>
  carryOut(
    ports.table,
    purchases.map((purchase) => purchaseWrites(shop, purchase, ports, importId)),
  )

/** Records refunds of one shop. A refund is written once; it may come before its order. */
export const recordRefunds = (
  shop: string,
  refunds: readonly Refund[],
  ports: RecordPorts,
): Promise<readonly Recorded[]> =>
  carryOut(
    ports.table,
    refunds.map((refund) => refundWrites(shop, refund, ports)),
  )

/** Records a customer's profile and consents. @returns what became of the profile */
export async function recordCustomer(
  shop: string,
  customer: string,
  update: Omit<CustomerUpdate, 'consents'> & { readonly consents?: readonly ConsentFact[] },
  { table, addressHash }: RecordPorts,
  now: Instant,
): Promise<Recorded> {
  const key = customerKey(shop, customer)
  const { consents, updatedAt, ...told } = update
  const fields = withAddressHash(told, addressHash)
  await table.write((consents ?? []).map((consent) => consentWrite(key, consent)))
  if (Object.keys(fields).length === 0) return 'unchanged'
  const [outcome] = await carryOut(table, [
    {
      writes: [replaceProfile(key, fields, updatedAt ?? now)],
      readResult: versionedResult(updatedAt ?? now, profileHash(fields)),
    },
  ])
  return outcome ?? 'unchanged'
}

async function carryOut(table: Table, facts: readonly FactWrites[]): Promise<readonly Recorded[]> {
  const writes = facts.flatMap((fact) => fact.writes)
  const results = await table.write(writes)
  await fillProfiles(table, writes, results)
  let end = 0
  return facts.map(({ writes: own, readResult }) => {
    end += own.length
    return readResult(results[end - 1] as WriteResult)
  })
}

/** A purchase that came late adds what nobody told since. */
async function fillProfiles(
  table: Table,
  writes: readonly Write[],
  results: readonly WriteResult[],
): Promise<void> {
  const fills = writes.flatMap((write, i) => {
    const { done, stored } = results[i] as WriteResult
    return 'merge' in write && !done && stored ? (fillProfile(write.merge, stored) ?? []) : []
  })
  if (fills.length > 0) await table.write(fills)
}

function purchaseWrites(
  shop: string,
  purchase: Purchase,
  { addressHash }: RecordPorts,
  importId: string | undefined,
): FactWrites {
  const { orderId, paidAt, currency, grossMinor, customer, lines } = purchase
  const key = keyOfCustomer(shop, customer, `order:${orderId}`, addressHash)
  const version = {
    updatedAt: purchase.updatedAt ?? paidAt,
    contentHash: hashOf([paidAt, currency, grossMinor, lines ?? []]),
  }
  const order: Row = {
    pk: key,
    sk: orderSort(orderId),
    paidAt,
    currency,
    grossMinor,
    ...version,
    ...(importId !== undefined && { importId }),
  }
  const linesRow: Write[] =
    lines && lines.length > 0
      ? [{ put: { pk: key, sk: linesSort(orderId), lines, ...version }, on: { newer: version } }]
      : []
  return {
    writes: [
      ...linesRow,
      ...customerWrites(key, customer, version.updatedAt, addressHash),
      { put: order, on: { newer: version } },
    ],
    readResult: versionedResult(version.updatedAt, version.contentHash),
  }
}

function refundWrites(shop: string, refund: Refund, { addressHash }: RecordPorts): FactWrites {
  const { refundId, customer, orderId, at, currency, minor } = refund
  const anonymous = orderId === undefined ? `refund:${refundId}` : `order:${orderId}`
  const key = keyOfCustomer(shop, customer, anonymous, addressHash)
  const put: Row = {
    pk: key,
    sk: refundSort(refundId),
    at,
    currency,
    minor,
    ...(orderId !== undefined && { orderId }),
  }
  return {
    writes: [...customerWrites(key, customer, at, addressHash), { put, on: { absent: true } }],
    readResult: ({ done, stored }) =>
      done ? 'recorded' : isSameFact(put, stored) ? 'unchanged' : 'stale',
  }
}

const isSameFact = (put: Row, stored: Row | undefined): boolean =>
  stored !== undefined && Object.entries(put).every(([field, value]) => stored[field] === value)

/** No id, or 0, is a guest known by their address; without an address nobody can be known. */
function keyOfCustomer(
  shop: string,
  customer: CustomerOfPurchase | undefined,
  anonymous: string,
  addressHash: RecordPorts['addressHash'],
): CustomerKey {
  if (customer?.id !== undefined && customer.id !== '0') return customerKey(shop, customer.id)
  if (customer?.email !== undefined)
    return customerKey(shop, `~guest:${addressHash(customer.email)}`)
  return customerKey(shop, `~${anonymous}`)
}

function customerWrites(
  key: CustomerKey,
  customer: CustomerOfPurchase | undefined,
  updatedAt: Instant,
  addressHash: RecordPorts['addressHash'],
): readonly Write[] {
  if (!customer) return []
  const { id: _id, consents = [], ...told } = customer
  const fields = withAddressHash(told, addressHash)
  return [
    ...(Object.keys(fields).length > 0 ? [mergeProfile(key, fields, updatedAt)] : []),
    ...consents.map((consent) => consentWrite(key, consent)),
  ]
}

/** An address is hashed where it enters, so that decisions need no secret to know it by. */
const withAddressHash = <T extends { readonly email?: string }>(
  told: T,
  addressHash: RecordPorts['addressHash'],
): T & { readonly addressHash?: string } =>
  told.email === undefined ? told : { ...told, addressHash: addressHash(told.email) }

const consentWrite = (key: CustomerKey, consent: ConsentFact): Write => ({
  put: { pk: key, sk: consentSort(consent), ...consent },
  on: { absent: true },
})

const versionedResult =
  (updatedAt: Instant, contentHash: string): ReadResult =>
  ({ done, stored }) => {
    if (done) return stored ? 'updated' : 'recorded'
    const was = stored as RowOf<{ updatedAt: Instant; contentHash: string }> | undefined
    const isSame = was?.updatedAt === updatedAt && was.contentHash === contentHash
    return isSame ? 'unchanged' : 'stale'
  }

/** 128 bits of SHA-256 over the content's JSON: enough to break ties, short enough to store. */
const hashOf = (content: unknown): string =>
  hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)
