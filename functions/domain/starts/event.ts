/**
 * Starts on each event of a name, as the shop declares and posts them. The refund in full of the order
 * that an event is about ends its journey.
 */
import * as z from 'zod/mini'
import type { CustomerEvent } from '../customer-event.ts'
import { countedOrders } from '../order.ts'
import { meetsTests } from '../property-tests.ts'
import { beginByEach } from './each-cause.ts'
import { isStale, wasEligible } from './eligible.ts'
import type { StartOf } from './start.ts'
import type { Occasion, StartRule } from './start-rule.ts'

export const event: StartRule<'event'> = {
  fields: { kind: true, name: true, where: true },
  purpose: 'of-campaign',
  isCausedByAbsence: () => false,
  happensAs: 'instant',
  journey: z.looseObject({
    kind: z.literal('event'),
    name: z.string(),
    eventId: z.string(),
    orderId: z.exactOptional(z.string()),
    at: z.number(),
  }),
  isSameCause: (one, other) => one.eventId === other.eventId || undefined,
  begin: (start, occasion) => {
    const { from } = occasion
    const { name } = start
    const causes = happened(name, occasion).map((one) => ({
      at: one.at,
      arrivedAt: () => one.recordedAt ?? 0,
      start: {
        ...({ kind: 'event', name, eventId: one.eventId } as const),
        ...(one.orderId !== undefined && { orderId: one.orderId }),
        at: one.at,
      },
      isMeant: () => isMeant(start, one, occasion),
    }))
    return beginByEach(
      causes,
      ({ start: { eventId } }, { start: by }) => by.kind === 'event' && by.eventId === eventId,
      occasion,
      {
        others: { reason: 'other-events', name },
        none: { reason: 'no-event-since', name, at: from },
        next: { reason: 'next-event', name },
      },
    )
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: ({ orderId }, { refunded, now }) =>
    refunded.some((order) => order.orderId === orderId)
      ? { at: now, reason: 'order-refunded' }
      : undefined,
}

/** The events of a name up to now, in order of time; none about an order that is refunded. */
function happened(name: string, { facts, now }: Occasion): readonly CustomerEvent[] {
  const named = facts.events.filter((one) => one.name === name && one.at <= now)
  if (named.length === 0) return []
  const refunded = new Set(
    countedOrders(facts.orders, facts.refunds)
      .filter(({ until }) => until <= now)
      .map(({ orderId }) => orderId),
  )
  return named
    .filter(({ orderId }) => orderId === undefined || !refunded.has(orderId))
    .sort((a, b) => a.at - b.at || (a.eventId < b.eventId ? -1 : 1))
}

const isMeant = (
  { where = {} }: StartOf<'event'>,
  { at, asked }: CustomerEvent,
  occasion: Occasion,
): boolean => !isStale(at, occasion) && meetsTests(where, asked) && wasEligible(occasion, at)
