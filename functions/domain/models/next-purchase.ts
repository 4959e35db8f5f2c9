/** When someone who still is a customer is expected back. */
import type { BetaGeometric } from './beta-geometric.ts'
import type { History } from './transaction-model.ts'

/**
 * The time after the last purchase by which half of the comparable customers who are still active
 * have bought again:
 *
 * (α + t_x) · (2^(1/(r+x)) − 1), in the unit of α and t_x,
 *
 * the median of a Pareto distribution of the second kind, since an active customer has λ ~
 * Gamma(r+x, α+t_x) at their last purchase (as in Fader, Hardie and Lee, 2005, section 4.1). The
 * mean would be infinite for customers who bought only once or twice.
 *
 * @example medianGap({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 2, tx: 30.43 }) // 11.57
 */
export const medianGap = (
  { r, alpha }: BetaGeometric,
  { x, tx }: Pick<History, 'x' | 'tx'>,
): number => (alpha + tx) * Math.expm1(Math.LN2 / (r + x))
