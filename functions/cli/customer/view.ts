/** A customer as the API returns it, as far as the text needs it. */
import * as z from 'zod/mini'
import { WHY_FALLBACK } from '../../domain/dormancy.ts'
import { SCORES } from '../../domain/rfm-scores.ts'

const instantText = z.string()
const instantOrNull = z.nullable(instantText)

const JourneyView = z.looseObject({
  campaign: z.string(),
  n: z.number(),
  startedAt: instantText,
  start: z.looseObject({
    kind: z.string(),
    class: z.optional(z.string()),
    orderId: z.optional(z.string()),
  }),
  end: z.optional(z.looseObject({ at: instantText, reason: z.string() })),
})
export type JourneyView = z.infer<typeof JourneyView>

const Reported = z.looseObject({
  complainedAt: z.optional(instantText),
  complaint: z.optional(z.string()),
  withheldAt: z.optional(instantText),
  bouncedAt: z.optional(instantText),
  deliveredAt: z.optional(instantText),
})
export type Reported = z.infer<typeof Reported>

const MessageView = z.looseObject({
  campaign: z.string(),
  n: z.number(),
  step: z.string(),
  status: z.string(),
  dueAt: instantText,
  reason: z.optional(z.string()),
  until: z.optional(instantText),
  at: z.optional(instantText),
  acceptedAt: z.optional(instantText),
  locale: z.optional(z.string()),
  feedback: z.optional(Reported),
})
export type MessageView = z.infer<typeof MessageView>

const parsedInstant = z.pipe(
  z.nullish(instantText),
  z.transform((text) => (typeof text === 'string' ? Date.parse(text) : undefined)),
)
const instantRead = z.pipe(
  instantText,
  z.transform((text) => Date.parse(text)),
)
const amount = z.pipe(
  z.nullable(z.number()),
  z.transform((minor) => minor ?? undefined),
)
const score = z.literal([...SCORES])

/** Which threshold applies, if the server sends it and this version knows it. */
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
const ValueView = z.looseObject({
  /** An older server does not return it. */
  buyAgain: z.nullish(
    z.looseObject({
      chance: z.number(),
      withinDays: z.number(),
      modelVersion: z.number(),
      course: z.optional(
        z.looseObject({
          purchaseDays: z.number(),
          firstPurchaseAt: instantRead,
          lastPurchaseAt: instantRead,
          afterPurchase: z.number(),
          limitDays: z.number(),
          atLimit: z.number(),
          dormantAt: amount,
          fixedDays: z.number(),
          atFixedDays: z.number(),
        }),
      ),
    }),
  ),
  scores: z.nullable(z.looseObject({ recency: score, frequency: score, monetary: score })),
  forecast: z.nullable(
    z.looseObject({
      horizonDays: z.number(),
      expectedPurchases: z.number(),
      nextPurchaseAt: parsedInstant,
      expectedSpendMinor: amount,
      lifetimeValueMinor: amount,
      currency: z.string(),
    }),
  ),
  unforeseen: z.nullable(z.string()),
  model: z.nullable(
    z.looseObject({
      version: z.number(),
      fittedAt: instantRead,
      customers: z.number(),
      verdict: z.string(),
      reasons: z.array(z.string()),
      spendReasons: z.array(z.string()),
    }),
  ),
})
export type ValueView = z.infer<typeof ValueView>

export const CustomerView = z.looseObject({
  customer: z.string(),
  /** An older server does not return these two. */
  formerIds: z.optional(z.array(z.string())),
  consentsElsewhere: z.optional(z.array(z.looseObject({ purpose: z.string(), at: instantText }))),
  profile: z.nullable(z.record(z.string(), z.unknown())),
  class: z.string(),
  since: instantOrNull,
  nextChangeAt: instantOrNull,
  atRiskAt: parsedInstant,
  wakeAt: instantOrNull,
  reason: z.looseObject({
    purchases: z.number(),
    purchasesInWindow: z.number(),
    windowDays: z.number(),
    lastPurchaseAt: instantOrNull,
    dormantAfterDays: z.number(),
    threshold: ThresholdBy,
  }),
  rfm: z.looseObject({
    monetaryMinor: z.number(),
    currency: z.string(),
    otherCurrencies: z.record(z.string(), z.number()),
    excessRefunds: z.optional(
      z.array(z.looseObject({ orderId: z.string(), currency: z.string(), minor: z.number() })),
    ),
  }),
  value: z.optional(ValueView),
  /** An older server does not judge it by the law of the customer's country. */
  consent: z.looseObject({ marketing: z.string(), marketingByLaw: z.optional(z.string()) }),
  /** An older server does not return it, and a newer one may know more reasons. */
  mailable: z.optional(z.looseObject({ marketing: z.boolean(), because: z.array(z.string()) })),
  /** An older server does not return these two. */
  attributes: z.optional(
    z.record(
      z.string(),
      z.looseObject({ value: z.union([z.string(), z.number(), z.boolean()]), since: instantText }),
    ),
  ),
  events: z.optional(
    z.array(z.looseObject({ name: z.string(), at: instantText, orderId: z.optional(z.string()) })),
  ),
  journeys: z.array(JourneyView),
  messages: z.array(MessageView),
})
export type CustomerView = z.infer<typeof CustomerView>
