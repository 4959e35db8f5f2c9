/**
 * All conditions in one table, with everything known about each: its unit, its schema, its rule, and
 * when it may change. The words for each are in `language/`, under its name. How conditions are
 * joined is in conditions.ts.
 */
import * as z from 'zod/mini'
import {
  AskedOrders,
  AskedProducts,
  AskedSpend,
  boughtAsAsked,
  orderedAsAsked,
  ordersChangeAt,
  spendChangesAt,
  spentAsAsked,
} from './condition-orders.ts'
import {
  AskedAttribute,
  AskedCampaign,
  AskedEvent,
  attributeAsAsked,
  attributeChangesAt,
  eventsChangeAt,
  happenedAsAsked,
  mailedAsAsked,
} from './condition-posted.ts'
import type { Dated, SubjectValue, SubjectView } from './condition-view.ts'
import { MARKETING_CONSENT_STATES, type MarketingConsent } from './consent.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from './lifecycle-class.ts'
import { SCORES, type Score } from './rfm-scores.ts'
import type { Instant } from './time.ts'
import { isAmong, isAtLeast, isAtMost, type Truth } from './truth.ts'

/** What a condition asks for, by its unit. */
export type AskedByUnit = {
  /** ISO 3166-1 alpha-2; any of those given. */
  readonly country: readonly string[]
  /** BCP 47; any of those given, each with its regions. */
  readonly locale: readonly string[]
  readonly class: readonly LifecycleClass[]
  readonly consent: MarketingConsent
  /** A whole number of things. */
  readonly count: number
  /** In the shop's currency and its minor unit. */
  readonly money: number
  /** RFM scores, 5 the best; any of those given. */
  readonly score: readonly Score[]
  /** From 0 to 1. */
  readonly chance: number
  /** Of things, where a fraction makes sense. */
  readonly number: number
  readonly orders: AskedOrders
  readonly spend: AskedSpend
  readonly products: AskedProducts
  readonly event: AskedEvent
  readonly attribute: AskedAttribute
  readonly campaign: AskedCampaign
}
export type ConditionUnit = keyof AskedByUnit

/** Whether the customer meets the required value; undefined if a fact that it needs is unknown. */
type Rule<Asked> =
  | {
      readonly asksForValue: false
      readonly rule: (asked: Asked, subject: SubjectView) => Truth
    }
  | {
      readonly asksForValue: true
      readonly rule: (asked: Asked, value: SubjectValue) => Truth
    }

/**
 * When the answer may change. `undated`: on any day, so that it cannot start a journey. `standing`:
 * time does not change it; what is known now is taken to have held always, so that it never starts a
 * journey but may restrict which ones start.
 */
type Change<Asked> =
  | { readonly changes: 'undated' | 'standing' }
  | {
      readonly changes: 'dated'
      readonly changesAt: (asked: Asked, dated: Dated) => readonly Instant[]
    }

/** Everything known about one condition, except its name and its words. */
export type ConditionDefinition = {
  readonly [U in ConditionUnit]: {
    readonly unit: U
    readonly schema: z.ZodMiniType<AskedByUnit[U]>
    /** The condition that must not be above this one. */
    readonly upperBoundOf?: string
    /** Only campaigns that are published already ask for it; a new one is to ask for this. */
    readonly replacedBy?: string
  } & Rule<AskedByUnit[U]> &
    Change<AskedByUnit[U]>
}[ConditionUnit]

const Countries = z.array(z.string().check(z.regex(/^[A-Z]{2}$/))).check(z.minLength(1))
const Locales = z
  .array(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)))
  .check(z.minLength(1))
const Classes = z.array(z.enum(LIFECYCLE_CLASSES)).check(z.minLength(1))
const Scores = z.array(z.literal(SCORES)).check(z.minLength(1))
const WholeNumber = z.int().check(z.nonnegative())
const PositiveNumber = z.number().check(z.nonnegative())
const Chance = z.number().check(z.gte(0), z.lte(1))

