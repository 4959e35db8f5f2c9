/**
 * Records what a shop reports: purchases, refunds, profiles, consents. Every write is safe to
 * repeat, and the table's own stream reports the changes.
 */
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import { contentHash, refundHash, versionFields } from '../store/fact-versions.ts'
import { knownCustomer, knownCustomers } from '../store/identity.ts'
import { customerKey } from '../store/keys.ts'
import { type ArrivalOf, type Brought, consentWrite, marksOf } from './arrival.ts'
import {
  atAddress,
  claimAddresses,
  contentHashOf,
  type HashedCustomer,
  hashingNow,
  type IdPorts,
  keyOfCustomer,
  keysOf,
  knowAddresses,
  type Source,
  sourceOf,
  withAddressHash,
} from './customer-ids.ts'
import { attributesOf, customerWrites } from './customer-writes.ts'
import { inPlaces } from './in-places.ts'
import { forwarding, forwardRefunds, leaveMarker, placeOf } from './moved-orders.ts'
import { addProducts, productsOf } from './order-products.ts'
import { replaceProfile } from './profile-rows.ts'
import { recordAttributes } from './record-attributes.ts'
import { type RefundRecorded, unplacedAmong } from './unplaced-refunds.ts'
import {
  type CustomerUpdate,
  namesProfile,
  type PostedPurchase,
  type PostedRefund,
} from './wire.ts'
import {
  type CustomerFactWrites,
  factResult,
  recordFacts,
  versionedResult,
  writeFacts,
} from './write-facts.ts'

export type RecordPorts = IdPorts

const ABSENT = { absent: true } as const

/** For what an import brings: what happened before a change of the rules starts nothing. */
const nowOf = ({ now = Date.now }: RecordPorts): Instant => now()

const ASSUMED_OLD: ArrivalOf = () => undefined

/**
 * Records purchases of one shop, each on its own. @returns the outcome of each, in their order
 *
 * @param importId marks them as part of an import, which holds its customers until complete
 * @param arrivedAt of an import, when it began first, so that running it again is no later arrival
 * @example await recordPurchases('acme', [purchase], ports) // ['recorded']
 */
export async function recordPurchases(
  shop: string,
  purchases: readonly PostedPurchase[],
  ports: RecordPorts,
  importId?: string,
  arrivalOf: ArrivalOf = ASSUMED_OLD,
  arrivedAt: Instant = nowOf(ports),
): Promise<readonly Recorded[]> {
  const { table } = ports
  const hashing = hashingNow(ports)
  const emails = purchases.flatMap(({ customer, previousCustomer }) => [
    customer?.email,
    previousCustomer?.email,
  ])
  await knowAddresses(shop, emails, ports, hashing)
  const posted = purchases.map((purchase) => {
    const customer = purchase.customer && withAddressHash(purchase.customer, hashing)
    const anonymous = `order:${purchase.orderId}`
    const key = keyOfCustomer(shop, customer, anonymous)
    const { previousCustomer, orderId, paidAt } = purchase
    const before = previousCustomer && withAddressHash(previousCustomer, hashing)
    const moved = before && {
      ...{ orderId, paidAt, key, previous: keyOfCustomer(shop, before, anonymous) },
    }
    return { purchase, customer, key, moved }
  })
  const [known, places] = await Promise.all([
    knownCustomers(table, keysOf(posted)),
    Promise.all(
      posted.map(({ moved, purchase }) => moved && placeOf(table, moved, purchase.updatedAt)),
    ),
  ])
  const brought = { importId, arrivedAt, arrivalOf }
  const facts = posted.map(({ purchase, customer, key }, i) => ({
    ...forwarding(table, sourceOf(key, known), (source, isFirst) =>
      purchaseWrites(purchase, isFirst ? customer : undefined, source, brought),
    ),
    ...(places[i]?.comesBack && { comesBack: true }),
    customer,
  }))
  const current = facts.filter((_, i) => !places[i]?.isStale)
  await claimAddresses(shop, current, known, ports)
  const recorded = inPlaces(
    places.map((place) => (place?.isStale ? 'stale' : undefined)),
    await recordFacts(table, current, undefined, importId),
  )
  for (const [i, { moved }] of posted.entries())
    if (moved && recorded[i] !== 'erased' && !places[i]?.isStale) await leaveMarker(table, moved)
  return recorded
}

/**
 * Records refunds of one shop. A refund may come before its order, except one that says nothing
 * of a customer, which is recorded only where its order is. It does not restore an erased customer: if they have not bought since, it is kept without its personal data.
 */
export async function recordRefunds(
  shop: string,
  refunds: readonly PostedRefund[],
  ports: RecordPorts,
  importId?: string,
  arrivalOf: ArrivalOf = ASSUMED_OLD,
  arrivedAt: Instant = nowOf(ports),
): Promise<readonly RefundRecorded[]> {
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
  const [known, isUnplaced] = await Promise.all([
    knownCustomers(table, keysOf(posted)),
    unplacedAmong(table, posted),
  ])
  const placed = posted.filter((one) => !isUnplaced.has(one.key))
  const brought = { importId, arrivedAt, arrivalOf }
  const facts = placed.map(({ refund, customer, key }) => ({
    ...forwarding(table, sourceOf(key, known), (source, isFirst) =>
      refundWrites(refund, isFirst ? customer : undefined, source, brought),
    ),
    orderId: refund.orderId,
  }))
  const recorded = await recordFacts(
    table,
    facts,
    ({ writes, attributes: _theirs, ...fact }) => ({ ...fact, writes: writes.slice(-1) }),
    importId,
  )
  await forwardRefunds(table, facts)
  return inPlaces(
    posted.map(({ key }) => (isUnplaced.has(key) ? 'no-customer' : undefined)),
    recorded,
  )
}

