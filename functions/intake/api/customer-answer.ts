/**
 * A customer as GET returns them: the class with its reason, value, journeys, messages and their
 * delivery events.
 */

import * as z from 'zod/mini'
import {
  CONSENT_ACTS,
  CONSENT_BASES,
  CONSENT_PURPOSES,
  CONSENT_SOURCES,
  CONSENT_STATES,
  MARKETING_CONSENT_STATES,
} from '../../domain/consent.ts'
import { EMAIL_FAULTS, HOLD_REASONS } from '../../domain/customer.ts'
import { NO_FORECAST_REASONS } from '../../domain/customer-value.ts'
import { WHY_FALLBACK } from '../../domain/dormancy.ts'
import { BOUNCE_KINDS } from '../../domain/feedback/bounce-kind.ts'
import { REJECTIONS } from '../../domain/feedback/delivery-event.ts'
import { COMPLAINT_KINDS } from '../../domain/feedback/report-type.ts'
import { JOURNEY_ENDS } from '../../domain/journey.ts'
import { LIFECYCLE_CLASSES } from '../../domain/lifecycle-class.ts'
import { UNMAILABLE_REASONS } from '../../domain/mailable.ts'
import { MESSAGE_STATUSES } from '../../domain/message.ts'
import { FIT_VERDICTS } from '../../domain/models/fit-verdict.ts'
import { PROVIDERS } from '../../domain/provider.ts'
import type { StartKind } from '../../domain/starts/start.ts'
import { MOST_EVENTS_SHOWN } from '../event-view.ts'
import { described, say } from '../wire-parts.ts'

const At = z.iso
  .datetime()
  .register(described, { id: 'InstantAnswered', description: 'An instant in UTC (RFC 3339).' })
const AtOrNever = z.nullable(At)

const MinorUnits = z.int()
const Count = z.int().check(z.gte(0))
const ConsentNow = z
  .strictObject({
    marketing: z.enum(CONSENT_STATES),
    marketingByLaw: z.enum(MARKETING_CONSENT_STATES),
  })
  .register(described, {
    id: 'ConsentNow',
    description:
      "The customer's own latest act, and the same judged by the law of their country and with the opt-outs of all who share their address: `unconfirmed` until they confirm their address, where consent must be confirmed. Only customers who are `granted` by law get marketing mail.",
  })
const MailableNow = z
  .strictObject({ marketing: z.boolean(), because: z.array(z.enum(UNMAILABLE_REASONS)) })
  .register(described, {
    id: 'MailableNow',
    description:
      'Whether marketing mail may reach this customer now, and every reason of their own why it may not: "unconfirmed" until they confirm their address, "opted-out" if the customer did, "opted-out-at-address" if the address was, "suppressed-…" if it is on the suppression list, "paused" by the customer, "inactive" if they have not responded for too long, "import-running" until an import of their orders is finished, "no-language" if no marketing is written in a language of theirs. Caps, quiet hours and what keeps marketing from every customer of the shop are not among it.',
  })
const JOURNEY_STARTS = {
  'class-entered': z.strictObject({
    kind: z.literal('class-entered'),
    class: z.enum(LIFECYCLE_CLASSES),
    since: At,
  }),
  purchase: z.strictObject({ kind: z.literal('purchase'), orderId: z.string() }),
  event: z.strictObject({
    kind: z.literal('event'),
    name: z.string(),
    eventId: z.string(),
    orderId: z.exactOptional(z.string()),
    at: At,
  }),
  date: z.strictObject({ kind: z.literal('date'), of: z.string(), occurrence: z.string() }),
  broadcast: z.strictObject({ kind: z.literal('broadcast'), at: At, until: At }),
  'consent-unconfirmed': z.strictObject({ kind: z.literal('consent-unconfirmed'), since: At }),
  'segment-entered': z.strictObject({
    kind: z.literal('segment-entered'),
    segment: z.string(),
    since: At,
  }),
  'at-risk': z.strictObject({ kind: z.literal('at-risk'), since: At, lastPurchaseAt: At }),
} as const satisfies Readonly<Record<StartKind, z.ZodMiniType>>
const JourneyStart = z.union(Object.values(JOURNEY_STARTS))

