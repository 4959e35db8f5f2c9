/** What counts as bought, as the models of repeat buying read it. */
import type { CountedPurchase } from './models/summary-statistics.ts'
import { type Order, ordersCountingAt, type Refund } from './purchase.ts'
import type { Instant } from './time.ts'

type MoneyFacts = { readonly orders: readonly Order[]; readonly refunds: readonly Refund[] }

/**
 * The purchases that count at `now`, each with what it came to after its refunds, in minor units.
 *
 * @param currency only those paid in this one, since amounts in others have no rate to trust
 * @example countedPurchases({ orders, refunds }, now, 'EUR')[0] // { at, minor: 1250 }
 */
export function countedPurchases(
  { orders, refunds }: MoneyFacts,
  now: Instant,
  currency?: string,
): readonly CountedPurchase[] {
  const counting = new Set(ordersCountingAt(orders, refunds, now).map(({ orderId }) => orderId))
  const refunded = new Map<string, number>()
  for (const { orderId, at, currency: paidIn, minor } of refunds)
    if (orderId !== undefined && at <= now)
      refunded.set(`${orderId} ${paidIn}`, (refunded.get(`${orderId} ${paidIn}`) ?? 0) + minor)
  return orders
    .filter((order) => counting.has(order.orderId))
    .filter((order) => currency === undefined || order.currency === currency)
    .map(({ orderId, paidAt, grossMinor, currency: paidIn }) => ({
      at: paidAt,
      minor: grossMinor - (refunded.get(`${orderId} ${paidIn}`) ?? 0),
    }))
}
