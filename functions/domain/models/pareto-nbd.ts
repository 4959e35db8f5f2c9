/**
 * Pareto/NBD: customers buy at a rate of their own until they leave, at an instant of its own that
 * no purchase has to mark. Here to check the others by.
 *
 * Schmittlein, Morrison and Colombo, "Counting Your Customers: Who Are They and What Will They Do
 * Next?", Management Science 33(1), 1987. Equation numbers are those of Fader and Hardie, "A Note on
 * Deriving the Pareto/NBD Model and Related Expressions", 2005, which gives the likelihood too.
 */
import { hypergeometric } from './hypergeometric.ts'
import { logGammaRatio } from './log-gamma.ts'
import { logOnePlusExp } from './log-one-plus.ts'
import type { CountedHistory, History, TransactionModel } from './transaction-model.ts'

/**
 * r and α: the rate of buying λ is Gamma(r, α). s and β: the rate of leaving μ is Gamma(s, β).
 * r and s have no unit, α and β are lengths of time.
 */
export type ParetoNbd = {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}

/**
 * ln of g(y) = (α+y)^−(r+x) (β+y)^−s: how likely no purchase is from some instant on, as far as it
 * depends on α and β.
 */
const logNoPurchase = ({ r, alpha, s, beta }: ParetoNbd, x: number, y: number): number =>
  -(r + x) * Math.log(alpha + y) - s * Math.log(beta + y)

/**
 * The share s/(r+s+x) · ₂F₁(1, r+x; r+s+x+1; (α−β)/(α+y)) that turns g(y) into the chance to have
 * left after y: equations (19) and (20) become this one by Euler's transformation, and neither case
 * overflows, since the powers are in g.
 */
const shareLeaving = ({ r, alpha, s, beta }: ParetoNbd, x: number, y: number): number =>
  (s / (r + s + x)) * hypergeometric(r + x, r + s + x + 1, (alpha - beta) / (alpha + y))

/** ln of the odds that someone who last bought at t_x left between t_x and T. */
function logOddsLost(params: ParetoNbd, { x, tx, T }: History): number {
  if (tx === T) return Number.NEGATIVE_INFINITY
  const logFell = logNoPurchase(params, x, tx) - logNoPurchase(params, x, T)
  const [then, now] = [shareLeaving(params, x, tx), shareLeaving(params, x, T)]
  if (logFell > LARGE) return logFell + Math.log(then)
  return Math.log(Math.max(0, Math.exp(logFell) * then - now))
}

/** Beyond this, e^x is so large that what is subtracted from it does not show. */
const LARGE = 80

/**
 * Σ ln L(r, α, s, β | x, t_x, T), equation (18):
 *
 * L = Γ(r+x)/Γ(r) · α^r β^s · g(T) · (1 + odds of having left).
 *
 * @example logLikelihood({ r: 0.5533, alpha: 10.5777, s: 0.6062, beta: 11.6686 }, [{ x: 2, tx: 30.4286, T: 38.8571, customers: 1 }]) // -9.5541
 */
export function logLikelihood(params: ParetoNbd, histories: readonly CountedHistory[]): number {
  const ofNoPurchase = params.r * Math.log(params.alpha) + params.s * Math.log(params.beta)
  let sum = 0
  let x = -1
  let ofX = 0
  for (const history of histories) {
    if (history.x !== x) {
      x = history.x
      ofX = ofNoPurchase + logGammaRatio(params.r, x)
    }
    const noPurchase = logNoPurchase(params, x, history.T)
    sum += history.customers * (ofX + noPurchase + logOnePlusExp(logOddsLost(params, history)))
  }
  return sum
}

/**
 * P(alive | x, t_x, T) = 1 / (1 + odds of having left), equations (36) and (37).
 *
 * @example probabilityAlive({ r: 0.5533, alpha: 10.5777, s: 0.6062, beta: 11.6686 }, { x: 2, tx: 30.4286, T: 38.8571 }) // 0.8691
 */
export const probabilityAlive = (params: ParetoNbd, history: History): number =>
  1 / (1 + Math.exp(logOddsLost(params, history)))

/** The time within t that someone still has ahead who leaves at a rate μ ~ Gamma(s, β). */
function timeAhead(s: number, beta: number, t: number): number {
  const longer = Math.log1p(t / beta)
  // (1 − (β/(β+t))^(s−1)) / (s−1), which has a limit where s is one.
  return s === 1 ? beta * longer : (-beta * Math.expm1((1 - s) * longer)) / (s - 1)
}

/**
 * E[X(t)] = rβ/(α(s−1)) · (1 − (β/(β+t))^(s−1)), equation (27).
 *
 * @example expectedPurchases({ r: 0.5533, alpha: 10.5777, s: 0.6062, beta: 11.6686 }, 52) // 1.4735
 */
export const expectedPurchases = ({ r, alpha, s, beta }: ParetoNbd, t: number): number =>
  (r / alpha) * timeAhead(s, beta, t)

/**
 * E[X(T, T+t) | x, t_x, T], equation (41): an active customer has λ ~ Gamma(r+x, α+T) and μ ~
 * Gamma(s, β+T).
 *
 * @example expectedPurchasesOf({ r: 0.5533, alpha: 10.5777, s: 0.6062, beta: 11.6686 }, { x: 2, tx: 30.4286, T: 38.8571 }, 39) // 1.455
 */
export function expectedPurchasesOf(params: ParetoNbd, history: History, t: number): number {
  const { r, alpha, s, beta } = params
  const { x, T } = history
  return probabilityAlive(params, history) * ((r + x) / (alpha + T)) * timeAhead(s, beta + T, t)
}

/**
 * As a model that can be fitted; the usual values are close to CDNOW, and as widely spread as in
 * MBG/NBD.
 */
export const paretoNbd: TransactionModel<ParetoNbd> = {
  family: 'paretonbd',
  parameters: ['r', 'alpha', 's', 'beta'],
  lengths: ['alpha', 'beta'],
  usual: {
    centre: { r: 0.5, alpha: 70, s: 0.6, beta: 80 },
    spread: { r: 1, alpha: 1.5, s: 1, beta: 1.5 },
  },
  logLikelihood,
  leaving: ({ s, beta }, T) => -Math.expm1(-s * Math.log1p(T / beta)),
  probabilityAlive,
  expectedPurchases,
  expectedPurchasesOf,
}
