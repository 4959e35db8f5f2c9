/**
 * Who a campaign or a step is for: one table of all conditions, with everything known about each.
 * The type, the YAML schema, the hints, the decision and the formatting derive from it; the words
 * for each condition are in `language/`, under its name.
 *
 * Invariants:
 *
 * 1. Every given condition must hold; an omitted one requires nothing.
 * 2. If a fact about a customer is unknown, no condition that needs it is met.
 * 3. A condition that is not in the table (a newer deployment may have stored one) is never met.
 * 4. Value is computed only if every condition that does not need it holds.
 */
import * as z from 'zod/mini'
import type { CustomerFacts } from './customer.ts'
import { namesOf } from './names-of.ts'
import type { Rfm } from './rfm.ts'
import { type RfmScores, SCORES, type Score } from './rfm-scores.ts'

/** What a condition asks for, by its unit. */
type AskedByUnit = {
  /** ISO 3166-1 alpha-2; any of those given. */
  readonly country: readonly string[]
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
}
export type ConditionUnit = keyof AskedByUnit

type ConditionCustomer = {
  readonly facts: CustomerFacts
  readonly assessment: { readonly rfm: Rfm }
}

/** The parts of a `CustomerValue` that conditions may require; absent means unknown. */
type SubjectValue = {
  readonly scores?: RfmScores
  readonly buyAgain?: { readonly chance: number }
  readonly forecast?: {
    readonly churnRisk?: number
    readonly expectedPurchases: number
    readonly lifetimeValueMinor?: number
  }
}

/** A customer about whom conditions ask. */
export type ConditionSubject = ConditionCustomer & {
  /** At the instant at which the step fell due; costs more than a comparison. */
  readonly value: () => SubjectValue
}

/** Whether the customer meets the required value. */
type Rule<Asked> =
  | {
      readonly asksForValue: false
      readonly rule: (asked: Asked, customer: ConditionCustomer) => boolean
    }
  | {
      readonly asksForValue: true
      readonly rule: (asked: Asked, value: SubjectValue) => boolean
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
  } & Rule<AskedByUnit[U]>
}[ConditionUnit]

const Countries = z.array(z.string().check(z.regex(/^[A-Z]{2}$/))).check(z.minLength(1))
const Scores = z.array(z.literal(SCORES)).check(z.minLength(1))
const WholeNumber = z.int().check(z.nonnegative())
const PositiveNumber = z.number().check(z.nonnegative())
const Chance = z.number().check(z.gte(0), z.lte(1))

/** In the order in which marketers are shown them. */
export const CONDITIONS = {
  countries: {
    unit: 'country',
    schema: Countries,
    asksForValue: false,
    rule: (countries, { facts }) => countries.includes(facts.profile?.country ?? ''),
  },
  minPurchases: {
    unit: 'count',
    schema: WholeNumber,
    asksForValue: false,
    rule: (least, { assessment }) => assessment.rfm.purchases >= least,
  },
  maxPurchases: {
    unit: 'count',
    schema: WholeNumber,
    upperBoundOf: 'minPurchases',
    asksForValue: false,
    rule: (most, { assessment }) => assessment.rfm.purchases <= most,
  },
  minMonetaryMinor: {
    unit: 'money',
    schema: WholeNumber,
    asksForValue: false,
    rule: (least, { assessment }) => assessment.rfm.monetaryMinor >= least,
  },
  recencyScores: {
    unit: 'score',
    schema: Scores,
    asksForValue: true,
    rule: (asked, { scores }) => scores !== undefined && asked.includes(scores.recency),
  },
  frequencyScores: {
    unit: 'score',
    schema: Scores,
    asksForValue: true,
    rule: (asked, { scores }) => scores !== undefined && asked.includes(scores.frequency),
  },
  monetaryScores: {
    unit: 'score',
    schema: Scores,
    asksForValue: true,
    rule: (asked, { scores }) => scores !== undefined && asked.includes(scores.monetary),
  },
  /** To buy again within the policy's horizon, by the model in force at the last purchase. */
  minChance: {
    unit: 'chance',
    schema: Chance,
    asksForValue: true,
    rule: (least, { buyAgain }) => isAtLeast(least, buyAgain?.chance),
  },
  maxChance: {
    unit: 'chance',
    schema: Chance,
    upperBoundOf: 'minChance',
    asksForValue: true,
    rule: (most, { buyAgain }) => isAtMost(most, buyAgain?.chance),
  },
  minChurnRisk: {
    unit: 'chance',
    schema: Chance,
    replacedBy: 'maxChance',
    asksForValue: true,
    rule: (least, { forecast }) => isAtLeast(least, forecast?.churnRisk),
  },
  maxChurnRisk: {
    unit: 'chance',
    schema: Chance,
    upperBoundOf: 'minChurnRisk',
    replacedBy: 'minChance',
    asksForValue: true,
    rule: (most, { forecast }) => isAtMost(most, forecast?.churnRisk),
  },
  /** Within the policy's horizon. */
  minExpectedPurchases: {
    unit: 'number',
    schema: PositiveNumber,
    asksForValue: true,
    rule: (least, { forecast }) => isAtLeast(least, forecast?.expectedPurchases),
  },
  minLifetimeValueMinor: {
    unit: 'money',
    schema: WholeNumber,
    asksForValue: true,
    rule: (least, { forecast }) => isAtLeast(least, forecast?.lifetimeValueMinor),
  },
  maxLifetimeValueMinor: {
    unit: 'money',
    schema: WholeNumber,
    upperBoundOf: 'minLifetimeValueMinor',
    asksForValue: true,
    rule: (most, { forecast }) => isAtMost(most, forecast?.lifetimeValueMinor),
  },
} as const satisfies Readonly<Record<string, ConditionDefinition>>