/**
 * Records a customer's profile and consents. @returns the outcome for the profile
 *
 * @param isProfile whether the profile is replaced; one without fields is removed
 */
export async function recordCustomer(
  shop: string,
  customer: string,
  update: CustomerUpdate,
  ports: RecordPorts,
  now: Instant,
  arrivalOf: ArrivalOf = ASSUMED_OLD,
  isProfile = namesProfile(update),
): Promise<Recorded> {
  const { table } = ports
  const posted = customerKey(shop, customer)
  const { key, erasure } = await knownCustomer(table, posted)
  const { consents = [], updatedAt, attributes, ...profile } = update
  const hashing = hashingNow(ports)
  await knowAddresses(shop, [profile.email], ports, hashing)
  const fields = withAddressHash(profile, hashing)
  const contentHash = contentHashOf(fields)
  const erasedAt = erasure?.at ?? Number.NEGATIVE_INFINITY
  const standing = consents.filter(({ at }) => at > erasedAt)
  const movedFrom = key === posted ? undefined : customer
  const writes = standing.map((consent) =>
    consentWrite(key, atAddress(consent, fields), arrivalOf, movedFrom),
  )
  const isOfErased = (updatedAt ?? now) <= erasedAt
  const stated = attributes &&
    !isOfErased && {
      ...{ key, movedFrom, attributes, updatedAt: updatedAt ?? now, arrivedAt: now },
    }
  const changesAttributes = stated ? await recordAttributes(table, stated) : false
  if (!isProfile || isOfErased) {
    await table.write(writes)
    const isLost = isOfErased && (isProfile || attributes !== undefined)
    if (isLost || standing.length < consents.length) return 'erased'
    return changesAttributes ? 'updated' : 'unchanged'
  }
  // Together, so that they are one change of the customer where the store commits them as one.
  const [outcome] = await writeFacts(table, [
    {
      writes: [
        ...writes,
        replaceProfile({ key, movedFrom }, fields, updatedAt ?? now, contentHash),
      ],
      readResult: versionedResult(updatedAt ?? now, contentHash),
    },
  ])
  return outcome ?? 'unchanged'
}

function purchaseWrites(
  purchase: PostedPurchase,
  hashed: HashedCustomer | undefined,
  { movedFrom, ...source }: Source,
  brought: Brought,
): CustomerFactWrites {
  const { orderId, paidAt, updatedAt, currency, grossMinor, lines, coupons = [] } = purchase
  const { key } = source
  const version = {
    ...(updatedAt !== undefined && { statedAt: updatedAt }),
    arrivedAt: brought.arrivedAt,
    contentHash: contentHash([
      ...[paidAt, currency, grossMinor, lines ?? []],
      // Without codes it is the hash of earlier builds.
      ...(coupons.length > 0 ? [coupons] : []),
    ]),
  }
  const fields = {
    ...{ orderId, paidAt, updatedAt: paidAt, ...versionFields(version) },
    ...(movedFrom !== undefined && { movedFrom }),
  }
  const order = {
    ...{ ...fields, currency, grossMinor },
    ...productsOf(lines),
    ...(coupons.length > 0 && { coupons }),
    ...marksOf(brought, paidAt),
  }
  const put = encode('order', key, order)
  return {
    ...source,
    at: paidAt,
    version,
    ...attributesOf(hashed, { key, movedFrom }, updatedAt ?? paidAt, brought.arrivedAt),
    writes: [
      ...(lines && lines.length > 0
        ? [{ put: encode('lines', key, { ...fields, lines }), on: ABSENT }]
        : []),
      ...customerWrites({ key, movedFrom }, hashed, updatedAt ?? paidAt, brought.arrivalOf),
      { put, on: ABSENT },
    ],
    readResult: factResult(version),
    followUp: (results) => addProducts(put, results.at(-1)?.stored),
  }
}

function refundWrites(
  refund: PostedRefund,
  customer: HashedCustomer | undefined,
  { movedFrom, ...source }: Source,
  { importId, arrivedAt, arrivalOf }: Brought,
): CustomerFactWrites {
  const { refundId, orderId, at, updatedAt, currency, minor } = refund
  const { key } = source
  const version = {
    ...(updatedAt !== undefined && { statedAt: updatedAt }),
    ...{ arrivedAt, contentHash: refundHash(refund) },
  }
  const put = encode('refund', key, {
    refundId,
    at,
    currency,
    minor,
    ...(orderId !== undefined && { orderId }),
    ...versionFields(version),
    ...(importId !== undefined && { importId }),
    ...(movedFrom !== undefined && { movedFrom }),
  })
  return {
    ...source,
    at,
    version,
    ...attributesOf(customer, { key, movedFrom }, at, arrivedAt),
    writes: [...customerWrites({ key, movedFrom }, customer, at, arrivalOf), { put, on: ABSENT }],
    readResult: factResult(version),
  }
}
