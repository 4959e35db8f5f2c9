/**
 * The customers for whom a mail is rendered before it is published: the sample of sample.json, and
 * others who differ from it in one thing each. 1. Each is a customer that there can be. 2. What
 * fails for one of them is reported in the words that describe them.
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

/** The sample itself, which every other is compared with. */
const THE_SAMPLE = 'the sample customer'

type Variant = readonly [who: string, changes: Partial<MailVariables>]

/**
 * The sample first, then those who differ from it, and last the one of whom nothing is known.
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

/** Scores and forecast come from different parts of a model, and either may be missing. */
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

/** How often customers of a class have bought, at least. */
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
  'of whom nothing is known',
  {
    customer: { ...customer, name: '', firstName: '' },
    recommendations: [],
    lifecycle: neverBought(),
    value: NO_VALUE,
  },
]

/** What differs between customers; all else is the same in every mail of a campaign. */
const CUSTOMER_PARTS = ['customer', 'lifecycle', 'value', 'recommendations'] as const

/**
 * Those whose mails can differ, given the variables that a mail uses; the first of each.
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

/** As far as the path leads; a list is taken whole. */
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
