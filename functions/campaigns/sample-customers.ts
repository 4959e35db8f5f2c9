/**
 * The customers for whom a mail is rendered before it is published: the sample of sample.json, and
 * others that each differ from it in one thing. 1. Each is a customer that can exist. 2. A failure
 * for one of them is reported with the words that describe the customer.
 */
import { firstNameOf } from '../domain/first-name.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { type MailVariables, NO_VALUE } from '../domain/mail-variables.ts'
import { MOST_RECOMMENDED } from '../domain/recommend/recommend.ts'
import { SAMPLE_PRODUCT } from './sample-file.ts'

export type SampleCustomer = {
  /** To be read after "for", such as "a customer with no name". */
  readonly who: string
  readonly variables: MailVariables
}

/** The sample itself, which all others are compared with. */
const THE_SAMPLE = 'the sample customer'

type Variant = readonly [who: string, changes: Partial<MailVariables>]

/**
 * The sample first, then customers who differ from it, and last a customer about whom nothing is
 * known.
 *
 * @example sampleCustomers(sampleVariables({}, 'en', {}))[1]?.who // 'a customer with no name'
 */
export function sampleCustomers(sample: MailVariables): readonly SampleCustomer[] {
  const variants = [
    ...nameVariants(sample),
    ...recommendationVariants(sample),
    ...valueVariants(sample),
    ...LIFECYCLE_CLASSES.map((name) => classVariant(name, sample)),
    unknownVariant(sample),
  ]
  const all = [
    { who: THE_SAMPLE, variables: sample },
    ...variants.map(([who, changes]) => ({
      who: `a customer ${who}`,
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
    ['with no name', name({ name: '', firstName: '' })],
    ['whose name is one word', name({ name: word, firstName: firstNameOf(word, locale) })],
    ['whose first name is unknown', name({ name: customer.name || word, firstName: '' })],
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
  const counted = COUNTS.map(
    (who, length): Variant => [who, { recommendations: recommended(sample, length) }],
  )
  const unpriced = recommended(sample, sample.recommendations.length || 1).map((product) => ({
    ...product,
    price: '',
  }))
  return [...counted, ['whose recommendations have no price', { recommendations: unpriced }]]
}

const COUNTS: readonly string[] = [
  'with no recommendations',
  'with exactly one recommendation',
  ...Array.from(
    { length: MOST_RECOMMENDED - 2 },
    (_, index) => `with exactly ${index + 2} recommendations`,
  ),
  `with ${MOST_RECOMMENDED} recommendations, the most there are`,
]

/** Scores and forecast come from different parts of a model; either can be missing. */
function valueVariants({ value }: MailVariables): readonly Variant[] {
  const { recencyScore, frequencyScore, monetaryScore } = value
  const scores = (score: 1 | 5 | '') => ({
    value: { ...value, recencyScore: score, frequencyScore: score, monetaryScore: score },
  })
  return [
    ['with no forecast', { value: NO_VALUE }],
    [
      'with scores but no forecast',
      { value: { ...NO_VALUE, recencyScore, frequencyScore, monetaryScore } },
    ],
    ['with a forecast but no scores', scores('')],
    [
      'with a forecast but no lifetime value',
      { value: { ...value, nextPurchaseAt: '', lifetimeValueMinor: '' } },
    ],
    [
      'who is expected to buy nothing',
      { value: { ...value, churnRisk: 1, expectedPurchases: 0, lifetimeValueMinor: 0 } },
    ],
    ['with the lowest scores', scores(1)],
    ['with the highest scores', scores(5)],
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
  if (name === 'prospect') return ['who never bought', { lifecycle, value: NO_VALUE }]
  return [name === 'first-time' ? 'who bought once' : `whose class is ${name}`, { lifecycle }]
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

const unknownVariant = ({ customer }: MailVariables): Variant => [
  'about whom nothing is known',
  {
    customer: { ...customer, name: '', firstName: '' },
    recommendations: [],
    lifecycle: neverBought(),
    value: NO_VALUE,
  },
]

/** Variables that differ between customers; all others are the same in every mail of a campaign. */
const CUSTOMER_PARTS = ['customer', 'lifecycle', 'value', 'recommendations'] as const

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
