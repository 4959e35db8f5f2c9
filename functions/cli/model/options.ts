/** What the models' verbs are told beside where the orders are: how to fit, and up to when. */
import { UNIT_DAYS, type Unit } from '../../domain/models/transaction-model.ts'
import type { Instant } from '../../domain/time.ts'
import type { SpendBasis } from '../../insight/learning/fit-family.ts'
import { minorPlaces } from '../../intake/import/currency.ts'
import type { Given, Option } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'
import { typedInstant } from '../read-values.ts'
import { figure, shortInstant } from '../words.ts'
import type { OrderSource } from './source.ts'

const UNITS = Object.keys(UNIT_DAYS) as readonly Unit[]
const PRIORS = ['usual', 'none'] as const

export const fitOptions = {
  unit: {
    value: UNITS.join('|'),
    about: 'the unit of time of parameters and figures',
    default: 'days',
  },
  prior: {
    value: PRIORS.join('|'),
    about:
      'none: maximum likelihood, as in papers; usual: shrunk towards what is usual in shops, as a shop decides by (default: none with --orders, usual with --shop)',
  },
} as const satisfies Record<string, Option>

export const currencyOption = {
  currency: {
    value: 'CODE',
    about: 'the currency of what was spent; others are left out (default: that of most purchases)',
  },
} as const satisfies Record<string, Option>

export const untilOption = {
  until: {
    value: 'INSTANT',
    about:
      'what is known: purchases up to and including it (default: the last order, of a shop now)',
  },
} as const satisfies Record<string, Option>

/** @throws UsageError that names what can be said */
export function chosenFrom<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text)
  if (found !== undefined) return found
  throw new UsageError(`--${option} cannot be "${text}": write one of ${known.join(', ')}`)
}

export const unitOf = (given: Given): Unit => chosenFrom('unit', given.value('unit'), UNITS)

export function priorOf(given: Given): (typeof PRIORS)[number] {
  const text = given.text('prior')
  if (text === undefined) return given.isTyped('shop') ? 'usual' : 'none'
  return chosenFrom('prior', text, PRIORS)
}

/** @throws UsageError where it is not between 0 and 1 */
export function readTheta(text: string): number {
  const theta = Number(text)
  if (theta > 0 && theta < 1) return theta
  throw new UsageError(`--theta cannot be "${text}": write a chance between 0 and 1, such as 0.5`)
}

/** An option's instant, read before anything else is: wrong usage must not wait for a long file. */
export function instantOption(given: Given, option: string): Instant | undefined {
  const text = given.text(option)
  return text === undefined ? undefined : typedInstant(option, text)
}

/** @throws Failure where nobody had bought by then */
export function untilIn(source: OrderSource, typed: Instant | undefined): Instant {
  const until = typed ?? source.end
  const { first = until } = source.book.span() ?? {}
  if (until >= first) return until
  throw new Failure(
    `By --until ${shortInstant(until)} nobody had bought: the first purchase in ${source.name} is of ${shortInstant(first)}. Name a later instant`,
  )
}

/** @throws Failure where nothing was bought in the currency that was named */
export function moneyOf(source: OrderSource, given: Given): SpendBasis {
  const counts = Object.entries(source.book.currencies()).sort((one, other) => other[1] - one[1])
  const typed = given.text('currency')
  const currency = typed ?? counts[0]?.[0] ?? ''
  if (!counts.some(([code]) => code === currency))
    throw new Failure(
      `Nothing was bought in "${currency}" in ${source.name}. Name one of: ${counts.map(([code, count]) => `${code} (${figure(count)} purchases)`).join(', ')}`,
    )
  return { currency, minorPerMajor: 10 ** minorPlaces(currency) }
}

/** Nobody plans for longer, and what is foreseen takes the longer, the further it reaches. */
export const MOST_DAYS_AHEAD = 36_525

/** What `work` gives, and the seconds that it took. */
export function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const began = performance.now()
  const value = work()
  return { value, seconds: Math.round(performance.now() - began) / 1000 }
}
