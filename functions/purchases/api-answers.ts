/** What the API answers, as schemas: for its description, and for tests to hold the handlers to. */
import * as z from 'zod/mini'
import { BOUNCE_KINDS } from '../domain/bounce.ts'
import { CONSENT_BASES, CONSENT_PURPOSES, CONSENT_SOURCES } from '../domain/consent.ts'
import { HOLD_REASONS } from '../domain/customer.ts'
import { LIFECYCLE_CLASSES } from '../domain/lifecycle.ts'
import type { Message } from '../domain/message.ts'
import { PROVIDERS } from '../domain/provider.ts'
import { PROBLEM_TITLES, type ProblemStatus } from '../http/problem.ts'
import { MOST_PURCHASES } from './wire.ts'
import { described } from './wire-parts.ts'
import type { Recorded } from './write-facts.ts'

const RECORDED = [
  'recorded',
  'updated',
  'unchanged',
  'stale',
  'erased',
] as const satisfies readonly Recorded[]

const STATUSES = [
  'held',
  'deferred',
  'due',
  'skipped',
  'claimed',
  'accepted',
  'refused',
  'parked',
  'unknown',
  'given-up',
] as const satisfies readonly Message['status'][]

const PROBLEM_STATUSES = Object.keys(PROBLEM_TITLES).map(Number) as ProblemStatus[]

const At = z.iso
  .datetime()
  .register(described, { id: 'InstantAnswered', description: 'An instant in UTC (RFC 3339).' })
const AtOrNever = z.nullable(At)

const FaultAnswered = z
  .strictObject({
    path: z.string().register(described, { description: 'JSONPath (RFC 9535) into the body.' }),
    detail: z.string(),
  })
  .register(described, {
    id: 'Fault',
    examples: [{ path: '$.purchases[3].currency', detail: 'not a currency of ISO 4217' }],
  })

/** A problem (RFC 9457). */
export const ProblemAnswer = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.enum(Object.values(PROBLEM_TITLES)),
    status: z.literal(PROBLEM_STATUSES),
    detail: z.string(),
    errors: z.exactOptional(z.array(FaultAnswered).check(z.minLength(1))),
  })
  .register(described, {
    id: 'Problem',
    description: 'A problem (RFC 9457), with every fault of the body by its path.',
  })

const outcomesOf = (idField: string, id: string) => {
  const told = z.unknown().register(described, {
    description: 'As it was sent, so that a rejected one can be found; null where it is missing.',
  })
  const outcome = z.union([
    z.strictObject({ [idField]: told, status: z.enum(RECORDED) }),
    z.strictObject({
      [idField]: told,
      status: z.literal('rejected'),
      errors: z.array(FaultAnswered).check(z.minLength(1)),
    }),
  ])
  return z
    .strictObject({
      results: z.array(outcome).check(z.minLength(1), z.maxLength(MOST_PURCHASES)),
    })
    .register(described, {
      id,
      description:
        'What became of each, in the order in which they were sent. Unchanged: it was known already. Stale: what is stored is newer. Erased: the customer was erased since, and it was not kept.',
    })
}

export const PurchasesAnswer = outcomesOf('orderId', 'PurchaseOutcomes')
export const RefundsAnswer = outcomesOf('refundId', 'RefundOutcomes')

export const CustomerUpdateAnswer = z
  .strictObject({ status: z.enum(['recorded', 'updated', 'unchanged']) })
  .register(described, {
    id: 'CustomerUpdateOutcome',
    description: 'What became of the profile; unchanged also where only consents were sent.',
  })

export const EraseAnswer = z
  .strictObject({
    status: z.literal('erased'),
    guest: z.exactOptional(
      z.string().register(described, {
        description:
          'The id of a guest with the same address, who is still known and may be erased as well.',
      }),
    ),
  })
  .register(described, { id: 'EraseOutcome', description: 'The customer is forgotten.' })

export const HoldAnswer = z
  .strictObject({ status: z.enum(['recorded', 'unchanged', 'lifted']) })
  .register(described, {
    id: 'HoldOutcome',
    description:
      'What became of the hold. Unchanged: it was known already. Lifted: it is over; to hold the customer again, use another id.',
  })

const Money = z.int()
const Count = z.int().check(z.gte(0))
const Consent = z.enum(['granted', 'withdrawn', 'unknown'])
const JourneyStart = z.union([
  z.strictObject({
    kind: z.literal('class-entered'),
    class: z.enum(LIFECYCLE_CLASSES),
    since: At,
  }),
  z.strictObject({ kind: z.literal('purchase'), orderId: z.string() }),
  z.strictObject({ kind: z.literal('consent-unconfirmed'), since: At }),
  z.strictObject({ kind: z.literal('at-risk'), since: At, lastPurchaseAt: At }),
])

const JourneyAnswer = z
  .strictObject({
    campaign: z.string(),
    n: z.int().check(z.gte(1)),
    startedAt: At,
    start: JourneyStart,
    end: z.exactOptional(
      z.strictObject({
        at: At,
        reason: z.enum([
          'left-class',
          'bought-meanwhile',
          'order-refunded',
          'consent-confirmed',
          'consent-withdrawn',
        ]),
      }),
    ),
  })
  .register(described, { id: 'Journey', description: 'One way through one campaign.' })

