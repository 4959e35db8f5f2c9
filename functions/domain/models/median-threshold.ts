/** How certain a shop can be of when its customers become dormant, on the one in the middle. */
import type { BetaGeometric } from './beta-geometric.ts'
import { type ChanceRule, chanceToBuyAgain, inactivityUntil } from './chance-to-buy-again.ts'
import type { Estimate } from './estimate.ts'
import { type Interval, plausibleIntervalOf } from './plausible.ts'
import { type CountedHistory, customersIn, type History } from './transaction-model.ts'

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
  const middle = medianCustomer(estimate.params, histories, rule)
  if (!middle) return undefined
  const { x, tx, T } = middle
  return {
    history: { x, tx, T },
    days: plausibleIntervalOf(estimate, (params) =>
      inactivityUntil(params, { x, tx }, rule, 0, MOST_DAYS),
    ),
  }
}

/** A hundredth of a second apart, customers are equally in the middle. */
const EQUAL_DAYS = 1e-7

/**
 * Found by halving the time, and keeping only those whose limit may still be the one in the middle:
 * a limit of each customer would take as long as a tenth of the fit.
 */
function medianCustomer(
  params: BetaGeometric,
  histories: readonly CountedHistory[],
  { chance, horizon }: ChanceRule,
): CountedHistory | undefined {
  let [least, most] = [0, MOST_DAYS]
  let left = customersIn(histories) / 2
  let among = histories
  while (among.length > 1 && most - least > EQUAL_DAYS) {
    const days = (least + most) / 2
    const isDormant = ({ x, tx }: CountedHistory) =>
      chanceToBuyAgain(params, { x, tx, T: tx + days }, horizon) <= chance
    const sooner = among.filter(isDormant)
    const counted = customersIn(sooner)
    if (counted >= left) [among, most] = [sooner, days]
    else {
      among = among.filter((one) => !isDormant(one))
      left -= counted
      least = days
    }
  }
  return among[0]
}
