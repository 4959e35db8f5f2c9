/** Fits any of the models by its name to the customers of an order book. */
import { bgNbd } from '../../domain/models/bg-nbd.ts'
import type { Positive } from '../../domain/models/estimate.ts'
import { fitTransactions, type TransactionFit } from '../../domain/models/fit-transactions.ts'
import type { CountedSpend } from '../../domain/models/gamma-gamma.ts'
import { forecastOf, type HoldoutForecast } from '../../domain/models/holdout-forecast.ts'
import { mbgNbd } from '../../domain/models/mbg-nbd.ts'
import { paretoNbd } from '../../domain/models/pareto-nbd.ts'
import { inUnit, summarise } from '../../domain/models/summary-statistics.ts'
import { tallyHistories, tallySpends } from '../../domain/models/tally.ts'
import type {
  CountedHistory,
  Family,
  TransactionModel,
  Unit,
} from '../../domain/models/transaction-model.ts'
import type { Instant } from '../../domain/time.ts'
import type { OrderBook } from './order-book.ts'

export const FAMILIES = ['bgnbd', 'mbgnbd', 'paretonbd'] as const satisfies readonly Family[]

export type FitOptions = {
  readonly unit: Unit
  readonly prior: 'usual' | 'none'
}

/** Parameters by name, for any model. */
export type ModelParameters = Readonly<Record<string, number>>

/** A fit of any family. */
export type BuyingFit = {
  readonly fit: TransactionFit<ModelParameters>
  /** Absent if the fit has no parameters; present for a degenerate fit too. */
  readonly forecast?: HoldoutForecast
}

/** What the models of repeat buying read: each different history once, in days. */
export function historiesAt(book: OrderBook, until: Instant): readonly CountedHistory[] {
  const histories = tallyHistories()
  for (const { purchasesAt } of book.buyers()) {
    const history = summarise(purchasesAt(until), until)
    if (history) histories.add(history)
  }
  return histories.entries()
}

/**
 * @param histories in days
 * @example fitFamily('mbgnbd', historiesAt(book, until), { unit: 'weeks', prior: 'none' }).fit.verdict // 'fitted'
 */
export function fitFamily(
  family: Family,
  histories: readonly CountedHistory[],
  options: FitOptions,
): BuyingFit {
  if (family === 'bgnbd') return fitted(bgNbd, histories, options)
  if (family === 'mbgnbd') return fitted(mbgNbd, histories, options)
  return fitted(paretoNbd, histories, options)
}

function fitted<P extends Positive<P>>(
  model: TransactionModel<P>,
  days: readonly CountedHistory[],
  options: FitOptions,
): BuyingFit {
  const { unit } = options
  const histories = days.map((history) => inUnit(history, unit))
  const fit = fitTransactions(model, histories, options)
  const named = fit as unknown as TransactionFit<ModelParameters>
  const { params } = fit.estimate ?? {}
  return params ? { fit: named, forecast: forecastOf(model, params, unit) } : { fit: named }
}

/** Amounts of one currency. */
export type SpendBasis = {
  readonly currency: string
  /** 100 for cents, 1 for yen. */
  readonly minorPerMajor: number
}

/** What Gamma-Gamma reads. */
export type Spends = {
  /** In major units, as the paper has it: dollars rather than cents. */
  readonly entries: readonly CountedSpend[]
  /** Purchases in other currencies, which are left out. */
  readonly inOtherCurrencies: number
}

/** @example fitSpend(spendsAt(book, until, { currency: 'USD', minorPerMajor: 100 }).entries, { prior: 'none' }) */
export function spendsAt(book: OrderBook, until: Instant, money: SpendBasis): Spends {
  const spends = tallySpends()
  let inOtherCurrencies = 0
  for (const { purchasesAt } of book.buyers()) {
    const inCurrency = purchasesAt(until, money.currency)
    inOtherCurrencies += purchasesAt(until).length - inCurrency.length
    const summary = summarise(inCurrency, until)
    if (summary) spends.add(summary)
  }
  const inMajor = (entry: CountedSpend) => ({ ...entry, spend: entry.spend / money.minorPerMajor })
  return { entries: spends.entries().map(inMajor), inOtherCurrencies }
}
