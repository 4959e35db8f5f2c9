/** A fitted model with its parameters put in, asked in days whatever its own unit of time is. */
import { type History, type TransactionModel, UNIT_DAYS, type Unit } from './transaction-model.ts'

/** A model's projection for a customer, with the history and the horizon in days. */
export type HoldoutForecast = {
  /** P(alive): that they are still a customer. */
  readonly alive: (history: History) => number
  /** Expected purchases within this many days. */
  readonly purchases: (history: History, withinDays: number) => number
  /**
   * The chance that they buy at least once within this many days: 1 − L(x, t_x, T+t)/L(x, t_x, T),
   * since no purchase in (T, T+t] makes the likelihood of a history with the same x and t_x. It holds
   * for every family.
   */
  readonly again: (history: History, withinDays: number) => number
  /** Expected repeat purchases of a new customer within this many days of their first. */
  readonly ofNewcomer: (withinDays: number) => number
}

/**
 * @param unit of the parameters
 * @example forecastOf(mbgNbd, { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, 'weeks').alive({ x: 2, tx: 213, T: 272 }) // 0.7061
 */
export function forecastOf<P extends Readonly<Record<keyof P, number>>>(
  model: TransactionModel<P>,
  params: P,
  unit: Unit,
): HoldoutForecast {
  const days = UNIT_DAYS[unit]
  const own = ({ x, tx, T }: History): History => ({ x, tx: tx / days, T: T / days })
  const logLikelihood = (history: History) =>
    model.logLikelihood(params, [{ ...history, customers: 1 }])
  return {
    alive: (history) => model.probabilityAlive(params, own(history)),
    purchases: (history, withinDays) =>
      model.expectedPurchasesOf(params, own(history), withinDays / days),
    again(history, withinDays) {
      const now = own(history)
      const later = { ...now, T: now.T + withinDays / days }
      return Math.max(0, -Math.expm1(logLikelihood(later) - logLikelihood(now)))
    },
    ofNewcomer: (withinDays) =>
      withinDays > 0 ? model.expectedPurchases(params, withinDays / days) : 0,
  }
}
