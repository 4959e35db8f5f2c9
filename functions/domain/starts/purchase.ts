/** Starts on each purchase; a refund in full ends the journey. */
import * as z from 'zod/mini'
import type { Campaign } from '../campaign.ts'
import type { Journey } from '../journey.ts'
import { arrivalOf, countedOrdersAt } from '../order.ts'
import { nextJourneyNumber } from '../restore.ts'
import type { Instant } from '../time.ts'
import type { WhyNot } from './start.ts'
import { mayCause, nothing, type Occasion, type StartRule, tooSoon } from './start-rule.ts'

export const purchase: StartRule<'purchase'> = {
  fields: { kind: true },
  purpose: 'of-campaign',
  isCausedByAbsence: () => false,
  journey: z.looseObject({ kind: z.literal('purchase'), orderId: z.string() }),
  begin: (_start, occasion) => {
    const [first, ...more] = startedJourneys(occasion)
    return first ? { journeys: [first, ...more] } : nothing(whyNone(occasion))
  },
  lapsesAt: () => undefined,
  end: ({ orderId }, { counting, now }) =>
    counting.some((order) => order.orderId === orderId)
      ? undefined
      : { at: now, reason: 'order-refunded' },
}

function startedJourneys(occasion: Occasion): readonly Journey[] {
  const { campaign, before, facts, settings, from, now } = occasion
  const started = new Set(
    before.map(({ start }) => (start.kind === 'purchase' ? start.orderId : undefined)),
  )
  const journeys: Journey[] = []
  for (const order of countedOrdersAt(facts.orders, facts.refunds, now)) {
    const arrivedAt = order.from < from ? arrivalOf(facts.orders, order.from) : 0
    if (!mayCause(occasion, order.from, arrivedAt)) continue
    const all = [...before, ...journeys]
    if (started.has(order.orderId) || !hasRoomAt(campaign, all, order.from)) continue
    journeys.push({
      campaign: campaign.id,
      n: nextJourneyNumber(all, settings.restore),
      startedAt: order.from,
      start: { kind: 'purchase', orderId: order.orderId },
    })
  }
  return journeys
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
