/** Starts on each purchase, or on those that are asked for; a refund in full ends the journey. */
import * as z from 'zod/mini'
import { wasEligibleAtStart } from '../campaign.ts'
import type { CustomerFacts } from '../customer.ts'
import { arrivalOf, type CountedOrder, countedOrdersAt, type Order } from '../order.ts'
import type { Settings } from '../policy.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { beginByEach } from './each-cause.ts'
import { isStale, wasEligible } from './eligible.ts'
import type { PurchaseWhere, StartOf } from './start.ts'
import type { Occasion, StartRule } from './start-rule.ts'

const WHERE_FIELDS = {
  nth: true,
  minAmountMinor: true,
  skus: true,
  categories: true,
} as const satisfies Record<keyof PurchaseWhere, true>

export const purchase: StartRule<'purchase'> = {
  fields: { kind: true, where: WHERE_FIELDS },
  purpose: 'of-campaign',
  isCausedByAbsence: () => false,
  happensAs: 'instant',
  journey: z.looseObject({ kind: z.literal('purchase'), orderId: z.string() }),
  isSameCause: (one, other) => one.orderId === other.orderId || undefined,
  begin: (start, occasion) => {
    const { facts, from, now } = occasion
    const causes = countedOrdersAt(facts.orders, facts.refunds, now).map((order) => ({
      at: order.from,
      arrivedAt: () => arrivalOf(facts.orders, order.from),
      start: { kind: 'purchase', orderId: order.orderId } as const,
      isMeant: () => isMeant(start, order, occasion),
    }))
    return beginByEach(
      causes,
      ({ start: { orderId } }, { start: by }) => by.kind === 'purchase' && by.orderId === orderId,
      occasion,
      {
        others: { reason: 'other-purchases' },
        none: { reason: 'no-purchase-since', at: from },
        next: { reason: 'next-purchase' },
      },
    )
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: ({ orderId }, { counting, now }) =>
    counting.some((order) => order.orderId === orderId)
      ? undefined
      : { at: now, reason: 'order-refunded' },
}

/**
 * Whether the campaign is for this purchase, and for its customer as they stood at its instant. One
 * that is too old for its first mail begins nothing, so that a long history costs nothing to decide.
 */
function isMeant(
  { where = {} }: StartOf<'purchase'>,
  { orderId, from }: CountedOrder,
  occasion: Occasion,
): boolean {
  const { campaign, facts, settings } = occasion
  const asksOfStart = wasEligibleAtStart(campaign, from)
  if (!asksOfStart && Object.keys(where).length === 0) return true
  if (isStale(from, occasion)) return false
  const order = facts.orders.find((one) => one.orderId === orderId)
  const { nth } = where
  if (!order || !isOfKind(order, where, settings)) return false
  if (nth !== undefined && nth !== positionOf(orderId, from, facts, settings)) return false
  return !asksOfStart || wasEligible(occasion, from)
}

/** An order whose lines are not known contains none of what is asked for. */
function isOfKind(
  { currency, grossMinor, skus = [], categories = [] }: Order,
  { minAmountMinor, skus: ofSkus, categories: ofCategories }: PurchaseWhere,
  { policy }: Settings,
): boolean {
  if (minAmountMinor !== undefined)
    if (currency !== policy.currency || grossMinor < minAmountMinor) return false
  if (!ofSkus && !ofCategories) return true
  return (
    skus.some((sku) => ofSkus?.includes(sku)) ||
    categories.some((category) => ofCategories?.includes(category))
  )
}

/** The customer's how-manieth purchase an order was; undefined for a later part of a split basket. */
function positionOf(
  orderId: string,
  at: Instant,
  facts: CustomerFacts,
  { policy }: Settings,
): number | undefined {
  const gap = policy.mergeOrdersWithinMinutes * MINUTE_MS
  let [position, last] = [0, Number.NEGATIVE_INFINITY]
  for (const order of countedOrdersAt(facts.orders, facts.refunds, at)) {
    const isSplit = order.from - last < gap
    if (!isSplit) {
      position++
      last = order.from
    }
    if (order.orderId === orderId) return isSplit ? undefined : position
  }
  return undefined
}
