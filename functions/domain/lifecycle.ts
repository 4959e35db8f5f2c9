/** The customer lifecycle: which class a customer is in, since when, until when, and why. */

import type { ConsentFact } from './consent.ts'
import {
  atRiskAt,
  modelsFor,
  rhythmOf,
  type Threshold,
  thresholdFor,
  type UsableModels,
} from './dormancy.ts'
import { classesWithin, type LifecycleClass, type Stretch, stageOf } from './lifecycle-class.ts'
import { type CountedOrder, countedOrders, countedOrdersAt, type MoneyFacts } from './order.ts'
import type { Policy } from './policy.ts'
import { netMoney, type Rfm } from './rfm.ts'
import type { ShopModel } from './shop-model.ts'
import { DAY_MS, dayOf, type Instant, MINUTE_MS } from './time.ts'

type LifecyclePolicy = Pick<
  Policy,
  | 'currency'
  | 'dormantAfterDays'
  | 'personalThreshold'
  | 'atRiskShare'
  | 'frequentPurchases'
  | 'frequentWindowDays'
  | 'mergeOrdersWithinMinutes'
>

/** Everyone starts here, before any fact. */
const BEGINNING: Stay = { class: 'prospect', from: Number.NEGATIVE_INFINITY }

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
  /** How long without a purchase makes this customer dormant; to a tenth of a day. */
  readonly dormantAfterDays: number
  /** Whether that is the policy's, or the customer's own. */
  readonly threshold: Threshold['by']
}

export type Assessment = {
  readonly class: LifecycleClass
  /** Absent for a customer who has always been a prospect. */
  readonly since?: Instant
  /** When the class changes if no new fact arrives. */
  readonly nextChangeAt?: Instant
  /** When the customer becomes at risk; absent for prospects and dormant customers. */
  readonly atRiskAt?: Instant
  readonly rfm: Rfm
  readonly reason: ClassReason
}

/**
 * Classes a customer at `now` from facts alone. Facts dated later play no part in the class,
 * only in `nextChangeAt`. The order of the facts in their lists does not matter.
 *
 * @example
 * assess({ orders: [order('o1', paidAt)], refunds: [] }, paidAt, policy).class // 'first-time'
 */
export function assess(
  facts: MoneyFacts & { readonly consents?: readonly ConsentFact[] },
  now: Instant,
  policy: LifecyclePolicy,
  ofShop: readonly ShopModel[] = [],
): Assessment {
  const models = modelsFor(facts.consents ?? [], now, ofShop)
  const orders = countedOrders(facts.orders, facts.refunds)
  const stays = staysOf(stretchesOf(orders, policy, models), policy)
  const at = stays.findLastIndex((stay) => stay.from <= now)
  const stay = stays[at] ?? BEGINNING
  const next = stays[at + 1]
  const counting = orders.filter((order) => order.from <= now && now < order.until)
  const purchases = merge(
    counting.map((order) => order.from),
    policy,
  )
  const rfm = rfmAt(facts, purchases, now, policy)
  const rhythm = rhythmOf(purchases)
  const threshold = rhythm && thresholdFor(rhythm, policy, models)
  return {
    class: stay.class,
    ...(Number.isFinite(stay.from) && { since: stay.from }),
    ...(next && { nextChangeAt: next.from }),
    ...(stageOf(stay.class) === 'buying' &&
      rhythm &&
      threshold && { atRiskAt: atRiskAt(rhythm.last, threshold, policy) }),
    rfm,
    reason: {
      purchases: rfm.purchases,
      purchasesInWindow: rfm.purchasesInWindow,
      windowDays: policy.frequentWindowDays,
      ...(rfm.lastPurchaseAt !== undefined && { lastPurchaseAt: rfm.lastPurchaseAt }),
      dormantAfterDays: threshold
        ? Math.round((10 * threshold.afterMs) / DAY_MS) / 10
        : policy.dormantAfterDays,
      threshold: threshold?.by ?? { kind: 'policy' },
    },
  }
}

