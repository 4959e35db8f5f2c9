/** The lifecycle's table read word by word at one instant, with no thought for speed. */
import type { LifecycleClass } from '../../functions/domain/lifecycle-class.ts'
import type { Order, Refund } from '../../functions/domain/order.ts'
import type { Policy } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'

type MoneyFacts = { readonly orders: readonly Order[]; readonly refunds: readonly Refund[] }

/** The instants of the purchases that count at `now`, a split basket as one. */
export function purchasesAt(facts: MoneyFacts, now: Instant, policy: Policy): readonly Instant[] {
  const paid = facts.orders
    .filter((order) => order.paidAt <= now && netAt(order, facts.refunds, now) > 0)
    .map((order) => order.paidAt)
    .sort((a, b) => a - b)
  const purchases: Instant[] = []
  for (const at of paid) {
    const last = purchases.at(-1)
    const isSplit = last !== undefined && at - last < policy.mergeOrdersWithinMinutes * MINUTE_MS
    if (!isSplit) purchases.push(at)
  }
  return purchases
}

function netAt(order: Order, refunds: readonly Refund[], now: Instant): number {
  let net = order.grossMinor
  for (const refund of refunds) {
    const isOfOrder = refund.orderId === order.orderId && refund.currency === order.currency
    if (isOfOrder && refund.at <= now) net -= refund.minor
  }
  return net
}

export function classAt(facts: MoneyFacts, now: Instant, policy: Policy): LifecycleClass {
  const purchases = purchasesAt(facts, now, policy)
  const last = purchases.at(-1)
  if (last === undefined) return 'prospect'
  if (now >= last + policy.dormantAfterDays * DAY_MS) return 'dormant'
  const since = now - policy.frequentWindowDays * DAY_MS
  if (purchases.filter((at) => at > since).length >= policy.frequentPurchases) return 'frequent'
  return purchases.length === 1 ? 'first-time' : 'active'
}

/** Every instant at which anything could change, and the one just before each. */
export function turningPoints(facts: MoneyFacts, policy: Policy): readonly Instant[] {
  const known = [...facts.orders.map((order) => order.paidAt), ...facts.refunds.map(({ at }) => at)]
  const points = known.flatMap((at) => [
    at,
    at + policy.dormantAfterDays * DAY_MS,
    at + policy.frequentWindowDays * DAY_MS,
  ])
  return [...new Set(points.flatMap((at) => [at - 1, at]))].sort((a, b) => a - b)
}
