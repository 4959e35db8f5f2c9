/**
 * BG/NBD: customers buy at a rate of their own, and after each *repeat* purchase some leave.
 *
 * Fader, Hardie and Lee, "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD
 * Model", Marketing Science 24(2), 2005. No customer leaves at the first purchase here, so a
 * customer who bought once stays active for ever: the model cannot time a win-back for them,
 * MBG/NBD can.
 */
import { type BetaGeometric, expectedWhileStaying } from './beta-geometric.ts'
import { logGammaRatio } from './log-gamma.ts'
import { logOnePlusExp } from './log-one-plus.ts'
import type { CountedHistory, History, TransactionModel } from './transaction-model.ts'

/** The logarithm of no odds at all. */
const NEVER = Number.NEGATIVE_INFINITY

/**
 * Σ ln L(r, α, a, b | x, t_x, T), equation (6) as section 7 arranges it:
 *
 * L = B(a, b+x)/B(a, b) · Γ(r+x)/Γ(r) · α^r/(α+T)^(r+x) · (1 + [x > 0] · odds),
 *
 * where odds are those of having left. What depends on x alone is found once for equal neighbours.
 *
 * @example logLikelihood({ r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, [{ x: 2, tx: 30.4286, T: 38.8571, customers: 1 }]) // -9.4595
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
      ofX = logGammaRatio(r, x) + logGammaRatio(b, x) - logGammaRatio(a + b, x)
    }
    const logAge = Math.log(alpha + history.T)
    const logOdds =
      x > 0 ? Math.log(a / (b + x - 1)) + (r + x) * (logAge - Math.log(alpha + history.tx)) : NEVER
    sum += history.customers * (ofX + r * logAlpha - (r + x) * logAge + logOnePlusExp(logOdds))
  }
  return sum
}

/**
 * P(alive | x, t_x, T) = 1 / (1 + [x > 0] · a/(b+x−1) · ((α+T)/(α+t_x))^(r+x)): Fader and Hardie,
 * "Computing P(alive) Using the BG/NBD Model", 2008 (brucehardie.com/notes/021).
 *
 * @example probabilityAlive({ r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, { x: 26, tx: 30.857, T: 31 }) // 0.96885
 */
export function probabilityAlive({ r, alpha, a, b }: BetaGeometric, history: History): number {
  const { x, tx, T } = history
  if (x === 0) return 1
  return 1 / (1 + (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + T) / (alpha + tx))))
}

/**
 * E[X(t)], equation (9): repeat purchases of a new customer within t.
 *
 * @example expectedPurchases({ r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, 78) // 1.8580
 */
export const expectedPurchases = (params: BetaGeometric, t: number): number =>
  expectedWhileStaying(params, t)

/**
 * E[Y(t) | x, t_x, T], equation (10): an active customer has λ ~ Gamma(r+x, α+T) and p ~ Beta(a,
 * b+x).
 *
 * @example expectedPurchasesOf({ r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, { x: 2, tx: 30.4286, T: 38.8571 }, 39) // 1.226
 */
export function expectedPurchasesOf(params: BetaGeometric, history: History, t: number): number {
  const { r, alpha, a, b } = params
  const now = { r: r + history.x, alpha: alpha + history.T, a, b: b + history.x }
  return probabilityAlive(params, history) * expectedWhileStaying(now, t)
}

/**
 * As a model that can be fitted; the usual values are close to CDNOW, and as widely spread as in
 * MBG/NBD.
 */
export const bgNbd: TransactionModel<BetaGeometric> = {
  family: 'bgnbd',
  parameters: ['r', 'alpha', 'a', 'b'],
  lengths: ['alpha'],
  usual: {
    centre: { r: 0.25, alpha: 30, a: 0.8, b: 2.4 },
    spread: { r: 1, alpha: 1.5, a: 1, b: 1 },
  },
  logLikelihood,
  leaving: ({ a, b }) => a / (a + b),
  probabilityAlive,
  expectedPurchases,
  expectedPurchasesOf,
}
