/** What counts as bought, as the models of repeat buying read it. */
import type { NetPurchase } from './models/summary-statistics.ts'
import { countedOrdersAt, type MoneyFacts } from './order.ts'
import type { Policy } from './policy.ts'
import { type Instant, MINUTE_MS } from './time.ts'

/**
 * The purchases that count at `now`, each with its amount after refunds, in minor units.
 *
 * @param currency only those paid in this one, because there is no exchange rate for others
 * @example netPurchases({ orders: [ORDER], refunds: [] }, ORDER.paidAt, 'EUR') // [{ at: 86_400_000, minor: 1000 }]
 */
export function netPurchases(
  { orders, refunds }: MoneyFacts,
  now: Instant,
  currency?: string,
): readonly NetPurchase[] {
  const counting = new Set(countedOrdersAt(orders, refunds, now).map(({ orderId }) => orderId))
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

/**
 * Orders as purchases, as the classes count them: those of a split basket are one, at the instant of
 * its first. A model that took them for several would learn of loyalty that decisions do not see.
 *
 * @example withoutSplits([{ at: 0, minor: 900 }, { at: 60_000, minor: 100 }], { mergeOrdersWithinMinutes: 5 }) // [{ at: 0, minor: 1000 }]
 */
export function withoutSplits(
  purchases: readonly NetPurchase[],
  { mergeOrdersWithinMinutes }: Pick<Policy, 'mergeOrdersWithinMinutes'>,
): readonly NetPurchase[] {
  if (mergeOrdersWithinMinutes === 0) return purchases
  const merged: NetPurchase[] = []
  for (const { at, minor } of purchases.toSorted((one, other) => one.at - other.at)) {
    const last = merged.at(-1)
    if (last && at - last.at < mergeOrdersWithinMinutes * MINUTE_MS)
      merged[merged.length - 1] = { at: last.at, minor: last.minor + minor }
    else merged.push({ at, minor })
  }
  return merged
}
