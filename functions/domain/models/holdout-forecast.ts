/** A fitted model with its parameters put in, asked in days whatever its own unit of time is. */
import type { BetaGeometric } from './beta-geometric.ts'
import { type ParetoNbd, logLikelihood as paretoLogLikelihood } from './pareto-nbd.ts'
import { type History, type TransactionModel, UNIT_DAYS, type Unit } from './transaction-model.ts'

/** A model's projection for a customer, with the history and the horizon in days. */
export type HoldoutForecast = {
  /** P(alive): that they are still a customer. */
  readonly alive: (history: History) => number
  /** Expected purchases within this many days. */
  readonly purchases: (history: History, withinDays: number) => number
  /** The probability that they buy at least once within this many days. */
  readonly again: (history: History, withinDays: number) => number
  /** Expected repeat purchases of a new customer within this many days of their first. */
  readonly ofNewcomer: (withinDays: number) => number
}

/**
 * The probability that a customer who is active at T buys nothing within t, in the model's unit of
 * time.
 */
export type NoPurchaseChance<P> = (params: P, history: History, t: number) => number

/**
 * BG/NBD and MBG/NBD: customers leave only at purchases, so an active customer's next purchase
 * depends on the rate alone, which is Gamma(r + x, α + T): ((α + T)/(α + T + t))^(r + x).
 *
 * @example noPurchaseBetaGeometric({ r: 1, alpha: 10, a: 1, b: 1 }, { x: 0, tx: 0, T: 0 }, 10) // 0.5
 */
export const noPurchaseBetaGeometric: NoPurchaseChance<BetaGeometric> = (
  { r, alpha },
  { x, T },
  t,
) => Math.exp(-(r + x) * Math.log1p(t / (alpha + T)))

/**
 * Pareto/NBD: no purchase, or lost in the meantime. An active customer is like a new one with λ ~
 * Gamma(r + x, α + T) and μ ~ Gamma(s, β + T); this is the likelihood of no repeat purchase.
 *
 * @example noPurchasePareto({ r: 1, alpha: 10, s: 1e-9, beta: 10 }, { x: 0, tx: 0, T: 0 }, 10) // 0.5
 */
export function noPurchasePareto(
  { r, alpha, s, beta }: ParetoNbd,
  { x, T }: History,
  t: number,
): number {
  const now = { r: r + x, alpha: alpha + T, s, beta: beta + T }
  return Math.exp(paretoLogLikelihood(now, [{ x: 0, tx: 0, T: t, customers: 1 }]))
}

/**
 * @param unit of the parameters
 * @example forecastOf(mbgNbd, noPurchaseBetaGeometric, { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, 'weeks').alive({ x: 2, tx: 213, T: 272 }) // 0.7061
 */
export function forecastOf<P extends Readonly<Record<keyof P, number>>>(
  model: TransactionModel<P>,
  noPurchase: NoPurchaseChance<P>,
  params: P,
  unit: Unit,
): HoldoutForecast {
  const days = UNIT_DAYS[unit]
  const own = ({ x, tx, T }: History): History => ({ x, tx: tx / days, T: T / days })
  const alive = (history: History) => model.probabilityAlive(params, own(history))
  return {
    alive,
    purchases: (history, withinDays) =>
      model.expectedPurchasesOf(params, own(history), withinDays / days),
    again: (history, withinDays) =>
      alive(history) * (1 - noPurchase(params, own(history), withinDays / days)),
    ofNewcomer: (withinDays) =>
      withinDays > 0 ? model.expectedPurchases(params, withinDays / days) : 0,
  }
}
