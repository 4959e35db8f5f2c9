/**
 * What the models project for each customer: active or not, the chance to buy again, expected
 * purchases, and when they are dormant.
 */

import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { type ChanceRule, inactivityUntil } from '../../domain/models/chance-to-buy-again.ts'
import { expectedSpend, type GammaGamma } from '../../domain/models/gamma-gamma.ts'
import type { HoldoutForecast } from '../../domain/models/holdout-forecast.ts'
import { MOST_DAYS } from '../../domain/models/median-threshold.ts'
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
  /** That they buy again within the time that dormancy is decided by. */
  readonly chance: number
  /** Purchases within the horizon. */
  readonly purchases: number
  /** A purchase, in major units; absent without a model of it, or an amount in its currency. */
  readonly spend?: number
  /** When the chance falls to the rule's if no purchase comes before; absent if not in ten years. */
  readonly thresholdAt?: Instant
}

export type Scoring = {
  readonly until: Instant
  readonly unit: Unit
  /** In `unit`. */
  readonly horizon: number
  readonly forecast: HoldoutForecast
  /** How far the chance looks. */
  readonly withinDays: number
  /** Absent if they could not be fitted. */
  readonly threshold?: {
    /** Of MBG/NBD, in `unit`. */
    readonly params: BetaGeometric
    readonly chance: number
  }
  readonly spending?: { readonly params: GammaGamma; readonly money: SpendBasis }
}

/**
 * The scores of all customers who bought by `until`, one after another.
 *
 * @example for (const { customer, alive } of scoreCustomers(book, scoring)) print(customer, alive)
 */
export function* scoreCustomers(book: OrderBook, scoring: Scoring): Iterable<CustomerScore> {
  const { until, unit, horizon, forecast, withinDays, threshold, spending } = scoring
  const days = UNIT_DAYS[unit]
  for (const { customer, purchasesAt } of book.buyers()) {
    const purchases = purchasesAt(until)
    const history = summarise(purchases, until)
    if (!history) continue
    const thresholdAt = threshold && thresholdAfter(purchases, history.x, scoring, threshold)
    const spend = spending && spendOf(purchasesAt(until, spending.money.currency), until, spending)
    yield {
      customer,
      x: history.x,
      tx: history.tx / days,
      T: history.T / days,
      alive: forecast.alive(history),
      chance: forecast.again(history, withinDays),
      purchases: forecast.purchases(history, horizon * days),
      ...(spend !== undefined && { spend }),
      ...(thresholdAt !== undefined && { thresholdAt }),
    }
  }
}

/** As in decisions, the threshold counts from the last purchase itself. */
function thresholdAfter(
  purchases: readonly NetPurchase[],
  x: number,
  { unit, withinDays }: Scoring,
  { params, chance }: NonNullable<Scoring['threshold']>,
): Instant | undefined {
  const instants = purchases.map(({ at }) => at)
  const last = Math.max(...instants)
  const tx = (last - Math.min(...instants)) / DAY_MS
  // In days, as decisions have it, so that the instant is the same to the millisecond.
  const inDays = { ...params, alpha: params.alpha * UNIT_DAYS[unit] }
  const rule: ChanceRule = { chance, horizon: withinDays }
  const inactive = inactivityUntil(inDays, { x, tx }, rule, 0, MOST_DAYS)
  return inactive < MOST_DAYS ? last + Math.round(inactive * DAY_MS) : undefined
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
