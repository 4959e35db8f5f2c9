/**
 * Orders that moved to another customer (`previousCustomer` of a purchase).
 *
 * 1. The order is written at its new customer first, by the rules of versions. Then the row at the
 *    former one becomes a marker: no amount, the version, and `movedTo`. Its lines become one with it.
 * 2. A marker is written in one transaction that finds the order at the new customer as it was read.
 *    So the order counts at one of them, or for moments at both, and never at none.
 * 3. Refunds of the order follow, each in one transaction that leaves a marker as well.
 * 4. What is posted to the former customer later meets the marker and is forwarded. So is what was
 *    recorded there between 2 and 3: a refund looks at its order once it is stored.
 * 5. Killed anywhere, the same post finishes it.
 */

import { statesMore, supersedes } from '../domain/fact-version.ts'
import type { Instant } from '../domain/time.ts'
import { readRow, upgraded } from '../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { isMarker } from '../store/codecs/read-customer-rows.ts'
import { markerOf, sameVersion, versionIn } from '../store/fact-versions.ts'
import { idOf, knownCustomer, withId } from '../store/identity.ts'
import { type CustomerKey, linesSort, orderSort, refundSort } from '../store/keys.ts'
import type { Row, Table, Write, WriteCondition } from '../store/table.ts'
import type { Source } from './customer-ids.ts'
import { type CustomerFactWrites, isForgotten } from './write-facts.ts'

export type MovedOrder = {
  readonly orderId: string
  readonly paidAt: Instant
  /** The new customer, and the one before. */
  readonly key: CustomerKey
  readonly previous: CustomerKey
}

/** Where the order is for a former customer: each place up to the last, which has no marker. */
type Trail = {
  readonly keys: readonly CustomerKey[]
  readonly row?: Row
  /** That place is the new customer's. */
  readonly isThere: boolean
  readonly isErased: boolean
}

const MOST_CONFLICTS = 20

/** What a post that moves an order meets: see `placeOf`. */
export type OrderPlace = {
  /** The former customer has a version that the source numbered higher. */
  readonly isStale: boolean
  /** The order came from this customer before, and comes back now. */
  readonly comesBack: boolean
}

/** How the order stands before its post is recorded. */
export async function placeOf(
  table: Table,
  order: MovedOrder,
  statedAt: Instant | undefined,
): Promise<OrderPlace> {
  const { row, isThere } = await trailOf(table, order)
  const isElsewhere = row !== undefined && !isThere && !isMarker(row)
  const stated = statedAt === undefined ? {} : { statedAt }
  return {
    isStale: isElsewhere && statesMore(versionIn(row), stated),
    comesBack: isElsewhere,
  }
}

/**
 * Leaves a marker at the former customer, once the order is recorded at the new one, and brings its
 * refunds. Safe to repeat.
 *
 * @throws if others keep changing the order
 */
export async function leaveMarker(table: Table, order: MovedOrder): Promise<void> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const { key } = await knownCustomer(table, order.key)
    const own = await rowAt(table, key, orderSort(order.orderId))
    if (!own || isMarker(own)) return
    const trail = await trailOf(table, { ...order, key })
    const last = trail.keys.at(-1)
    const isMarked =
      last === undefined ||
      trail.isThere ||
      trail.isErased ||
      (await table.writeTogether(await markers(table, last, trail.row, own))) === 'committed'
    if (isMarked) return bringRefunds(table, order.orderId, trail.keys, key)
  }
  throw new Error(`an order was changed by others ${MOST_CONFLICTS} times in a row`)
}

/** See 2. */
async function markers(
  table: Table,
  at: CustomerKey,
  before: Row | undefined,
  own: Row,
): Promise<readonly Write[]> {
  const sk = linesSort(orderIdIn(own))
  const lines = await rowAt(table, at, sk)
  const to = idOf(own.pk as CustomerKey)
  const marker = markerOf(own, { pk: at, sk: own.sk, movedTo: to, grossMinor: 0 })
  const { currency: _unit, grossMinor: _none, ...version } = marker
  return [
    { put: own, on: sameVersion(own) },
    { put: { ...version, sk, lines: [] }, on: asRead(lines) },
    { put: marker, on: asRead(before) },
  ]
}

/**
 * A fact that follows the markers it meets: see 4. Where markers lead in a circle the order is gone,
 * and the fact takes the place of one.
 *
 * @param writesAt the fact at a customer; only the first is whom the post describes
 * @example forwarding(table, { key }, (source) => refundWrites(refund, undefined, source, brought))
 */
