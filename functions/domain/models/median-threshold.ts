/** How certain a shop can be of when its customers become dormant, on the one in the middle. */
import type { BetaGeometric } from './beta-geometric.ts'
import { type ChanceRule, inactivityUntil } from './chance-to-buy-again.ts'
import type { Estimate } from './estimate.ts'
import { type Interval, plausibleIntervalOf } from './plausible.ts'
import type { CountedHistory, History } from './transaction-model.ts'

/** Ten years: no policy waits longer. */
export const MOST_DAYS = 3650

export type MedianThreshold = {
  /** The median customer by personal threshold. */
  readonly history: History
  /** Days without a purchase after which that customer is dormant, with a 95% interval. */
  readonly days: Interval
}

/**
 * The time since the last purchase after which the median customer's chance to buy again is the
 * rule's, with its uncertainty; `MOST_DAYS` where it is later than that. Undefined if there are no
 * customers.
 *
 * @throws RangeError if the chance is not between 0 and 1, both excluded
 * @example medianThreshold(MBG_ESTIMATE, [{ x: 0, tx: 0, T: 90, customers: 5 }], { chance: 0.25, horizon: 90 })?.history.x // 0
 */
export function medianThreshold(
  estimate: Estimate<BetaGeometric>,
  histories: readonly CountedHistory[],
  rule: ChanceRule,
): MedianThreshold | undefined {
  const thresholdDaysOf = (params: BetaGeometric, history: History) =>
    inactivityUntil(params, history, rule, 0, MOST_DAYS)
  const byDays = histories
    .map((history) => ({ history, days: thresholdDaysOf(estimate.params, history) }))
    .sort((one, other) => one.days - other.days)
  let left = histories.reduce((sum, { customers }) => sum + customers, 0) / 2
  const middle = byDays.find(({ history }) => {
    left -= history.customers
    return left <= 0
  })
  if (!middle) return undefined
  const { x, tx, T } = middle.history
  const history = { x, tx, T }
  return {
    history,
    days: plausibleIntervalOf(estimate, (params) => thresholdDaysOf(params, history)),
  }
}