const FeedbackAnswer = z
  .strictObject({
    sentAt: z.exactOptional(At),
    deliveredAt: z.exactOptional(At),
    delayedAt: z.exactOptional(At),
    rejectedAt: z.exactOptional(At),
    renderingFailedAt: z.exactOptional(At),
    complainedAt: z.exactOptional(At),
    bouncedAt: z.exactOptional(At),
    bounce: z.exactOptional(z.enum(BOUNCE_KINDS)),
    openedAt: z.exactOptional(At),
    lastClickAt: z.exactOptional(At),
    machineOpenedAt: z.exactOptional(At),
    machineClickedAt: z.exactOptional(At),
  })
  .register(described, {
    id: 'Feedback',
    description:
      'What the carrier told of the mail since it took it. Opens and clicks by machines, which look at a mail before a person does, stand apart.',
  })

const MessageAnswer = z
  .strictObject({
    campaign: z.string(),
    n: z.int().check(z.gte(1)),
    step: z.string(),
    template: z.string(),
    marketing: z.boolean(),
    dueAt: At,
    putOff: z.boolean(),
    attempt: Count,
    status: z.enum(STATUSES),
    reason: z.exactOptional(z.string()),
    locale: z.exactOptional(z.string()),
    until: z.exactOptional(At),
    at: z.exactOptional(At),
    decidedAt: z.exactOptional(At),
    relayAt: z.exactOptional(At),
    claimedAt: z.exactOptional(At),
    claimId: z.exactOptional(z.string()),
    leaseUntil: z.exactOptional(At),
    repeatable: z.exactOptional(z.boolean()),
    acceptedAt: z.exactOptional(At),
    mailerMessageId: z.exactOptional(z.string()),
    settledBy: z.exactOptional(z.literal('event')),
    giveUpAt: z.exactOptional(At),
    provider: z.exactOptional(z.enum(PROVIDERS)),
    feedback: z.exactOptional(FeedbackAnswer),
    heard: z.exactOptional(Count),
  })
  .register(described, {
    id: 'Message',
    description:
      'One step of a journey: whether it was sent, and why not. Which further fields it has depends on its status.',
  })

const ProfileAnswer = z.strictObject({
  email: z.exactOptional(z.string()),
  name: z.exactOptional(z.string()),
  locale: z.exactOptional(z.string()),
  zone: z.exactOptional(z.string()),
  country: z.exactOptional(z.string()),
  updatedAt: At,
})

const ConsentAnswer = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  act: z.enum(['granted', 'withdrawn']),
  at: At,
  source: z.enum(CONSENT_SOURCES),
  basis: z.exactOptional(z.enum(CONSENT_BASES)),
  wording: z.exactOptional(z.string()),
  evidence: z.exactOptional(z.string()),
})

const HoldAnswered = z
  .strictObject({
    holdId: z.string(),
    reason: z.enum(HOLD_REASONS),
    at: At,
    until: z.exactOptional(At),
    liftedAt: z.exactOptional(At),
  })
  .register(described, {
    id: 'HoldAnswered',
    description: 'A hold: over at "until" or once it was lifted, whichever comes first.',
  })

const PreferencesAnswer = z
  .strictObject({
    locale: z.exactOptional(z.string()),
    everyDays: z.exactOptional(Count),
    campaignsOff: z.array(z.string()),
    updatedAt: At,
  })
  .register(described, {
    id: 'Preferences',
    description:
      'What the customer chose: the language of their mail, one marketing mail in so many days at the most, and campaigns that they want no mail of.',
  })

export const CustomerAnswer = z
  .strictObject({
    customer: z.string(),
    profile: z.nullable(ProfileAnswer),
    class: z.enum(LIFECYCLE_CLASSES),
    since: AtOrNever,
    nextChangeAt: AtOrNever,
    atRiskAt: AtOrNever,
    wakeAt: AtOrNever,
    reason: z.strictObject({
      purchases: Count,
      purchasesInWindow: Count,
      windowDays: Count,
      dormantAfterDays: z.number().check(z.gte(0)),
      threshold: z.union([
        z.strictObject({ kind: z.literal('policy') }),
        z.strictObject({ kind: z.literal('personal'), modelVersion: Count }),
        z.strictObject({
          kind: z.literal('fallback'),
          why: z.enum(['no-model', 'model-unusable']),
        }),
      ]),
      lastPurchaseAt: AtOrNever,
    }),
    rfm: z.strictObject({
      firstPurchaseAt: AtOrNever,
      lastPurchaseAt: AtOrNever,
      purchases: Count,
      purchasesInWindow: Count,
      monetaryMinor: Money,
      otherCurrencies: z.record(z.string(), Money),
      currency: z.string(),
    }),
    consent: z.strictObject({ marketing: Consent }),
    consents: z.array(ConsentAnswer),
    holds: z.array(HoldAnswered),
    preferences: z.nullable(PreferencesAnswer),
    journeys: z.array(JourneyAnswer),
    messages: z.array(MessageAnswer),
  })
  .register(described, {
    id: 'Customer',
    description:
      'What is known of a customer, and what Rekindle makes of it at this instant: the class with its reason, journeys and messages with what was heard of them.',
  })