export function forwarding(
  table: Table,
  first: Source,
  writesAt: (source: Source, isFirst: boolean) => CustomerFactWrites,
): CustomerFactWrites {
  const at = (source: Source, seen: readonly CustomerKey[]): CustomerFactWrites => ({
    ...writesAt(source, seen.length === 0),
    ...(seen.includes(source.key) && { comesBack: true }),
    forward: async (customer) => {
      const { key, erasure } = await knownCustomer(table, withId(source.key, customer))
      return at({ key, ...(erasure && { erasure }) }, [...seen, source.key])
    },
  })
  return at(first, [])
}

/**
 * Brings refunds that were stored at a customer whose order is another's by now. Safe to repeat.
 *
 * @param stored where each refund is, and its order
 */
export async function forwardRefunds(
  table: Table,
  stored: readonly { readonly key: CustomerKey; readonly orderId?: string | undefined }[],
): Promise<void> {
  const orders = new Map<string, readonly [CustomerKey, string]>()
  for (const { key, orderId } of stored)
    if (orderId !== undefined) orders.set(`${key} ${orderId}`, [key, orderId])
  const forwarded = [...orders.values()].map(async ([key, orderId]) => {
    const row = await rowAt(table, key, orderSort(orderId))
    if (!row || !isMarker(row)) return
    const trail = await follow(table, key, orderId)
    const last = trail.keys.at(-1)
    if (last !== undefined && trail.row && !isMarker(trail.row))
      await bringRefunds(table, orderId, trail.keys, last)
  })
  await Promise.all(forwarded)
}

/** See 3. */
async function bringRefunds(
  table: Table,
  orderId: string,
  from: readonly CustomerKey[],
  to: CustomerKey,
): Promise<void> {
  for (const key of from) {
    if (key === to) continue
    const rows = await table.query(key, { prefix: refundSort('') })
    for (const row of rows)
      if (row.orderId === orderId && !isMarker(row)) await bringRefund(table, row, to)
  }
}

async function bringRefund(table: Table, first: Row, to: CustomerKey): Promise<void> {
  let row: Row | undefined = first
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    if (!row || isMarker(row)) return
    const { movedFrom: _before, ...stored } = upgraded(CUSTOMER_ROWS.refund, row)
    const own = { ...stored, pk: to }
    const there = await rowAt(table, to, row.sk)
    const isNewer = !there || isMarker(there) || supersedes(versionIn(own), versionIn(there))
    const marker = markerOf(row, { pk: row.pk, sk: row.sk, movedTo: idOf(to), minor: 0 })
    const outcome = await table.writeTogether([
      { put: isNewer ? own : there, on: asRead(there) },
      { put: marker, on: sameVersion(row) },
    ])
    if (outcome === 'committed') return
    row = await rowAt(table, row.pk as CustomerKey, row.sk)
  }
  throw new Error(`a refund was changed by others ${MOST_CONFLICTS} times in a row`)
}

async function trailOf(table: Table, { previous, key, orderId, paidAt }: MovedOrder) {
  const { key: own } = await knownCustomer(table, key)
  return follow(table, previous, orderId, { own, paidAt })
}

async function follow(
  table: Table,
  first: CustomerKey,
  orderId: string,
  to?: { readonly own: CustomerKey; readonly paidAt: Instant },
): Promise<Trail> {
  const keys: CustomerKey[] = []
  let next = first
  for (;;) {
    const { key, erasure } = await knownCustomer(table, next)
    const row = await rowAt(table, key, orderSort(orderId))
    const isThere = key === to?.own
    const isErased = to !== undefined && isForgotten({ at: to.paidAt, ...(erasure && { erasure }) })
    const isLast = isThere || keys.includes(key) || !row || !isMarker(row)
    // Refunds may be on their way from one of a customer's ids to the present one.
    keys.push(...(isThere || next === key ? [key] : [next, key]))
    if (isLast) return { keys, isThere, isErased, ...(row && { row }) }
    next = withId(key, String(row.movedTo))
  }
}

/** By a query, which is all that the function may do on AWS. */
export const rowAt = async (table: Table, pk: CustomerKey, sk: string): Promise<Row | undefined> =>
  (await table.query(pk, { prefix: sk })).find((row) => row.sk === sk)

const asRead = (row: Row | undefined): WriteCondition => (row ? sameVersion(row) : { absent: true })

const orderIdIn = (row: Row): string => readRow(CUSTOMER_ROWS.order, row).orderId
