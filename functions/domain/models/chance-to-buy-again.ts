/**
 * The chance that a customer buys again within a horizon, and how long they must be inactive for it
 * to fall to a given one. It is what dormancy is decided by.
 */
import type { BetaGeometric } from './beta-geometric.ts'
import type { History } from './transaction-model.ts'

/**
 * P(a purchase in (T, T + H] | x, t_x, T) under MBG/NBD:
 *
 * [1 − ((α+T)/(α+T+H))^(r+x)] / [1 + a/(b+x) · ((α+T)/(α+t_x))^(r+x)],
 *
 * the chance that an active customer, whose rate is Gamma(r+x, α+T), buys within H, times P(alive)
 * (equation (5) in appendix A of Batislam et al., 2007). It equals 1 − L(x, t_x, T+H)/L(x, t_x, T)
 * with the model's likelihood L. Both factors fall as T grows, so it falls strictly with inactivity.
 *
 * @param history x, t_x and T, in the unit of α
 * @param horizon H, in the unit of α; zero or more, possibly infinite
 * @returns from 0 to 1; P(alive) for an infinite horizon, 0 for none
 * @example chanceToBuyAgain({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 2, tx: 30.4286, T: 38.8571 }, 90 / 7) // 0.33156
 */
export function chanceToBuyAgain(
  { r, alpha, a, b }: BetaGeometric,
  { x, tx, T }: History,
  horizon: number,
): number {
  const rate = r + x
  const buys = -Math.expm1(-rate * Math.log1p(horizon / (alpha + T)))
  return buys / (1 + (a / (b + x)) * Math.exp(rate * Math.log1p((T - tx) / (alpha + tx))))
}

/** The chance at which a customer becomes dormant, and the time within which they would buy. */
export type ChanceRule = {
  /** From 0 to 1, both excluded. */
  readonly chance: number
  /** H, in the unit of α. */
  readonly horizon: number
}

/** In days, a tenth of a millisecond. */
const PRECISION = 1e-9

/**
 * The inactivity after which the chance has fallen to the rule's, found by bisection: `least` if it
 * is there already, `most` if it is never within that time. In the unit of α, to `PRECISION`. In the example, 122.97 days.
 *
 * @throws RangeError if the chance is not between 0 and 1, both excluded
 * @example inactivityUntil({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 2, tx: 30.4286 }, { chance: 0.25, horizon: 90 / 7 }, 0, 52) // 17.567
 */
export function inactivityUntil(
  params: BetaGeometric,
  { x, tx }: Pick<History, 'x' | 'tx'>,
  { chance, horizon }: ChanceRule,
  least: number,
  most: number,
): number {
  if (!(chance > 0 && chance < 1))
    throw new RangeError(`the chance is ${chance}, not between 0 and 1`)
  const isDormantAfter = (inactive: number) =>
    chanceToBuyAgain(params, { x, tx, T: tx + inactive }, horizon) <= chance
  if (isDormantAfter(least)) return least
  if (!isDormantAfter(most)) return most
  let [active, dormant] = [least, most]
  while (dormant - active > PRECISION) {
    const middle = (active + dormant) / 2
    if (middle <= active || middle >= dormant) break
    if (isDormantAfter(middle)) dormant = middle
    else active = middle
  }
  return dormant
}
