/** What a shop reports about money: orders that were paid and refunds that were made. */
import type { Instant } from './time.ts'

export type Order = {
  readonly orderId: string
  readonly paidAt: Instant
  /** The source's version of this order; the instant of payment if it stated none. */
  readonly updatedAt: Instant
  /** ISO 4217. */
  readonly currency: string
  readonly grossMinor: number
  /** Of everything the source said about the order, lines included: see fact-version.ts. */
  readonly contentHash: string
  /** The import that brought it, if one did and the shop has not posted it since. */
  readonly importId?: string
  /** When it arrived, if the shop came to be on other rules after it was paid. */
  readonly recordedAt?: Instant
  /** The products of its lines, and their categories as the lines stated them; absent if not known. */
  readonly skus?: readonly string[]
  readonly categories?: readonly string[]
  /** The codes that were redeemed with it, as the shop reported them. */
  readonly coupons?: readonly string[]
}

export type Refund = {
  readonly refundId: string
  /** Absent if the source does not say which order was refunded. */
  readonly orderId?: string
  readonly at: Instant
  readonly currency: string
  readonly minor: number
  /** The import that brought it, if one did. */
  readonly importId?: string
}

/** What a customer's purchases, their classes and their value are counted from. */
export type MoneyFacts = { readonly orders: readonly Order[]; readonly refunds: readonly Refund[] }

export type OrderLine = {
  readonly sku: string
  readonly title?: string
  /** The shop's own word for the kind of product, as the line stated it. */
  readonly category?: string
  readonly quantity: number
  readonly unitMinor?: number
}

/** When a purchase of that instant arrived, the latest of several; 0 where that is not stored. */
export const arrivalOf = (orders: readonly Order[], paidAt: Instant): Instant =>
  Math.max(...orders.map((order) => (order.paidAt === paidAt && order.recordedAt) || 0))

/** An order that counts as a purchase from `from` until, if ever, it is refunded in full. */
export type CountedOrder = {
  readonly orderId: string
  readonly from: Instant
  readonly until: Instant
}

/**
 * The orders that ever have a net amount above zero, each with the half-open interval
 * [paid, refunded in full) in which it counts, in order of payment.
 * A refund in another currency than its order lowers nothing: there is no rate to trust.
 */
export function countedOrders(
  orders: readonly Order[],
  refunds: readonly Refund[],
): readonly CountedOrder[] {
  const refundsOf = Map.groupBy(
    refunds.filter((refund) => refund.orderId !== undefined),
    (refund) => refund.orderId,
  )
  return orders
    .map((order) => ({
      orderId: order.orderId,
      from: order.paidAt,
      until: refundedInFullAt(order, refundsOf.get(order.orderId) ?? []),
    }))
    .filter((order) => order.from < order.until)
    .sort((a, b) => a.from - b.from || (a.orderId < b.orderId ? -1 : 1))
}

/** The orders that count as purchases at `now`, in order of payment. */
export const countedOrdersAt = (
  orders: readonly Order[],
  refunds: readonly Refund[],
  now: Instant,
): readonly CountedOrder[] =>
  countedOrders(orders, refunds).filter((order) => order.from <= now && now < order.until)

function refundedInFullAt(order: Order, refunds: readonly Refund[]): Instant {
  if (order.grossMinor <= 0) return Number.NEGATIVE_INFINITY
  let left = order.grossMinor
  for (const refund of refunds.toSorted((a, b) => a.at - b.at)) {
    if (refund.currency === order.currency) left -= refund.minor
    if (left <= 0) return refund.at
  }
  return Number.POSITIVE_INFINITY
}
