/**
 * The customers for whom a mail is rendered before it is published: the sample of sample.json, and
 * others that each differ from it in one thing. 1. Each is a customer that can exist. 2. A failure
 * for one of them is reported with the words that describe the customer.
 */

import { CONTEXT_PARTS } from '../domain/context-variables.ts'
import { firstNameOf } from '../domain/first-name.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { type MailVariables, NO_VALUE } from '../domain/mail-variables.ts'
import type { ShownProduct } from '../domain/recommend/product.ts'
import { MOST_RECOMMENDED } from '../domain/recommend/recommend.ts'
import type { FaultSentence, FaultWords } from '../language/faults/fault-words.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'

export type SampleCustomer = {
  /** To be read after "for", such as "a customer with no name". */
  readonly who: FaultSentence
  readonly variables: MailVariables
}

/** A trait of a customer, as the words for sample customers have it. */
export type Trait = (words: FaultWords['customers']) => string

export type Variant = readonly [who: Trait, changes: Partial<MailVariables>]

/** @example withTraits([(w) => w.noName])(enFaults) // 'a customer with no name' */
export const withTraits =
  (traits: readonly Trait[], rest?: Trait): FaultSentence =>
  ({ customers }) =>
    customers.one(
      traits.map((trait) => trait(customers)),
      rest?.(customers),
    )

/**
 * @param context customers who differ in what started their journey; the last of them has none of it
 *
 * The sample first, then customers who differ from it, and last a customer about whom nothing is
 * known.
 *
 * @example sampleCustomers(sampleVariables({}, 'en', {}))[1]?.who(enFaults) // 'a customer with no name'
 */
export function sampleCustomers(
  sample: MailVariables,
  context: readonly Variant[] = [],
): readonly SampleCustomer[] {
  const variants = [
    ...context,
    ...nameVariants(sample),
    ...recommendationVariants(sample),
    ...valueVariants(sample),
    ...LIFECYCLE_CLASSES.map((name) => classVariant(name, sample)),
    unknownVariant(sample, context.at(-1)?.[1] ?? {}),
  ]
  const all = [
    { who: (w: FaultWords) => w.customers.sample, variables: sample },
    ...variants.map(([who, changes]) => ({
      who: withTraits([who]),
      variables: { ...sample, ...changes },
    })),
  ]
  return firstOfEach(all, ({ variables }) =>
    JSON.stringify(CUSTOMER_PARTS.map((part) => variables[part])),
  )
}

export function nameVariants({ customer, locale }: MailVariables): readonly Variant[] {
  const [word = 'Ann'] = customer.name.split(/\s/, 1).filter((first) => first !== '')
  const name = (changes: Partial<MailVariables['customer']>) => ({
    customer: { ...customer, ...changes },
  })
  return [
    [(w) => w.noName, name({ name: '', firstName: '' })],
    [(w) => w.oneWordName, name({ name: word, firstName: firstNameOf(word, locale) })],
    [(w) => w.noFirstName, name({ name: customer.name || word, firstName: '' })],
  ]
}

/** As many as are asked for, of those that the sample has. */
export function recommended(
  { recommendations }: MailVariables,
  length: number,
): MailVariables['recommendations'] {
  const listed = recommendations.length > 0 ? recommendations : [SAMPLE_PRODUCT]
  return Array.from({ length }, (_, index) => listed[index % listed.length] ?? SAMPLE_PRODUCT)
}

/** Each number that there can be: what asks for three may be shown for two. */
function recommendationVariants(sample: MailVariables): readonly Variant[] {
  const counted = Array.from(
    { length: MOST_RECOMMENDED + 1 },
    (_, length): Variant => [
      (w) =>
        length === MOST_RECOMMENDED ? w.mostRecommendations(length) : w.recommendations(length),
      { recommendations: recommended(sample, length) },
    ],
  )
  const all = (prices: Pick<ShownProduct, 'regularPrice'> & Partial<ShownProduct>) => ({
    recommendations: recommended(sample, sample.recommendations.length || 1).map((product) => ({
      ...product,
      ...prices,
    })),
  })
  return [
    ...counted,
    [(w) => w.unpriced, all({ price: '', regularPrice: '' })],
    [(w) => w.notOnSale, all({ regularPrice: '' })],
    [(w) => w.onSale, all({ regularPrice: SAMPLE_PRODUCT.regularPrice })],
  ]
}