/** All periods in a class, from the first to the last that the facts project. */
export const lifecycleOf = (
  facts: MoneyFacts,
  policy: LifecyclePolicy,
  models: UsableModels = [],
): readonly Stay[] =>
  staysOf(stretchesOf(countedOrders(facts.orders, facts.refunds), policy, models), policy)

/** One pass over the instants at which an order begins or ceases to count. */
function stretchesOf(
  orders: readonly CountedOrder[],
  policy: LifecyclePolicy,
  models: UsableModels,
): readonly Stretch[] {
  const changes = orders
    .flatMap(({ from, until }) => [
      { at: from, paidAt: from, counts: true },
      ...(Number.isFinite(until) ? [{ at: until, paidAt: from, counts: false }] : []),
    ])
    .sort((a, b) => a.at - b.at)
  const paid: Instant[] = []
  let purchases: Instant[] = []
  let days = 0
  const stretches: Stretch[] = []
  changes.forEach(({ at, paidAt, counts }, i) => {
    if (counts) {
      paid.push(at)
      const before = purchases.at(-1)
      join(purchases, at, policy)
      if (before === undefined || dayOf(before) !== dayOf(purchases.at(-1) ?? before)) days += 1
    } else {
      paid.splice(paid.indexOf(paidAt), 1)
      purchases = merge(paid, policy)
      days = rhythmOf(purchases)?.days ?? 0
    }
    if (changes[i + 1]?.at !== at) stretches.push(stretchFrom(at, purchases, days, policy, models))
  })
  return stretches
}

function stretchFrom(
  from: Instant,
  purchases: readonly Instant[],
  days: number,
  policy: LifecyclePolicy,
  models: UsableModels,
): Stretch {
  const [first, last] = [purchases.at(0), purchases.at(-1)]
  const isBuyer = first !== undefined && last !== undefined
  return {
    from,
    count: purchases.length,
    dormantFrom: isBuyer
      ? last + thresholdFor({ first, last, days }, policy, models).afterMs
      : from,
    decisive: purchases[purchases.length - policy.frequentPurchases],
  }
}

/**
 * The instants of the purchases that count at `now`, ascending, those of a split basket as one.
 *
 * @example purchasesAt({ orders: [order], refunds: [] }, order.paidAt, policy) // [order.paidAt]
 */
export const purchasesAt = (
  { orders, refunds }: MoneyFacts,
  now: Instant,
  policy: LifecyclePolicy,
): readonly Instant[] =>
  merge(
    countedOrdersAt(orders, refunds, now).map(({ from }) => from),
    policy,
  )

/** Orders as purchases: those of a split basket are one, at the instant of its first. */
const merge = (paid: readonly Instant[], policy: LifecyclePolicy): Instant[] =>
  policy.mergeOrdersWithinMinutes === 0
    ? [...paid]
    : paid.reduce<Instant[]>((purchases, at) => join(purchases, at, policy), [])

function join(purchases: Instant[], at: Instant, policy: LifecyclePolicy): Instant[] {
  const last = purchases.at(-1)
  const isSplit = last !== undefined && at - last < policy.mergeOrdersWithinMinutes * MINUTE_MS
  if (!isSplit) purchases.push(at)
  return purchases
}

function staysOf(stretches: readonly Stretch[], policy: LifecyclePolicy): readonly Stay[] {
  const stays: Stay[] = [BEGINNING]
  const enter = (lifecycleClass: LifecycleClass, from: Instant) => {
    if (stays.at(-1)?.class !== lifecycleClass) stays.push({ class: lifecycleClass, from })
  }
  stretches.forEach((stretch, index) => {
    const end = stretches[index + 1]?.from ?? Number.POSITIVE_INFINITY
    for (const { class: name, from } of classesWithin(stretch, end, policy)) enter(name, from)
  })
  return stays
}

function rfmAt(
  facts: MoneyFacts,
  purchases: readonly Instant[],
  now: Instant,
  policy: LifecyclePolicy,
): Rfm {
  const { byCurrency: net, excess } = netMoney(facts.orders, facts.refunds, now)
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
    ...(excess.length > 0 && { excessRefunds: excess }),
  }
}
