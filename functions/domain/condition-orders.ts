/** Conditions on a customer's orders: how many, how much and what they bought, ever or lately. */
import * as z from 'zod/mini'
import type { Dated, SubjectView } from './condition-view.ts'
import { countedOrders } from './order.ts'
import { DAY_MS, type Instant } from './time.ts'
import { isCountWithin, type Truth } from './truth.ts'

const WholeNumber = z.int().check(z.nonnegative())
export const WithinDays = z.int().check(z.gte(1), z.lte(3650))

const isInOrder = ({ min = 0, max = Number.POSITIVE_INFINITY }: AskedOrders): boolean => min <= max

export const AskedOrders = z
  .strictObject({
    withinDays: z.exactOptional(WithinDays),
    min: z.exactOptional(WholeNumber),
    max: z.exactOptional(WholeNumber),
  })
  .check(
    z.refine((asked) => (asked.min !== undefined || asked.max !== undefined) && isInOrder(asked)),
  )
export type AskedOrders = {
  readonly withinDays?: number
  readonly min?: number
  readonly max?: number
}

export const AskedSpend = z
  .strictObject({
    withinDays: z.exactOptional(WithinDays),
    minMinor: z.exactOptional(WholeNumber),
    maxMinor: z.exactOptional(WholeNumber),
  })
  .check(
    z.refine(
      ({ minMinor, maxMinor }) =>
        (minMinor !== undefined || maxMinor !== undefined) &&
        (minMinor ?? 0) <= (maxMinor ?? Number.POSITIVE_INFINITY),
    ),
  )
export type AskedSpend = {
  readonly withinDays?: number
  readonly minMinor?: number
  readonly maxMinor?: number
}

const Names = z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(200))

export const AskedProducts = z
  .strictObject({
    skus: z.exactOptional(Names),
    categories: z.exactOptional(Names),
    withinDays: z.exactOptional(WithinDays),
  })
  .check(z.refine(({ skus, categories }) => (skus === undefined) !== (categories === undefined)))
export type AskedProducts = {
  readonly skus?: readonly string[]
  readonly categories?: readonly string[]
  readonly withinDays?: number
}

type Window = { readonly withinDays?: number }

/** When the window of a condition begins; it does not include that instant. */
export const windowStart = ({ withinDays }: Window, at: Instant): Instant =>
  withinDays === undefined ? Number.NEGATIVE_INFINITY : at - withinDays * DAY_MS

/** Purchases that count, those of a split basket as one. */
export function orderedAsAsked(asked: AskedOrders, { at, purchases }: SubjectView): Truth {
  const from = windowStart(asked, at)
  const sure = purchases().filter((paid) => paid > from).length
  return isCountWithin({ sure, possible: 0 }, asked)
}

/** What was paid less what was refunded of it, in the shop's currency: there is no rate for others. */
export function spentAsAsked(asked: AskedSpend, { at, spending }: SubjectView): Truth {
  const { minMinor = Number.NEGATIVE_INFINITY, maxMinor = Number.POSITIVE_INFINITY } = asked
  const from = windowStart(asked, at)
  const spent = spending()
    .filter((purchase) => purchase.at > from)
    .reduce((sum, { minor }) => sum + minor, 0)
  return spent >= minMinor && spent <= maxMinor
}

/** An order whose lines are not known may be of the product: unless another is, that is unknown. */
export function boughtAsAsked(asked: AskedProducts, subject: SubjectView): Truth {
  const { facts, at, until } = subject
  const from = windowStart(asked, at)
  const counting = new Set(
    countedOrders(facts.orders, facts.refunds)
      .filter((order) => order.from > from && order.from <= until && until < order.until)
      .map(({ orderId }) => orderId),
  )
  const wanted = new Set(asked.skus ?? asked.categories)
  let isUnknown = false
  for (const order of facts.orders) {
    if (!counting.has(order.orderId)) continue
    const bought = asked.skus ? order.skus : order.categories
    if (bought?.some((name) => wanted.has(name))) return true
    isUnknown ||= bought === undefined
  }
  return isUnknown ? undefined : false
}

/** When orders begin and cease to count, are refunded, and leave a window. */
export function ordersChangeAt(asked: Window, { facts }: Dated): readonly Instant[] {
  const { withinDays } = asked
  const counted = countedOrders(facts.orders, facts.refunds)
  return [
    ...counted.flatMap(({ from, until }) => [from, until]),
    ...(withinDays === undefined ? [] : counted.map(({ from }) => from + withinDays * DAY_MS)),
  ]
}

/** The same, and each refund, of which the money that was spent is less. */
export const spendChangesAt = (asked: Window, dated: Dated): readonly Instant[] => [
  ...ordersChangeAt(asked, dated),
  ...dated.facts.orders.map(({ paidAt }) => paidAt),
  ...dated.facts.refunds.map(({ at }) => at),
]
