/**
 * MBG/NBD: customers buy at a rate of their own, and after each purchase, the first one too, some
 * leave. It is the model behind personal limits, since it can doubt who bought once.
 *
 * Batislam, Denizel and Filiztekin, "Empirical validation and comparison of models for customer base
 * analysis", IJRM 24(3), 2007, and, as the central variant, Hoppe and Wagner, "Customer Base
 * Analysis: The Case for a Central Variant of the Betageometric/NBD Model", Marketing JRM 3(2),
 * 2007. The conditional expectation is as corrected in Wagner and Hoppe, "Erratum on the MBG/NBD
 * model", IJRM 25(3), 2008.
 */
import { type BetaGeometric, expectedWhileStaying } from './beta-geometric.ts'
import { logGammaRatio } from './log-gamma.ts'
import { logOnePlusExp } from './log-one-plus.ts'
import type { CountedHistory, History, TransactionModel } from './transaction-model.ts'

/**
 * Σ ln L(r, α, a, b | x, t_x, T), appendix A of Batislam et al.:
 *
 * L = B(a, b+x+1)/B(a, b) · Γ(r+x)/Γ(r) · α^r/(α+T)^(r+x) · (1 + a/(b+x) · ((α+T)/(α+t_x))^(r+x)),
 *
 * where the last term are the odds of having left. What depends on x alone is found once for equal
 * neighbours.
 *
 * @example logLikelihood({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, [{ x: 2, tx: 30.4286, T: 38.8571, customers: 1 }]) // -9.4858
 */
export function logLikelihood(params: BetaGeometric, histories: readonly CountedHistory[]): number {
  const { r, alpha, a, b } = params
  const logAlpha = Math.log(alpha)
  let sum = 0
  let x = -1
  let ofX = 0
  for (const history of histories) {
    if (history.x !== x) {
      x = history.x
      ofX = logGammaRatio(r, x) + logGammaRatio(b, x + 1) - logGammaRatio(a + b, x + 1)
    }
    const logAge = Math.log(alpha + history.T)
    const logOdds = Math.log(a / (b + x)) + (r + x) * (logAge - Math.log(alpha + history.tx))
    sum += history.customers * (ofX + r * logAlpha - (r + x) * logAge + logOnePlusExp(logOdds))
  }
  return sum
}

/**
 * P(alive | x, t_x, T) = 1 / (1 + a/(b+x) · ((α+T)/(α+t_x))^(r+x)), equation (5) in appendix A of
 * Batislam et al.; for x = 0, where t_x is zero, too.
 *
 * @example probabilityAlive({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 0, tx: 0, T: 38.857 }) // 0.3897
 */
export function probabilityAlive({ r, alpha, a, b }: BetaGeometric, history: History): number {
  const { x, tx, T } = history
  return 1 / (1 + (a / (b + x)) * Math.exp((r + x) * Math.log((alpha + T) / (alpha + tx))))
}

/**
 * E[X(t)] = b/(a−1) · (1 − (α/(α+t))^r ₂F₁(r, b+1; a+b; t/(α+t))): b/(a+b) of all stay at their
 * first purchase, and they go on with p ~ Beta(a, b+1).
 *
 * @example expectedPurchases({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, 52) // 1.4187
 */
export function expectedPurchases(params: BetaGeometric, t: number): number {
  const { a, b } = params
  return (b / (a + b)) * expectedWhileStaying({ ...params, b: b + 1 }, t)
}

/**
 * E[X(T, T+t) | x, t_x, T], Wagner and Hoppe (2008): an active customer has λ ~ Gamma(r+x, α+T) and
 * p ~ Beta(a, b+x+1), since one coin was tossed at the first purchase already.
 *
 * @example expectedPurchasesOf({ r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }, { x: 2, tx: 30.4286, T: 38.8571 }, 39) // 1.2627
 */
export function expectedPurchasesOf(params: BetaGeometric, history: History, t: number): number {
  const { r, alpha, a, b } = params
  const now = { r: r + history.x, alpha: alpha + history.T, a, b: b + history.x + 1 }
  return probabilityAlive(params, history) * expectedWhileStaying(now, t)
}

/**
 * As a model that can be fitted. The usual values are close to CDNOW, the shop in the papers, and
 * chosen so that in a shop without customers a first buyer is as likely as not to have left
 * after α ((b/a)^(1/r) − 1) = 90 days. A third leave at
 * each purchase; the others buy every α/r = 90 days, in nineteen of twenty shops between every
 * three days and every seven years.
 */
export const mbgNbd: TransactionModel<BetaGeometric> = {
  family: 'mbgnbd',
  parameters: ['r', 'alpha', 'a', 'b'],
  lengths: ['alpha'],
  usual: {
    centre: { r: 0.5, alpha: 45, a: 1, b: 1.73 },
    spread: { r: 1, alpha: 1.5, a: 1, b: 1 },
  },
  logLikelihood,
  leaving: ({ a, b }) => a / (a + b),
  probabilityAlive,
  expectedPurchases,
  expectedPurchasesOf,
}
