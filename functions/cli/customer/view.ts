/** A customer as the API tells it, as far as the account in words needs it. */
import * as z from 'zod/mini'
import { WHY_FALLBACK } from '../../domain/dormancy.ts'
import { SCORES } from '../../domain/rfm-scores.ts'

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

const moment = z.pipe(
  z.nullish(instant),
  z.transform((text) => (typeof text === 'string' ? Date.parse(text) : undefined)),
)
const amount = z.pipe(
  z.nullable(z.number()),
  z.transform((minor) => minor ?? undefined),
)
const score = z.literal([...SCORES])

/** Whose threshold it is, where the server tells, and this command knows such a one. */
const ThresholdBy = z.catch(
  z.optional(
    z.union([
      z.object({ kind: z.literal('policy') }),
      z.object({
        kind: z.literal('personal'),
        modelVersion: z.number(),
        bound: z.exactOptional(z.enum(['least', 'most'])),
      }),
      z.object({ kind: z.literal('fallback'), why: z.enum(WHY_FALLBACK) }),
    ]),
  ),
  undefined,
)

/** Reasons and verdicts by their names: a newer server may know more of them. */
const Value = z.looseObject({
  scores: z.nullable(z.looseObject({ recency: score, frequency: score, monetary: score })),
  forecast: z.nullable(
    z.looseObject({
      churnRisk: z.number(),
      horizonDays: z.number(),
      expectedPurchases: z.number(),
      nextPurchaseAt: moment,
      expectedSpendMinor: amount,
      lifetimeValueMinor: amount,
      currency: z.string(),
    }),
  ),
  unforeseen: z.nullable(z.string()),
  model: z.nullable(
    z.looseObject({
      version: z.number(),
      fittedAt: z.pipe(
        instant,
        z.transform((text) => Date.parse(text)),
      ),
      customers: z.number(),
      verdict: z.string(),
      reasons: z.array(z.string()),
      spendReasons: z.array(z.string()),
    }),
  ),
})
export type ValueView = z.infer<typeof Value>

export const CustomerView = z.looseObject({
  customer: z.string(),
  profile: z.nullable(z.record(z.string(), z.unknown())),
  class: z.string(),
  since: maybe,
  nextChangeAt: maybe,
  atRiskAt: moment,
  wakeAt: maybe,
  reason: z.looseObject({
    purchases: z.number(),
    purchasesInWindow: z.number(),
    windowDays: z.number(),
    lastPurchaseAt: maybe,
    dormantAfterDays: z.number(),
    threshold: ThresholdBy,
  }),
  rfm: z.looseObject({
    monetaryMinor: z.number(),
    currency: z.string(),
    otherCurrencies: z.record(z.string(), z.number()),
  }),
  value: z.optional(Value),
  consent: z.looseObject({ marketing: z.string() }),
  journeys: z.array(Journey),
  messages: z.array(Message),
})
export type CustomerView = z.infer<typeof CustomerView>