function isAtLeast(least: number, known: number | undefined): boolean {
  return known !== undefined && known >= least
}

function isAtMost(most: number, known: number | undefined): boolean {
  return known !== undefined && known <= most
}

export type ConditionName = keyof typeof CONDITIONS

/** Who gets a mail, by the conditions of the table. */
export type Conditions = {
  readonly [N in ConditionName]?: AskedByUnit[(typeof CONDITIONS)[N]['unit']]
}

export const CONDITION_NAMES = namesOf(CONDITIONS)

export type OfferedCondition = Exclude<ConditionName, NamesOf<{ readonly replacedBy: string }>>

/** Those that a new campaign may ask for. */
export const OFFERED_CONDITIONS: readonly OfferedCondition[] = CONDITION_NAMES.filter(
  (name): name is OfferedCondition => !('replacedBy' in CONDITIONS[name]),
)

type NamesOf<Part> = {
  [N in ConditionName]: (typeof CONDITIONS)[N] extends Part ? N : never
}[ConditionName]
type NumberName = NamesOf<{ readonly schema: z.ZodMiniType<number> }>
type UpperBoundName = NamesOf<{ readonly upperBoundOf: string }>

const isUpperBound = (name: ConditionName): name is UpperBoundName =>
  'upperBoundOf' in CONDITIONS[name]

/**
 * Pairs whose second bound must not be below the first. A bound that belongs to no condition does
 * not compile.
 */
export const CONDITION_BOUNDS: readonly (readonly [NumberName, NumberName])[] =
  CONDITION_NAMES.filter(isUpperBound).map((name) => [CONDITIONS[name].upperBoundOf, name])

/** The rules by name alone; methods, since each takes what its own unit asks for. */
type AnyRule =
  | { readonly asksForValue: false; rule(asked: unknown, customer: ConditionCustomer): boolean }
  | { readonly asksForValue: true; rule(asked: unknown, value: SubjectValue): boolean }
const RULES: Readonly<Record<ConditionName, AnyRule>> = CONDITIONS

const isConditionName = (name: string): name is ConditionName => Object.hasOwn(CONDITIONS, name)

/**
 * Whether every condition holds. A condition that is not in the table does not; see
 * `unknownConditions` for how to leave such a campaign alone altogether.
 *
 * @example meets({ countries: ['DE'], minPurchases: 2 }, subjectAt(dueAt, circumstances))
 */
export function meets(conditions: Conditions | undefined, subject: ConditionSubject): boolean {
  let needsValue = false
  for (const name in conditions) {
    if (!isConditionName(name)) return false
    const condition = RULES[name]
    const asked = conditions[name]
    if (asked === undefined) continue
    if (condition.asksForValue) needsValue = true
    else if (!condition.rule(asked, subject)) return false
  }
  return !needsValue || meetsByValue(conditions ?? {}, subject.value())
}

function meetsByValue(conditions: Conditions, value: SubjectValue): boolean {
  for (const name in conditions) {
    if (!isConditionName(name)) return false
    const condition = RULES[name]
    const asked = conditions[name]
    if (asked === undefined || !condition.asksForValue) continue
    if (!condition.rule(asked, value)) return false
  }
  return true
}

const NONE: readonly string[] = []

/**
 * The names that are not in the table, or ask in a way that the table does not know, as a newer
 * deployment may have stored them: a campaign with one must be left alone, neither mailed nor skipped.
 *
 * @example unknownConditions({ minPurchases: 2 }) // []
 */
export const unknownConditions = (conditions: Conditions | undefined): readonly string[] =>
  conditions
    ? Object.entries(conditions).flatMap(([name, asked]) =>
        isConditionName(name) && CONDITIONS[name].schema.safeParse(asked).success ? [] : [name],
      )
    : NONE

/** @example asksForValue({ minChance: 0.5 }) // true */
export const asksForValue = (conditions: Conditions = {}): boolean =>
  Object.keys(conditions).some((name) => isConditionName(name) && CONDITIONS[name].asksForValue)

/** A given condition with its required value. */
export type AskedCondition = {
  readonly [U in ConditionUnit]: {
    readonly name: ConditionName
    readonly unit: U
    readonly asked: AskedByUnit[U]
  }
}[ConditionUnit]

/**
 * The conditions given that are in the table, in the order given.
 *
 * @example askedConditions({ minPurchases: 2 }) // [{ name: 'minPurchases', unit: 'count', asked: 2 }]
 */
export const askedConditions = (conditions: Conditions = {}): readonly AskedCondition[] =>
  Object.entries(conditions).flatMap(([name, asked]) =>
    isConditionName(name) ? [{ name, unit: CONDITIONS[name].unit, asked } as AskedCondition] : [],
  )
