/** A customer as the API tells it, as far as the account in words needs it. */
import * as z from 'zod/mini'

const instant = z.string()
const maybe = z.nullable(instant)

const Journey = z.looseObject({
  campaign: z.string(),
  n: z.number(),
  startedAt: instant,
  start: z.looseObject({
    kind: z.string(),
    class: z.optional(z.string()),
    orderId: z.optional(z.string()),
  }),
  end: z.optional(z.looseObject({ at: instant, reason: z.string() })),
})
export type JourneyView = z.infer<typeof Journey>

const Reported = z.looseObject({
  complainedAt: z.optional(instant),
  bouncedAt: z.optional(instant),
  deliveredAt: z.optional(instant),
})
export type Reported = z.infer<typeof Reported>

const Message = z.looseObject({
  campaign: z.string(),
  n: z.number(),
  step: z.string(),
  status: z.string(),
  dueAt: instant,
  reason: z.optional(z.string()),
  until: z.optional(instant),
  at: z.optional(instant),
  acceptedAt: z.optional(instant),
  locale: z.optional(z.string()),
  feedback: z.optional(Reported),
})
export type MessageView = z.infer<typeof Message>

export const CustomerView = z.looseObject({
  customer: z.string(),
  profile: z.nullable(z.record(z.string(), z.unknown())),
  class: z.string(),
  since: maybe,
  nextChangeAt: maybe,
  wakeAt: maybe,
  reason: z.looseObject({
    purchases: z.number(),
    purchasesInWindow: z.number(),
    windowDays: z.number(),
    lastPurchaseAt: maybe,
    dormantAfterDays: z.number(),
  }),
  rfm: z.looseObject({
    monetaryMinor: z.number(),
    currency: z.string(),
    otherCurrencies: z.record(z.string(), z.number()),
  }),
  consent: z.looseObject({ marketing: z.string() }),
  journeys: z.array(Journey),
  messages: z.array(Message),
})
export type CustomerView = z.infer<typeof CustomerView>