const JourneyAnswer = z
  .strictObject({
    campaign: z.string(),
    n: z.int().check(z.gte(1)),
    startedAt: At,
    start: JourneyStart,
    end: z.exactOptional(
      z.strictObject({
        at: At,
        reason: z.enum(JOURNEY_ENDS),
      }),
    ),
  })
  .register(described, {
    id: 'Journey',
    description: 'One customer going through one campaign once.',
  })

const FeedbackAnswer = z
  .strictObject({
    sentAt: z.exactOptional(At),
    deliveredAt: z.exactOptional(At),
    delayedAt: z.exactOptional(At),
    rejectedAt: z.exactOptional(At),
    rejection: z.exactOptional(z.enum(REJECTIONS)),
    withheldAt: z.exactOptional(At),
    renderingFailedAt: z.exactOptional(At),
    complainedAt: z.exactOptional(At),
    complaint: z.exactOptional(z.enum(COMPLAINT_KINDS)),
    authFailedAt: z.exactOptional(At),
    notSpamAt: z.exactOptional(At),
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
      'What the carrier reported after accepting the mail. Opens and clicks by machines, which inspect a mail before a person reads it, are listed separately. "complaint" is absent where a person marked the mail as spam; "withheldAt": the carrier kept it from an address that the account\'s own suppression list has.',
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
    status: z.enum(MESSAGE_STATUSES),
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
      'One step of a journey: whether it was sent, and if not, why. The other fields depend on its status.',
  })

const ProfileAnswer = z.strictObject({
  email: z.exactOptional(z.string()),
  emailFault: say(
    z.exactOptional(z.enum(EMAIL_FAULTS)),
    'Why an address that was given cannot be mailed. Without an "email", mail is held as "no-address".',
  ),
  name: z.exactOptional(z.string()),
  locale: z.exactOptional(z.string()),
  zone: z.exactOptional(z.string()),
  country: z.exactOptional(z.string()),
  updatedAt: At,
})

const ConsentAnswer = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  act: z.enum(CONSENT_ACTS),
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
    description: 'A hold: it ends at "until" or when it is lifted, whichever comes first.',
  })

const PreferencesAnswer = z
  .strictObject({
    locale: z.exactOptional(z.string()),
    everyDays: z.exactOptional(Count),
    campaignsOff: z.array(z.string()),
    pausedUntil: z.exactOptional(At),
    updatedAt: At,
  })
  .register(described, {
    id: 'Preferences',
    description:
      "The customer's preferences: the language of their mail, the minimum number of days between marketing mails, campaigns they opted out of, and until when they have paused all marketing.",
  })

const AttributesAnswer = z
  .record(
    z.string(),
    z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]), since: At }),
  )
  .register(described, {
    id: 'AttributesAnswered',
    description: 'By name: the value, and since when it holds by the version that brought it.',
  })

const EventsOfCustomer = z
  .array(
    z.strictObject({
      eventId: z.string(),
      name: z.string(),
      at: At,
      orderId: z.exactOptional(z.string()),
      properties: z.record(z.string(), z.unknown()),
    }),
  )
  .check(z.maxLength(MOST_EVENTS_SHOWN))
  .register(described, {
    id: 'EventsAnswered',
    description: `The latest ${MOST_EVENTS_SHOWN} of those that are kept, the latest first.`,
  })

const Score = z.int().check(z.gte(1), z.lte(5))
const Chance = z.number().check(z.gte(0), z.lte(1))

