/**
 * Further customers for a mail that compares: each of its branches is entered by one of whom all is
 * known, one of whom little is, and one who lacks everything else. What it does not name adds none.
 */
import { firstNameOf } from '../domain/first-name.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../domain/lifecycle-class.ts'
import { type MailVariables, NO_VALUE } from '../domain/mail-variables.ts'
import { MOST_RECOMMENDED } from '../domain/recommend/recommend.ts'
import { type Compared, type NumberField, numbersCompared } from './compared-values.ts'
import {
  classLifecycle,
  LAST_PURCHASE,
  leastPurchases,
  nameVariants,
  neverBought,
  recommended,
  type SampleCustomer,
  type Trait,
  withTraits,
} from './sample-customers.ts'

/** Beyond it a mail is rendered for each value alone, and no longer for each pair. */
const MOST_COMBINED = 150
/** As many as are looked at of any one field: what compares more often is not a mail. */
const MOST_VALUES = 18

type Changes = readonly [who: Trait | undefined, changes: Partial<MailVariables>]

/**
 * The samples, and after them customers at the values that the source compares with.
 *
 * @example combinedSamples(samples, '{% if lifecycle.purchases > 10 %}…') // also one with 11
 */
export function combinedSamples(
  samples: readonly SampleCustomer[],
  source: string,
): readonly SampleCustomer[] {
  const sample = samples[0]?.variables
  if (!sample) return samples
  const compared = numbersCompared(source)
  const lifecycles = lifecyclesFor(sample, compared)
  const values = valuesFor(sample, compared)
  const lists = listsFor(sample, compared)
  if (lifecycles.length + values.length + lists.length + compared.names.length === 0) return samples
  const none = (changes: readonly Changes[]): readonly Changes[] => [[undefined, {}], ...changes]
  const [whole, little, bare] = polesOf(sample)
  const count = (lifecycles.length + 1) * (values.length + 1) * (lists.length + 1) * 3
  const made: (SampleCustomer | undefined)[] = []
  const names = compared.names.map(
    (name): Changes => [
      (w) => w.nameIs(name),
      { customer: { ...sample.customer, name, firstName: firstNameOf(name, sample.locale) } },
    ],
  )
  for (const pole of [whole, little, bare]) {
    const add = (...changes: readonly Changes[]) => made.push(joinedTo(sample, pole, changes))
    for (const name of names) add(name)
    if (count > MOST_COMBINED) for (const one of [...lifecycles, ...values, ...lists]) add(one)
    else
      for (const lifecycle of none(lifecycles))
        for (const value of none(values))
          for (const list of none(lists)) add(lifecycle, value, list)
  }
  return [...samples, ...made.filter((one) => one !== undefined).slice(0, 3 * MOST_COMBINED)]
}

/** Undefined where there is no such customer. */
function joinedTo(
  sample: MailVariables,
  [rest, held]: Changes,
  given: readonly Changes[],
): SampleCustomer | undefined {
  const changes = given.filter(([who]) => who !== undefined)
  if (changes.length === 0) return undefined
  const traits = changes.flatMap(([who]) => who ?? [])
  const own = Object.assign({}, ...changes.map(([, change]) => change)) as Partial<MailVariables>
  const variables = { ...sample, ...held, ...own }
  // A pole knows little of the value, and a change of one figure is made to what it knows.
  const value =
    own.value && held.value ? { ...held.value, ...figuresOf(own.value, sample) } : own.value
  const isProspect = variables.lifecycle.class === ('prospect' satisfies LifecycleClass)
  if (isProspect && own.value) return undefined
  return {
    who: withTraits(traits, rest),
    variables: {
      ...variables,
      ...(value && { value }),
      ...(isProspect && { value: NO_VALUE }),
    },
  }
}

/** What changed of a value, and what there is with it: no forecast knows one figure alone. */
function figuresOf(
  changed: MailVariables['value'],
  { value }: MailVariables,
): Partial<MailVariables['value']> {
  const { recencyScore, frequencyScore, monetaryScore } = changed
  const isScore = (['recencyScore', 'frequencyScore', 'monetaryScore'] as const).some(
    (name) => changed[name] !== value[name],
  )
  if (isScore) return { recencyScore, frequencyScore, monetaryScore }
  const { known, chance, expectedPurchases } = changed
  const isWorth = changed.lifetimeValueMinor !== value.lifetimeValueMinor
  return {
    known,
    chance,
    expectedPurchases,
    ...(isWorth && { lifetimeValueMinor: changed.lifetimeValueMinor }),
  }
}

