/**
 * The logarithms of the gamma and beta functions.
 *
 * Own code, since no dependency of ours has them, and since the likelihoods need the *ratio* of two
 * gammas to full accuracy where the parameters are large, which subtracting two logarithms loses.
 */

const HALF_LOG_2_PI = 0.9189385332046728
/** From here on seven terms of Stirling's series are exact to the last bit of a double. */
const STIRLING_FROM = 10

/** ln Γ(x) less its leading part (x − ½) ln x − x + ½ ln 2π, for x ≥ 10 (DLMF 5.11.1). */
function stirlingTail(x: number): number {
  const w = 1 / (x * x)
  const inner = 1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360 - w * (1 / 156))))
  return (1 / 12 - w * (1 / 360 - w * inner)) / x
}

/**
 * ln Γ(x) for x > 0, by Stirling's series (DLMF 5.11.1) after a shift by the recurrence
 * Γ(x + 1) = x Γ(x); within a few units of the last place of max(1, |ln Γ(x)|).
 *
 * @example logGamma(0.5) // 0.5723649429247
 */
export function logGamma(x: number): number {
  let shifted = x
  let product = 1
  while (shifted < STIRLING_FROM) {
    product *= shifted
    shifted += 1
  }
  const leading = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_2_PI
  return leading + stirlingTail(shifted) - Math.log(product)
}

/**
 * ln (Γ(x + d) / Γ(x)) for x > 0 and d ≥ 0, without cancellation where x is much larger than d.
 *
 * @example logGammaRatio(1e9, 0.5) // 10.36163291835
 */
export function logGammaRatio(x: number, d: number): number {
  if (x < STIRLING_FROM) return logGamma(x + d) - logGamma(x)
  return (
    (x + d - 0.5) * Math.log1p(d / x) + d * Math.log(x) - d + stirlingTail(x + d) - stirlingTail(x)
  )
}

/**
 * ln B(a, b) = ln (Γ(a) Γ(b) / Γ(a + b)) for a, b > 0 (DLMF 5.12.1).
 *
 * @example logBeta(2, 3) // -2.484906649788
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a]
  return logGamma(small) - logGammaRatio(large, small)
}