const ValueAnswer = z
  .strictObject({
    model: z.nullable(
      z.strictObject({
        version: Count,
        fittedAt: At,
        customers: Count,
        verdict: z.enum(FIT_VERDICTS),
        reasons: z.array(z.string()),
        spendReasons: z.array(z.string()),
      }),
    ),
    buyAgain: z.nullable(
      z.strictObject({
        chance: Chance,
        withinDays: Count,
        modelVersion: Count,
        course: z.strictObject({
          purchaseDays: Count,
          firstPurchaseAt: At,
          lastPurchaseAt: At,
          afterPurchase: Chance,
          limitDays: z.number().check(z.gte(0)),
          atLimit: Chance,
          dormantAt: z.nullable(Chance),
          fixedDays: Count,
          atFixedDays: Chance,
        }),
      }),
    ),
    scores: z.nullable(z.strictObject({ recency: Score, frequency: Score, monetary: Score })),
    forecast: z.nullable(
      z.strictObject({
        horizonDays: Count,
        expectedPurchases: z.number().check(z.gte(0)),
        nextPurchaseAt: AtOrNever,
        expectedSpendMinor: z.nullable(MinorUnits),
        lifetimeValueMinor: z.nullable(MinorUnits),
        currency: z.string(),
      }),
    ),
    unforeseen: z.nullable(z.enum(NO_FORECAST_REASONS)),
  })
  .register(described, {
    id: 'CustomerValue',
    description:
      'What the shop\'s customer model projects for this customer. "model": its version, and what is wrong with it, with "spendReasons" for the spend model. "buyAgain": the chance that they buy again within so many days, by the model in force at their last purchase, and its "course": right after that purchase, at the limit after which they are dormant, and after the shop\'s fixed days; "dormantAt" is the chance that makes them dormant, null where their limit does not follow from one. Null if there was no usable model at that purchase. "scores": quintiles of recency, frequency and monetary value, 5 is best. "nextPurchaseAt": when half of the comparable customers who are still active had bought again. "expectedPurchases" and "lifetimeValueMinor" cover the next "horizonDays"; the latter is discounted. If there is no forecast, "unforeseen" gives the reason.',
  })

export const CustomerAnswer = z
  .strictObject({
    customer: z.string(),
    formerIds: z.array(z.string()).register(described, {
      description: 'Ids that lead to this customer since they were joined, the latest first.',
    }),
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
        z.strictObject({
          kind: z.literal('personal'),
          modelVersion: Count,
          bound: z.exactOptional(z.enum(['least', 'most'])),
        }),
        z.strictObject({
          kind: z.literal('fallback'),
          why: z.enum(WHY_FALLBACK),
        }),
      ]),
      lastPurchaseAt: AtOrNever,
    }),
    rfm: z.strictObject({
      firstPurchaseAt: AtOrNever,
      lastPurchaseAt: AtOrNever,
      purchases: Count,
      purchasesInWindow: Count,
      monetaryMinor: MinorUnits,
      otherCurrencies: z.record(z.string(), MinorUnits),
      currency: z.string(),
      excessRefunds: say(
        z.exactOptional(
          z.array(z.strictObject({ orderId: z.string(), currency: z.string(), minor: MinorUnits })),
        ),
        'What was refunded beyond what an order cost, which does not count. Absent if nothing was.',
      ),
    }),
    value: ValueAnswer,
    consent: ConsentNow,
    mailable: MailableNow,
    consents: z.array(ConsentAnswer),
    consentsElsewhere: z.array(ConsentAnswer).register(described, {
      description: 'Given for another address of theirs, for which alone they count.',
    }),
    holds: z.array(HoldAnswered),
    preferences: z.nullable(PreferencesAnswer),
    attributes: AttributesAnswer,
    events: EventsOfCustomer,
    journeys: z.array(JourneyAnswer),
    messages: z.array(MessageAnswer),
  })
  .register(described, {
    id: 'Customer',
    description:
      'What is known about a customer, evaluated now: the class with its reason, and journeys and messages with their delivery events.',
  })
