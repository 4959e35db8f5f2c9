/** A fit to a file as a page of text. */
import type { Estimate } from '../../domain/models/estimate.ts'
import type { SpendFit } from '../../domain/models/fit-spend.ts'
import { parameterIntervals } from '../../domain/models/plausible.ts'
import type { Instant } from '../../domain/time.ts'
import type { BuyingFit, ModelParameters } from '../../insight/learning/fit-family.ts'
import type { ModelWords } from '../../language/command/model-words.ts'
import { decimals, figure } from '../../language/figures.ts'
import { columns } from '../columns.ts'
import type { Speech } from '../verb.ts'
import type { OrderSource } from './source.ts'
import { dayOrInstant, FAMILY_NAMES, fileLines, verdictText } from './words.ts'

export type FileFit = {
  readonly source: OrderSource
  readonly until: Instant
  readonly prior: 'usual' | 'none'
  readonly fit: BuyingFit['fit'] | SpendFit
  /** Of the fit alone. */
  readonly seconds: number
  /** Of Gamma-Gamma. */
  readonly currency?: string
  readonly inOtherCurrencies?: number
}

export function fileFitText(found: FileFit, speech: Speech): string {
  const { words } = speech
  const own = words.model.fit
  const { source, until, fit, seconds, currency } = found
  const estimate: Estimate<ModelParameters> | undefined = fit.estimate && { ...fit.estimate }
  const unit = 'unit' in fit ? words.model.units[fit.unit] : (currency ?? '')
  return [
    own.heading(FAMILY_NAMES[fit.family], source.name(words), dayOrInstant(until), unit),
    verdictText(fit, speech),
    ...customerLines(found, own),
    ...(estimate
      ? [
          '',
          parameters(estimate, own),
          '',
          own.likelihood(decimals(estimate.logLikelihood, 4), seconds),
        ]
      : []),
    ...fileLines(source.file, source.book.refundsOfNoOrder(), words),
  ].join('\n')
}

function customerLines(
  { fit, inOtherCurrencies = 0, currency = '' }: FileFit,
  words: ModelWords['fit'],
): readonly string[] {
  if ('repeaters' in fit) return [words.customers(fit.customers, figure(fit.repeaters))]
  const { boughtOnce, withoutSpend } = fit.leftOut
  return [
    words.repeatCustomers(fit.customers),
    words.leftOut(figure(boughtOnce), figure(withoutSpend)),
    ...(inOtherCurrencies > 0 ? [words.otherCurrencies(inOtherCurrencies, currency)] : []),
  ]
}

function parameters(
  estimate: Estimate<ModelParameters>,
  { columns: head }: ModelWords['fit'],
): string {
  const intervals = Object.entries(parameterIntervals(estimate))
  const shown = (value: number) => String(Number(value.toPrecision(5)))
  return columns([
    ['', head.value, head.low, head.high],
    ...intervals.map(([name, { value, low, high }]) => [name, ...[value, low, high].map(shown)]),
  ])
}