/** Scores and forecast come from different parts of a model; either can be missing. */
function valueVariants({ value }: MailVariables): readonly Variant[] {
  const { recencyScore, frequencyScore, monetaryScore } = value
  const scores = (score: 1 | 5 | '') => ({
    value: { ...value, recencyScore: score, frequencyScore: score, monetaryScore: score },
  })
  return [
    [(w) => w.noForecast, { value: NO_VALUE }],
    [(w) => w.onlyScores, { value: { ...NO_VALUE, recencyScore, frequencyScore, monetaryScore } }],
    [(w) => w.onlyForecast, scores('')],
    [(w) => w.noChance, { value: { ...value, chance: '' } }],
    [(w) => w.noLifetimeValue, { value: { ...value, nextPurchaseAt: '', lifetimeValueMinor: '' } }],
    [
      (w) => w.buysNothing,
      { value: { ...value, chance: 0, expectedPurchases: 0, lifetimeValueMinor: 0 } },
    ],
    [(w) => w.lowestScores, scores(1)],
    [(w) => w.highestScores, scores(5)],
  ]
}

/** The least number of purchases of a customer in each class. */
const PURCHASES: Readonly<Record<LifecycleClass, number>> = {
  prospect: 0,
  'first-time': 1,
  active: 2,
  frequent: 3,
  dormant: 1,
}
export const leastPurchases = (name: LifecycleClass): number => PURCHASES[name]
export const LAST_PURCHASE = '2026-01-01T00:00:00Z'

function classVariant(name: LifecycleClass, sample: MailVariables): Variant {
  const lifecycle = classLifecycle(name, sample)
  if (name === 'prospect') return [(w) => w.neverBought, { lifecycle, value: NO_VALUE }]
  return [(w) => (name === 'first-time' ? w.boughtOnce : w.classIs(name)), { lifecycle }]
}

/** Of a customer like the sample in that class. */
export function classLifecycle(
  name: LifecycleClass,
  { lifecycle: { purchases, lastPurchaseAt } }: MailVariables,
): MailVariables['lifecycle'] {
  if (name === 'prospect') return neverBought()
  return {
    class: name,
    purchases: name === 'first-time' ? 1 : Math.max(purchases, PURCHASES[name]),
    lastPurchaseAt: lastPurchaseAt || LAST_PURCHASE,
  }
}

export const neverBought = (): MailVariables['lifecycle'] => ({
  class: 'prospect' satisfies LifecycleClass,
  purchases: 0,
  lastPurchaseAt: '',
})

/** @param untold what is not known of the start either */
const unknownVariant = ({ customer }: MailVariables, untold: Partial<MailVariables>): Variant => [
  (w) => w.unknown,
  {
    ...untold,
    customer: { ...customer, name: '', firstName: '' },
    recommendations: [],
    lifecycle: neverBought(),
    value: NO_VALUE,
  },
]

/** Variables that differ between customers; all others are the same in every mail of a campaign. */
const CUSTOMER_PARTS = [
  'customer',
  'lifecycle',
  'value',
  'recommendations',
  ...CONTEXT_PARTS,
] as const

/**
 * One customer for each distinct mail, given the variables that the mail uses.
 *
 * @param uses paths, such as `customer.name`
 * @example differing(sampleCustomers(sample), ['shop.name']).length // 1
 */
export function differing(
  samples: readonly SampleCustomer[],
  uses: readonly string[],
): readonly SampleCustomer[] {
  const paths = uses
    .map((path) => path.split('.'))
    .filter(([part]) => CUSTOMER_PARTS.some((name) => name === part))
  return firstOfEach(samples, ({ variables }) =>
    JSON.stringify(paths.map((path) => valueAt(variables, path))),
  )
}

/** The value at the path; a list is taken as a whole. */
function valueAt(variables: MailVariables, path: readonly string[]): unknown {
  let value: unknown = variables
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    if (!Object.hasOwn(value, name)) return value
    value = Object.entries(value).find(([key]) => key === name)?.[1]
  }
  return value
}

const firstOfEach = <T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] =>
  [...Map.groupBy(all, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]))
