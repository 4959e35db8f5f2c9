/** What BG/NBD and MBG/NBD share: buyers at a Gamma rate who toss a Beta coin whether to leave. */

/**
 * r and α: the rate of buying λ of a customer is Gamma(r, α), r without a unit and α in units of
 * time. a and b: the chance p to leave at a purchase is Beta(a, b).
 */
export type BetaGeometric = {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** Below it the smallest doubles are near, and a probability is carried as its logarithm. */
const LOG_TINY = -690
/** The share of the sum that the omitted terms may still have. */
const ENOUGH = 1e-17

/**
 * The purchases to expect within t from an active customer who tosses the coin after each: the
 * bracket of equations (9) and (10) of Fader, Hardie and Lee (2005),
 *
 * (a+b−1)/(a−1) · (1 − (α/(α+t))^r ₂F₁(r, b; a+b−1; t/(α+t))),
 *
 * in another form. The published form is 0/0 at a = 1 and at a + b = 1, overflows for hundreds of
 * purchases and cancels where leaving is rare. This form adds positive terms only: purchase k + 1
 * happens if the rate alone gives more than k, which is negative binomial, and the customer stayed
 * at k tosses:
 *
 * Σₖ P(N > k) · (b)ₖ/(a+b)ₖ with N ~ NB(r, α/(α+t)).
 *
 * It takes about 40 (1 + t/α) + 2 r t/α steps of a few nanoseconds.
 *
 * @example expectedWhileStaying({ r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, 32) // 1.0438
 */
export function expectedWhileStaying({ r, alpha, a, b }: BetaGeometric, t: number): number {
  const z = t / (alpha + t)
  let logProbability = -r * Math.log1p(t / alpha)
  let probability = Math.exp(logProbability)
  let more = -Math.expm1(logProbability)
  let staying = 1
  let sum = more
  for (let k = 1; ; k++) {
    const ratio = ((r + k - 1) / k) * z
    if (logProbability < LOG_TINY) {
      logProbability += Math.log(ratio)
      probability = Math.exp(logProbability)
    } else probability *= ratio
    more -= probability
    staying *= (b + k - 1) / (a + b + k - 1)
    // The remaining terms are below a geometric series with this ratio.
    const falling = 1 - Math.max(ratio, z)
    const next = probability * staying
    if (falling > 0 && next <= ENOUGH * sum * falling * falling) return sum
    if (Number.isNaN(next)) return next
    sum += staying * more
  }
}