function polesOf(sample: MailVariables): readonly [Changes, Changes, Changes] {
  const [unnamed, oneWord] = nameVariants(sample)
  const { recencyScore, frequencyScore, monetaryScore } = sample.value
  const scores = { ...NO_VALUE, recencyScore, frequencyScore, monetaryScore }
  return [
    [undefined, {}],
    [
      (w) => w.littleElse,
      { ...oneWord?.[1], recommendations: recommended(sample, 1), value: scores },
    ],
    [(w) => w.nothingElse, { ...unnamed?.[1], recommendations: [], value: NO_VALUE }],
  ]
}

function lifecyclesFor(sample: MailVariables, compared: Compared): readonly Changes[] {
  const { lifecycle } = sample
  const lastPurchaseAt = lifecycle.lastPurchaseAt || LAST_PURCHASE
  const counts = bounded(compared, 'purchases')
  const classes = LIFECYCLE_CLASSES.filter((name) => compared.classes.includes(name))
  const ofClass = classes.map(
    (name): Changes => [(w) => w.classIs(name), { lifecycle: classLifecycle(name, sample) }],
  )
  const both = [lifecycle.class, ...classes].flatMap((name) =>
    counts
      .filter((count) => fits(name, count))
      .map((count) => lifecycleOf(name, count, name === lifecycle.class)),
  )
  // Where no class that is named goes with a number, the number has one of its own.
  const alone = counts
    .filter((count) => !fits(lifecycle.class, count))
    .map((count) => lifecycleOf(ownClass(count), count, true))
  function lifecycleOf(name: string, purchases: number, isOwn: boolean): Changes {
    return [
      (w) => (isOwn ? w.purchases(purchases) : w.classWithPurchases(name, purchases)),
      { lifecycle: purchases === 0 ? neverBought() : { class: name, purchases, lastPurchaseAt } },
    ]
  }
  return [...ofClass, ...both, ...alone]
}

const fits = (name: string, purchases: number): boolean => {
  const known = LIFECYCLE_CLASSES.find((one) => one === name)
  if (known === undefined) return false
  if (known === 'prospect' || known === 'first-time') return purchases === leastPurchases(known)
  return purchases >= leastPurchases(known)
}

const ownClass = (purchases: number): LifecycleClass =>
  purchases === 0 ? 'prospect' : purchases === 1 ? 'first-time' : 'active'

const SCORES: readonly string[] = ['recencyScore', 'frequencyScore', 'monetaryScore']
const FIGURES = [
  'recencyScore',
  'frequencyScore',
  'monetaryScore',
  'chance',
  'expectedPurchases',
  'lifetimeValueMinor',
] as const satisfies readonly (keyof MailVariables['value'] & NumberField)[]

function valuesFor(sample: MailVariables, compared: Compared): readonly Changes[] {
  const { value } = sample
  return FIGURES.flatMap((name) =>
    bounded(compared, name).map((figure): Changes => {
      const forecast = SCORES.includes(name)
        ? {}
        : {
            known: true,
            chance: value.chance === '' ? 0.5 : value.chance,
            expectedPurchases: value.expectedPurchases === '' ? 1 : value.expectedPurchases,
          }
      return [(w) => w.valueIs(name, figure), { value: { ...value, ...forecast, [name]: figure } }]
    }),
  )
}

/** One and none are among those that differ in one thing. */
const listsFor = (sample: MailVariables, compared: Compared): readonly Changes[] =>
  bounded(compared, 'recommendations')
    .filter((length) => length > 1 && length <= MOST_RECOMMENDED)
    .map((length) => [
      (w) => w.recommendations(length),
      { recommendations: recommended(sample, length) },
    ])

const bounded = ({ numbers }: Compared, name: NumberField): readonly number[] =>
  (numbers[name] ?? []).slice(0, MOST_VALUES)
