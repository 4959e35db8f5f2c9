/**
 * What the models project for each customer: active or not, expected purchases, and when they are
 * considered lost.
 */

import { aliveThreshold } from '../../domain/models/alive-threshold.ts'
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { expectedSpend, type GammaGamma } from '../../domain/models/gamma-gamma.ts'
import type { HoldoutForecast } from '../../domain/models/holdout-forecast.ts'
import { type NetPurchase, summarise } from '../../domain/models/summary-statistics.ts'
import { UNIT_DAYS, type Unit } from '../../domain/models/transaction-model.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { SpendBasis } from './fit-family.ts'
import type { OrderBook } from './order-book.ts'

export type CustomerScore = {
  readonly customer: string
  readonly x: number
  /** In the unit that was asked for, as T is. */
  readonly tx: number
  readonly T: number
  readonly alive: number
  /** Purchases within the horizon. */
  readonly purchases: number
  /** A purchase, in major units; absent without a model of it, or an amount in its currency. */
  readonly spend?: number
  /** When P(alive) falls to θ if no purchase comes before; absent if it never does. */
  readonly thresholdAt?: Instant
}

export type Scoring = {
  readonly until: Instant
  readonly unit: Unit
  /** In `unit`. */
  readonly horizon: number
  readonly forecast: HoldoutForecast
  /** Absent if they could not be fitted. */
  readonly threshold?: {
    /** Of MBG/NBD, in `unit`. */
    readonly params: BetaGeometric
    readonly theta: number
  }
  readonly spending?: { readonly params: GammaGamma; readonly money: SpendBasis }
}

/**
 * The scores of all customers who bought by `until`, one after another.
 *
 * @example for (const { customer, alive } of scoreCustomers(book, scoring)) print(customer, alive)
 */
export function* scoreCustomers(book: OrderBook, scoring: Scoring): Iterable<CustomerScore> {
  const { until, unit, horizon, forecast, threshold, spending } = scoring
  const days = UNIT_DAYS[unit]
  for (const { customer, purchasesAt } of book.buyers()) {
    const purchases = purchasesAt(until)
    const history = summarise(purchases, until)
    if (!history) continue
    const thresholdAt = threshold && thresholdAfter(purchases, history.x, threshold, unit)
    const spend = spending && spendOf(purchasesAt(until, spending.money.currency), until, spending)
    yield {
      customer,
      x: history.x,
      tx: history.tx / days,
      T: history.T / days,
      alive: forecast.alive(history),
      purchases: forecast.purchases(history, horizon * days),
      ...(spend !== undefined && { spend }),
      ...(thresholdAt !== undefined && { thresholdAt }),
    }
  }
}

/** The last instant that can be written in four digits of a year. */
const END_OF_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** As in decisions, the threshold counts from the last purchase itself. */
function thresholdAfter(
  purchases: readonly NetPurchase[],
  x: number,
  { params, theta }: NonNullable<Scoring['threshold']>,
  unit: Unit,
): Instant | undefined {
  const instants = purchases.map(({ at }) => at)
  const last = Math.max(...instants)
  const unitMs = UNIT_DAYS[unit] * DAY_MS
  const tx = (last - Math.min(...instants)) / unitMs
  const at = last + Math.round((aliveThreshold(params, { x, tx }, theta) - tx) * unitMs)
  return at <= END_OF_TIME ? at : undefined
}

function spendOf(
  purchases: readonly NetPurchase[],
  until: Instant,
  { params, money }: NonNullable<Scoring['spending']>,
): number | undefined {
  const summary = summarise(purchases, until)
  if (!summary) return undefined
  const { x, repeatMinor } = summary
  const mean = x > 0 ? Math.max(0, repeatMinor) / x / money.minorPerMajor : 0
  const spend = expectedSpend(params, { x, spend: mean })
  return Number.isFinite(spend) ? spend : undefined
}
