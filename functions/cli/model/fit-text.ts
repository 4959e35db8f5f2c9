/** A fit to a file as a page of text. */
import type { Estimate } from '../../domain/models/estimate.ts'
import type { SpendFit } from '../../domain/models/fit-spend.ts'
import { parameterIntervals } from '../../domain/models/plausible.ts'
import type { Instant } from '../../domain/time.ts'
import type { BuyingFit, ModelParameters } from '../../insight/learning/fit-family.ts'
import { columns, counted, figure } from '../words.ts'
import type { OrderSource } from './source.ts'
import { dayOrInstant, decimals, FAMILY_NAMES, fileInWords, verdictInWords } from './words.ts'

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

export function tellFileFit(found: FileFit): string {
  const { source, until, fit, seconds, currency } = found
  const estimate: Estimate<ModelParameters> | undefined = fit.estimate && { ...fit.estimate }
  const inWhat = 'unit' in fit ? fit.unit : currency
  return [
    `${FAMILY_NAMES[fit.family]} on ${source.name} up to ${dayOrInstant(until)}, in ${inWhat}.`,
    verdictInWords(fit),
    ...whoIn(found),
    ...(estimate
      ? [
          '',
          ...parameters(estimate),
          '',
          `Log-likelihood ${decimals(estimate.logLikelihood, 4)}, found in ${seconds} s.`,
        ]
      : []),
    ...fileInWords(source.file, source.book.refundsOfNoOrder()),
  ].join('\n')
}

function whoIn({ fit, inOtherCurrencies = 0, currency }: FileFit): readonly string[] {
  if ('repeaters' in fit)
    return [
      `From ${counted(fit.customers, 'customer')}, of whom ${figure(fit.repeaters)} bought again.`,
    ]
  const { boughtOnce, withoutSpend } = fit.leftOut
  return [
    `From ${counted(fit.customers, 'customer')} who bought again.`,
    `Left out: ${figure(boughtOnce)} who bought once, ${figure(withoutSpend)} who came back and spent nothing.`,
    ...(inOtherCurrencies > 0
      ? [`Left out: ${counted(inOtherCurrencies, 'purchase')} not in ${currency}.`]
      : []),
  ]
}

function parameters(estimate: Estimate<ModelParameters>): readonly string[] {
  const intervals = Object.entries(parameterIntervals(estimate))
  const shown = (value: number) => String(Number(value.toPrecision(5)))
  return [
    columns([
      ['', 'value', '95% from', 'to'],
      ...intervals.map(([name, { value, low, high }]) => [name, ...[value, low, high].map(shown)]),
    ]),
  ]
}
