/** Starts on each purchase, or on those that are asked for; a refund in full ends the journey. */
import * as z from 'zod/mini'
import { type Campaign, wasEligibleAtStart } from '../campaign.ts'
import type { CustomerFacts } from '../customer.ts'
import type { Journey } from '../journey.ts'
import { arrivalOf, type CountedOrder, countedOrdersAt } from '../order.ts'
import type { Settings } from '../policy.ts'
import { nextJourneyNumber } from '../restore.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { isStale, wasEligible } from './eligible.ts'
import type { StartOf, WhyNot } from './start.ts'
import { mayCause, nothing, type Occasion, type StartRule, tooSoon } from './start-rule.ts'

export const purchase: StartRule<'purchase'> = {
  fields: { kind: true, where: true },
  purpose: 'of-campaign',
  isCausedByAbsence: () => false,
  journey: z.looseObject({ kind: z.literal('purchase'), orderId: z.string() }),
  begin: (start, occasion) => {
    const { journeys, others } = startedJourneys(start, occasion)
    const [first, ...more] = journeys
    if (first) return { journeys: [first, ...more] }
    return nothing(others > 0 ? { reason: 'other-purchases' } : whyNone(occasion))
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: ({ orderId }, { counting, now }) =>
    counting.some((order) => order.orderId === orderId)
      ? undefined
      : { at: now, reason: 'order-refunded' },
}

type Begun = {
  readonly journeys: readonly Journey[]
  /** Purchases that begin none because they, or the customer, were not what the campaign is for. */
  readonly others: number
}

function startedJourneys(start: StartOf<'purchase'>, occasion: Occasion): Begun {
  const { campaign, before, facts, settings, from, now } = occasion
  const started = new Set(
    before.map(({ start: of }) => (of.kind === 'purchase' ? of.orderId : undefined)),
  )
  const journeys: Journey[] = []
  let others = 0
  for (const order of countedOrdersAt(facts.orders, facts.refunds, now)) {
    const arrivedAt = order.from < from ? arrivalOf(facts.orders, order.from) : 0
    if (!mayCause(occasion, order.from, arrivedAt)) continue
    const all = [...before, ...journeys]
    if (started.has(order.orderId) || !hasRoomAt(campaign, all, order.from)) continue
    if (!isMeant(start, order, occasion)) {
      others++
      continue
    }
    journeys.push({
      campaign: campaign.id,
      n: nextJourneyNumber(all, settings.restore),
      startedAt: order.from,
      start: { kind: 'purchase', orderId: order.orderId },
    })
  }
  return { journeys, others }
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
  const { nth, minAmountMinor = 0 } = where
  const isEnough =
    minAmountMinor === 0 ||
    (order?.currency === settings.policy.currency && order.grossMinor >= minAmountMinor)
  if (!isEnough || (nth !== undefined && nth !== positionOf(orderId, from, facts, settings)))
    return false
  return !asksOfStart || wasEligible(occasion, from)
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

/** An older order may arrive after a newer one, so the distance counts in both directions. */
const hasRoomAt = (campaign: Campaign, all: readonly Journey[], at: Instant): boolean =>
  all.every(
    ({ startedAt }) =>
      campaign.reentryAfterMs !== undefined && Math.abs(at - startedAt) >= campaign.reentryAfterMs,
  )

function whyNone({ campaign, before, from, now }: Occasion): WhyNot {
  const last = before.at(-1)
  if (!last) return { reason: 'no-purchase-since', at: from }
  const why = tooSoon(campaign, last)
  return 'at' in why && why.at <= now ? { reason: 'next-purchase' } : why
}
