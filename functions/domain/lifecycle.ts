/** The customer lifecycle: which class a customer is in, since when, until when, and why. */

import type { Policy } from './policy.ts'
import { type CountedOrder, countedOrders, type Order, type Refund } from './purchase.ts'
import { netByCurrency, type Rfm } from './rfm.ts'
import { DAY_MS, type Instant } from './time.ts'

export const LIFECYCLE_CLASSES = [
  'prospect',
  'first-time',
  'active',
  'frequent',
  'dormant',
] as const
export type LifecycleClass = (typeof LIFECYCLE_CLASSES)[number]

type LifecyclePolicy = Pick<
  Policy,
  | 'currency'
  | 'dormantAfterDays'
  | 'frequentPurchases'
  | 'frequentWindowDays'
  | 'mergeOrdersWithinMinutes'
>

type MoneyFacts = { readonly orders: readonly Order[]; readonly refunds: readonly Refund[] }

/** One stay in a class, half-open: it holds at `from` and no longer at the next stay's `from`. */
export type Stay = {
  readonly class: LifecycleClass
  /** -Infinity for a prospect from the beginning. */
  readonly from: Instant
}

/** The facts behind a class, for a sentence a marketer understands. */
export type ClassReason = {
  readonly purchases: number
  readonly purchasesInWindow: number
  readonly windowDays: number
  readonly lastPurchaseAt?: Instant
  /** How long without a purchase makes this customer dormant. */
  readonly dormantAfterDays: number
}

export type Assessment = {
  readonly class: LifecycleClass
  /** Absent for a prospect who never was anything else. */
  readonly since?: Instant
  /** When the class changes if no new fact arrives. */
  readonly nextChangeAt?: Instant
  readonly rfm: Rfm
  readonly reason: ClassReason
}

/**
 * The purchases that count between two facts, orders close together merged into one:
 * the first `count` of `purchases`, which stretches share where they can.
 */
type Stretch = {
  readonly from: Instant
  readonly purchases: readonly Instant[]
  readonly count: number
}

/**
 * Classes a customer at `now` from facts alone. Facts dated later play no part in the class,
 * only in `nextChangeAt`. The order of the facts in their lists does not matter.
 *
 * @example
 * assess({ orders: [order('o1', paidAt)], refunds: [] }, paidAt, policy).class // 'first-time'
 */
export function assess(facts: MoneyFacts, now: Instant, policy: LifecyclePolicy): Assessment {
  const stretches = stretchesOf(countedOrders(facts.orders, facts.refunds), policy)
  const stays = staysOf(stretches, policy)
  const at = stays.findLastIndex((stay) => stay.from <= now)
  const stay = stays[at] ?? { class: 'prospect', from: Number.NEGATIVE_INFINITY }
  const next = stays[at + 1]
  const stretch = stretches.findLast(({ from }) => from <= now)
  const purchases = stretch ? stretch.purchases.slice(0, stretch.count) : []
  const rfm = rfmAt(facts, purchases, now, policy)
  return {
    class: stay.class,
    ...(Number.isFinite(stay.from) && { since: stay.from }),
    ...(next && { nextChangeAt: next.from }),
    rfm,
    reason: {
      purchases: rfm.purchases,
      purchasesInWindow: rfm.purchasesInWindow,
      windowDays: policy.frequentWindowDays,
      ...(rfm.lastPurchaseAt !== undefined && { lastPurchaseAt: rfm.lastPurchaseAt }),
      dormantAfterDays: policy.dormantAfterDays,
    },
  }
}

/** Every stay in a class, from the beginning to the last one that the facts foresee. */
export const lifecycleOf = (facts: MoneyFacts, policy: LifecyclePolicy): readonly Stay[] =>
  staysOf(stretchesOf(countedOrders(facts.orders, facts.refunds), policy), policy)

function stretchesOf(orders: readonly CountedOrder[], policy: LifecyclePolicy): readonly Stretch[] {
  const within = policy.mergeOrdersWithinMinutes * 60_000
  const ends = orders.map((order) => order.until).filter(Number.isFinite)
  if (ends.length === 0) return growingStretches(orders, within)
  const instants = [...new Set([...orders.map((order) => order.from), ...ends])]
  return instants
    .sort((a, b) => a - b)
    .map((from) => {
      const purchases = orders
        .filter((order) => order.from <= from && from < order.until)
        .reduce<Instant[]>((merged, order) => join(merged, order.from, within), [])
      return { from, purchases, count: purchases.length }
    })
}

/** The usual case, nothing refunded in full: each order only adds, so no stretch is counted anew. */
function growingStretches(orders: readonly CountedOrder[], within: number): readonly Stretch[] {
  const purchases: Instant[] = []
  const counts = new Map<Instant, number>()
  for (const order of orders) counts.set(order.from, join(purchases, order.from, within).length)
  return [...counts].map(([from, count]) => ({ from, purchases, count }))
}

/** Adds a purchase unless it falls within `within` of the one that began the last group. */
function join(purchases: Instant[], at: Instant, within: number): Instant[] {
  const last = purchases.at(-1)
  if (last === undefined || at - last >= within) purchases.push(at)
  return purchases
}

function staysOf(stretches: readonly Stretch[], policy: LifecyclePolicy): readonly Stay[] {
  const stays: Stay[] = [{ class: 'prospect', from: Number.NEGATIVE_INFINITY }]
  const enter = (lifecycleClass: LifecycleClass, from: Instant) => {
    if (stays.at(-1)?.class !== lifecycleClass) stays.push({ class: lifecycleClass, from })
  }
  stretches.forEach((stretch, index) => {
    const end = stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY
    for (const stay of staysWithin(stretch, policy)) {
      if (stay.from < end) enter(stay.class, Math.max(stay.from, stretch.from))
    }
  })
  return stays
}

/** The classes that time alone brings between two facts, in order; the first begins with it. */
function staysWithin(stretch: Stretch, policy: LifecyclePolicy): readonly Stay[] {
  const { from, purchases, count } = stretch
  const last = purchases[count - 1]
  if (last === undefined) return [{ class: 'prospect', from }]
  const dormantFrom = last + policy.dormantAfterDays * DAY_MS
  const dormant: Stay = { class: 'dormant', from: dormantFrom }
  if (dormantFrom <= from) return [dormant]
  const calm: LifecycleClass = count === 1 ? 'first-time' : 'active'
  const decisive = purchases[count - policy.frequentPurchases]
  const frequentUntil =
    decisive === undefined ? from : decisive + policy.frequentWindowDays * DAY_MS
  if (frequentUntil <= from) return [{ class: calm, from }, dormant]
  const frequent: Stay = { class: 'frequent', from }
  return frequentUntil < dormantFrom
    ? [frequent, { class: calm, from: frequentUntil }, dormant]
    : [frequent, dormant]
}

function rfmAt(
  facts: MoneyFacts,
  purchases: readonly Instant[],
  now: Instant,
  policy: LifecyclePolicy,
): Rfm {
  const net = netByCurrency(facts.orders, facts.refunds, now)
  const monetaryMinor = net.get(policy.currency) ?? 0
  net.delete(policy.currency)
  const windowStart = now - policy.frequentWindowDays * DAY_MS
  const [first, last] = [purchases.at(0), purchases.at(-1)]
  return {
    ...(last !== undefined && { lastPurchaseAt: last }),
    ...(first !== undefined && { firstPurchaseAt: first }),
    purchases: purchases.length,
    purchasesInWindow: purchases.filter((at) => at > windowStart).length,
    monetaryMinor,
    otherCurrencies: Object.fromEntries(net),
  }
}
