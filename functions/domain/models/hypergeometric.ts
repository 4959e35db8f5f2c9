/** Gauss's hypergeometric function, in the one shape that the purchase models need it in. */
import { logGamma, logGammaRatio } from './log-gamma.ts'

const EPSILON = Number.EPSILON / 4
/** As many as ₂F₁(1, b; c; 1 − 1e-9) takes; the models stay far below. */
const MOST_STEPS = 1_000_000
/** With less than this left to one, two series in 1 − z are quicker, as long as their terms fall from the first on. */
const NEAR_ONE = 0.01
const STEEPEST_SERIES = 0.2
/** Above this the series in z converges without help. */
const LARGEST_EXCESS = 20
/** Half the distance of the places that a value between two poles is interpolated from. */
const APART = 0.001

/**
 * ₂F₁(1, b; c; z) = Σ (b)ₙ / (c)ₙ · zⁿ (DLMF 15.2.1) for real z < 1 and 0 < b < c with c > 1.
 *
 * Between zero and nearly one it is Gauss's continued fraction; below zero Pfaff's transformation
 * (DLMF 15.8.1) leads back above it; close to one the connection with 1 − z (DLMF 15.8.4) takes
 * over. Own code, since no dependency of ours has it; within 1e-11 of 60-digit values, relatively.
 *
 * @example hypergeometric(1, 2, 0.5) // 1.3862943611199
 * @example hypergeometric(1, 2, -3) // 0.4620981203733
 * @example hypergeometric(1, 2, 0.9999) // 9.21126149813
 */
export function hypergeometric(b: number, c: number, z: number): number {
  // The complement to one is passed on, because z itself would round it off.
  if (z < 0) return fromZero(c - b, c, z / (z - 1), 1 / (1 - z)) / (1 - z)
  return fromZero(b, c, z, 1 - z)
}

function fromZero(b: number, c: number, z: number, rest: number): number {
  const excess = c - 1 - b
  if (rest > NEAR_ONE || (b + 1) * rest > STEEPEST_SERIES) return continuedFraction(b, c, z)
  if (excess > LARGEST_EXCESS) return series(b, c, z)
  const whole = Math.round(excess)
  if (whole < 0 || Math.abs(excess - whole) > APART / 2) return nearOne(b, excess, rest)
  // Both halves have a pole here and their sum has none: it is smooth in c.
  const pairAt = (steps: number) =>
    nearOne(b, excess - steps * APART, rest) + nearOne(b, excess + steps * APART, rest)
  return (150 * pairAt(1) - 25 * pairAt(3) + 3 * pairAt(5)) / 256
}

/**
 * DLMF 15.7.1 with a zero for its b, summed in Steed's way: every term is positive, so nothing
 * cancels, and the error falls like ((1 − √(1−z)) / (1 + √(1−z)))²ⁿ.
 */
function continuedFraction(b: number, c: number, z: number): number {
  let denominator = 1
  let step = 1
  let value = 1
  for (let n = 0; n < MOST_STEPS; n++) {
    const odd = (((b + n) * (c - 1 + n)) / ((c - 1 + 2 * n) * (c + 2 * n))) * z
    denominator = 1 / (1 - odd * denominator)
    step *= denominator - 1
    value += step
    const even = (((n + 1) * (c - b + n)) / ((c + 2 * n) * (c + 2 * n + 1))) * z
    denominator = 1 / (1 - even * denominator)
    step *= denominator - 1
    value += step
    if (step <= EPSILON * value) break
  }
  return value
}

function series(b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < MOST_STEPS && term > EPSILON * sum; n++) {
    term *= ((b + n) / (c + n)) * z
    sum += term
  }
  return sum
}

/** DLMF 15.8.4, whose second series is a power of z; the excess c − 1 − b is not 0, 1, 2, … */
function nearOne(b: number, excess: number, rest: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < MOST_STEPS && Math.abs(term) > EPSILON * Math.abs(sum); n++) {
    term *= ((b + n) / (1 - excess + n)) * rest
    sum += term
  }
  const gammas = logGammaRatio(b, 1 + excess) - logGamma(1 + excess)
  const powers = excess * Math.log(rest) - (b + excess) * Math.log1p(-rest)
  const other = (Math.PI / Math.sin(Math.PI * excess)) * Math.exp(gammas + powers)
  return ((b + excess) / excess) * sum - other
}
