/** Options that the verbs of models share: how to fit, and up to when. */
import { MOST_DAYS } from '../../domain/models/median-threshold.ts'
import { UNIT_DAYS } from '../../domain/models/transaction-model.ts'
import { namesOf } from '../../domain/names-of.ts'
import type { Instant } from '../../domain/time.ts'
import type { SpendBasis } from '../../insight/learning/fit-family.ts'
import { minorPlaces } from '../../intake/import/currency.ts'
import { Failure, UsageError } from '../failure.ts'
import { typedInstant, wholeOf } from '../read-values.ts'
import type { Given, Options } from '../verb.ts'
import { shortInstant } from '../words.ts'
import type { OrderSource, sourceOptions } from './source.ts'

const UNITS = namesOf(UNIT_DAYS)
const PRIORS = ['usual', 'none'] as const

export const fitOptions = {
  unit: { value: 'UNIT', choices: UNITS, default: 'days' },
  prior: { value: 'PRIOR', choices: PRIORS },
} as const satisfies Options

export const currencyOption = { currency: { value: 'CODE' } } as const satisfies Options
export const untilOption = { until: { value: 'TIME' } } as const satisfies Options

type PriorGiven = Pick<Given<typeof fitOptions & typeof sourceOptions>, 'text' | 'isTyped'>

export const priorOf = (given: PriorGiven): (typeof PRIORS)[number] =>
  given.text('prior') ?? (given.isTyped('shop') ? 'usual' : 'none')

/** `theta` is refused, by the name of the option that replaces it. */
export const chanceOptions = {
  'within-days': { value: 'N' },
  chance: { value: 'CHANCE' },
  theta: { value: 'CHANCE' },
} as const satisfies Options

type ChanceGiven = Pick<Given<typeof chanceOptions>, 'text' | 'isTyped'>

/**
 * What was typed of the rule of dormancy.
 *
 * @throws UsageError if a value is invalid, or was typed as before
 */
export function readChance(given: ChanceGiven): {
  readonly chance?: number | 'auto'
  readonly withinDays?: number
} {
  if (given.isTyped('theta')) throw new UsageError((w) => w.model.usage.theta)
  const [text, within] = [given.text('chance'), given.text('within-days')]
  const chance = text === undefined || text === 'auto' ? text : Number(text)
  if (typeof chance === 'number' && !(chance > 0 && chance < 1))
    throw new UsageError((w) => w.model.usage.chance(text ?? ''))
  return {
    ...(chance !== undefined && { chance }),
    ...(within !== undefined && { withinDays: wholeOf('within-days', within, 1, MOST_DAYS) }),
  }
}

/** An option's instant, read before anything else is: wrong usage must not wait for a long file. */
export function instantOption(
  given: { readonly find: (option: string) => string | undefined },
  option: string,
): Instant | undefined {
  const text = given.find(option)
  return text === undefined ? undefined : typedInstant(option, text)
}

/** @throws Failure if there are no purchases by then */
export function untilIn(source: OrderSource, typed: Instant | undefined): Instant {
  const until = typed ?? source.end
  const { first = until } = source.book.span() ?? {}
  if (until >= first) return until
  throw new Failure((w) =>
    w.model.failures.beforeFirst(shortInstant(until), source.name(w), shortInstant(first)),
  )
}

/** @throws Failure if nothing was bought in the currency that was named */
export function moneyOf(
  source: OrderSource,
  given: Pick<Given<typeof currencyOption>, 'text'>,
): SpendBasis {
  const counts = Object.entries(source.book.currencies()).sort((one, other) => other[1] - one[1])
  const isPaidIn = (currency: string | undefined) => counts.some(([code]) => code === currency)
  const usual = isPaidIn(source.currency) ? source.currency : counts[0]?.[0]
  const currency = given.text('currency') ?? usual ?? ''
  if (!isPaidIn(currency))
    throw new Failure((w) => {
      const known = counts.map(([code, count]) => w.model.failures.currencyCount(code, count))
      return w.model.failures.currency(currency, source.name(w), known.join(', '))
    })
  return { currency, minorPerMajor: 10 ** minorPlaces(currency) }
}

/** Nothing is planned for longer, and a projection takes longer the further it reaches. */
export const MOST_DAYS_AHEAD = 36_525

/** What `work` gives, and the seconds that it took. */
export function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const began = performance.now()
  const value = work()
  return { value, seconds: Math.round(performance.now() - began) / 1000 }
}
