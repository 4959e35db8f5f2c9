/**
 * Gamma-Gamma: what customers spend per purchase varies around a mean of their own, independent of
 * how often they buy.
 *
 * Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013 (brucehardie.com/notes/025).
 * Only repeat purchases count, since a first purchase reflects the shop's offers to new customers
 * as much as the customer.
 */
import { logBeta } from './log-gamma.ts'

/**
 * p: the shape of what one customer spends, Gamma(p, ν); ν, which differs between customers, is
 * Gamma(q, γ). p and q have no unit, γ has that of money. The overall mean is pγ/(q−1) if q > 1.
 */
export type GammaGamma = { readonly p: number; readonly q: number; readonly gamma: number }

/** What someone spent. */
export type Spend = {
  /** x: repeat purchases. */
  readonly x: number
  /** z̄: their mean, in the unit of γ. */
  readonly spend: number
}

/** Spend that several customers share. */
export type CountedSpend = Spend & { readonly customers: number }

/**
 * Σ ln f(z̄ | p, q, γ; x), equation (1a), of customers with x > 0 and z̄ > 0:
 *
 * f = 1/(z̄ B(px, q)) · (γ/(γ+xz̄))^q · (xz̄/(γ+xz̄))^(px).
 *
 * @example logLikelihood({ p: 6.25, q: 3.74, gamma: 15.44 }, [{ x: 2, spend: 22.345, customers: 1 }]) // -3.5512
 */
export function logLikelihood(params: GammaGamma, spends: readonly CountedSpend[]): number {
  const { p, q, gamma } = params
  let sum = 0
  let x = -1
  let ofX = 0
  for (const entry of spends) {
    if (entry.x !== x) {
      x = entry.x
      ofX = -logBeta(p * x, q)
    }
    const ratio = (x * entry.spend) / gamma
    sum +=
      entry.customers *
      (ofX - Math.log(entry.spend) + p * x * Math.log(ratio) - (p * x + q) * Math.log1p(ratio))
  }
  return sum
}

/**
 * E[Z | p, q, γ; z̄, x] = p(γ + xz̄)/(px + q − 1), equation (5): what this customer spends a purchase
 * in the long run, between their own mean and that of all; the latter, pγ/(q−1), for someone with
 * no repeat purchase or none that was paid for. NaN where q ≤ 1, for then there is no mean.
 *
 * @example expectedSpend({ p: 6.25, q: 3.74, gamma: 15.44 }, { x: 2, spend: 22.345 }) // 24.66
 * @example expectedSpend({ p: 6.25, q: 3.74, gamma: 15.44 }, { x: 0, spend: 0 }) // 35.22
 */
export function expectedSpend({ p, q, gamma }: GammaGamma, { x, spend }: Spend): number {
  if (q <= 1) return Number.NaN
  return x > 0 && spend > 0 ? (p * (gamma + x * spend)) / (p * x + q - 1) : (p * gamma) / (q - 1)
}