/** In the order in which marketers are shown them. */
export const CONDITIONS = {
  countries: {
    unit: 'country',
    schema: Countries,
    changes: 'standing',
    asksForValue: false,
    rule: (countries, { country }) => isAmong(countries, country),
  },
  locales: {
    unit: 'locale',
    schema: Locales,
    changes: 'standing',
    asksForValue: false,
    rule: (asked, { locale }) =>
      locale === undefined ? undefined : asked.some((one) => isWithinTag(one, locale)),
  },
  class: {
    unit: 'class',
    schema: Classes,
    changes: 'dated',
    changesAt: (_, dated) => dated.classChanges(),
    asksForValue: false,
    rule: (classes, { assessment }) => classes.includes(assessment.class),
  },
  consent: {
    unit: 'consent',
    schema: z.enum(MARKETING_CONSENT_STATES),
    changes: 'dated',
    changesAt: (_, dated) => dated.consentChanges(),
    asksForValue: false,
    rule: (asked, { consent }) => consent() === asked,
  },
  orders: {
    unit: 'orders',
    schema: AskedOrders,
    changes: 'dated',
    changesAt: ordersChangeAt,
    asksForValue: false,
    rule: orderedAsAsked,
  },
  spent: {
    unit: 'spend',
    schema: AskedSpend,
    changes: 'dated',
    changesAt: spendChangesAt,
    asksForValue: false,
    rule: spentAsAsked,
  },
  bought: {
    unit: 'products',
    schema: AskedProducts,
    changes: 'dated',
    changesAt: ordersChangeAt,
    asksForValue: false,
    rule: boughtAsAsked,
  },
  event: {
    unit: 'event',
    schema: AskedEvent,
    changes: 'dated',
    changesAt: eventsChangeAt,
    asksForValue: false,
    rule: happenedAsAsked,
  },
  attribute: {
    unit: 'attribute',
    schema: AskedAttribute,
    changes: 'dated',
    changesAt: attributeChangesAt,
    asksForValue: false,
    rule: attributeAsAsked,
  },
  campaign: {
    unit: 'campaign',
    schema: AskedCampaign,
    changes: 'undated',
    asksForValue: false,
    rule: mailedAsAsked,
  },
  minPurchases: {
    unit: 'count',
    schema: WholeNumber,
    changes: 'dated',
    changesAt: (_, dated) => ordersChangeAt({}, dated),
    asksForValue: false,
    rule: (least, { assessment }) => assessment.rfm.purchases >= least,
  },
  maxPurchases: {
    unit: 'count',
    schema: WholeNumber,
    upperBoundOf: 'minPurchases',
    changes: 'dated',
    changesAt: (_, dated) => ordersChangeAt({}, dated),
    asksForValue: false,
    rule: (most, { assessment }) => assessment.rfm.purchases <= most,
  },
  minMonetaryMinor: {
    unit: 'money',
    schema: WholeNumber,
    changes: 'dated',
    changesAt: (_, dated) => spendChangesAt({}, dated),
    asksForValue: false,
    rule: (least, { assessment }) => assessment.rfm.monetaryMinor >= least,
  },
  recencyScores: {
    unit: 'score',
    schema: Scores,
    changes: 'undated',
    asksForValue: true,
    rule: (asked, { scores }) => isAmong(asked, scores?.recency),
  },
  frequencyScores: {
    unit: 'score',
    schema: Scores,
    changes: 'undated',
    asksForValue: true,
    rule: (asked, { scores }) => isAmong(asked, scores?.frequency),
  },
  monetaryScores: {
    unit: 'score',
    schema: Scores,
    changes: 'undated',
    asksForValue: true,
    rule: (asked, { scores }) => isAmong(asked, scores?.monetary),
  },
  /** To buy again within the policy's horizon, by the model in force at the last purchase. */
  minChance: {
    unit: 'chance',
    schema: Chance,
    changes: 'dated',
    changesAt: (chance, dated) => dated.chanceChanges(chance),
    asksForValue: true,
    rule: (least, { buyAgain }) => isAtLeast(least, buyAgain?.chance),
  },
  maxChance: {
    unit: 'chance',
    schema: Chance,
    upperBoundOf: 'minChance',
    changes: 'dated',
    changesAt: (chance, dated) => dated.chanceChanges(chance),
    asksForValue: true,
    rule: (most, { buyAgain }) => isAtMost(most, buyAgain?.chance),
  },
  minChurnRisk: {
    unit: 'chance',
    schema: Chance,
    replacedBy: 'maxChance',
    changes: 'undated',
    asksForValue: true,
    rule: (least, { forecast }) => isAtLeast(least, forecast?.churnRisk),
  },
  maxChurnRisk: {
    unit: 'chance',
    schema: Chance,
    upperBoundOf: 'minChurnRisk',
    replacedBy: 'minChance',
    changes: 'undated',
    asksForValue: true,
    rule: (most, { forecast }) => isAtMost(most, forecast?.churnRisk),
  },
  /** Within the policy's horizon. */
  minExpectedPurchases: {
    unit: 'number',
    schema: PositiveNumber,
    changes: 'undated',
    asksForValue: true,
    rule: (least, { forecast }) => isAtLeast(least, forecast?.expectedPurchases),
  },
  minLifetimeValueMinor: {
    unit: 'money',
    schema: WholeNumber,
    changes: 'undated',
    asksForValue: true,
    rule: (least, { forecast }) => isAtLeast(least, forecast?.lifetimeValueMinor),
  },
  maxLifetimeValueMinor: {
    unit: 'money',
    schema: WholeNumber,
    upperBoundOf: 'minLifetimeValueMinor',
    changes: 'undated',
    asksForValue: true,
    rule: (most, { forecast }) => isAtMost(most, forecast?.lifetimeValueMinor),
  },
} as const satisfies Readonly<Record<string, ConditionDefinition>>

/** A language includes its regions: en-GB is in `en`. */
const isWithinTag = (asked: string, locale: string): boolean =>
  locale === asked || locale.startsWith(`${asked}-`)
