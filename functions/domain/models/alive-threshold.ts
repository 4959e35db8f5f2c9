/**
 * How long after the last purchase P(alive) falls to θ: the rule of policies that were stored with
 * `theta`, which decide by it until they are rewritten.
 */
import type { BetaGeometric } from './beta-geometric.ts'
import type { History } from './transaction-model.ts'

/**
 * The time since the first purchase at which P(alive) has fallen to θ, if no purchase comes before:
 *
 * T* = (α + t_x) · ((b+x)/a · (1−θ)/θ)^(1/(r+x)) − α, in the unit of α and t_x,
 *
 * which is P(alive) of MBG/NBD (equation (5) in appendix A of Batislam et al., 2007) solved for T.
 * If P(alive) is below θ right after the last purchase, it is t_x: the customer is considered lost
 * at once, and the policy's minimum decides. If the rates hardly vary, it is infinite.
 *
 * @throws RangeError if θ is not between 0 and 1, both excluded
 * @example aliveThreshold({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 2, tx: 30.43 }, 0.5) // 57.56
 * @example aliveThreshold({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 0, tx: 0 }, 0.5) // 13.0
 */
export function aliveThreshold(
  { r, alpha, a, b }: BetaGeometric,
  { x, tx }: Pick<History, 'x' | 'tx'>,
  theta: number,
): number {
  if (!(theta > 0 && theta < 1)) throw new RangeError(`theta is ${theta}, not between 0 and 1`)
  const odds = (((b + x) / a) * (1 - theta)) / theta
  return odds > 1 ? tx + (alpha + tx) * Math.expm1(Math.log(odds) / (r + x)) : tx
}
