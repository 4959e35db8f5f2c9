/** How certain a shop can be of its customers' personal thresholds, on the one in the middle. */
import type { BetaGeometric } from './beta-geometric.ts'
import type { Estimate } from './estimate.ts'
import { personalThreshold } from './personal-threshold.ts'
import { type Interval, plausibleIntervalOf } from './plausible.ts'
import type { CountedHistory, History } from './transaction-model.ts'

export type MedianThreshold = {
  /** The median customer by personal threshold. */
  readonly history: History
  /** Days without a purchase after which that customer is considered lost, with a 95% interval. */
  readonly days: Interval
}

/**
 * The time since the last purchase after which P(alive) of the median customer is θ, with its
 * uncertainty; undefined if there are no customers.
 *
 * @throws RangeError if θ is not between 0 and 1, both excluded
 * @example medianThreshold(MBG_ESTIMATE, [{ x: 0, tx: 0, T: 90, customers: 5 }], 0.5)?.history.x // 0
 */
export function medianThreshold(
  estimate: Estimate<BetaGeometric>,
  histories: readonly CountedHistory[],
  theta: number,
): MedianThreshold | undefined {
  const thresholdDaysOf = (params: BetaGeometric, history: History) =>
    personalThreshold(params, history, theta) - history.tx
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
