/** Which other parameters are plausible, and how far the results then differ. */
import type { Estimate, Positive } from './estimate.ts'
import { eigenOf, times, withEigenvalues } from './symmetric-matrix.ts'

/** A value with the interval that it lies in with the stated probability. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number }

const DRAWS = 1000
/** The level of an interval unless another is given. */
const USUAL_LEVEL = 0.95

/**
 * A thousand parameters as plausible as the estimate's own covariance says: their logarithms are
 * normal around the maximum (Laplace's approximation). They are the same at every call, since the
 * domain knows no chance: spread evenly by Roberts' generalised golden ratio and made normal by Box
 * and Muller (1958).
 *
 * @example plausible({ ...ESTIMATE, covariance: [[0]] })[0] // { rate: 3 }
 */
export function plausible<P extends Positive<P>>(estimate: Estimate<P>): readonly P[] {
  const { names, params } = estimate
  const root = withEigenvalues(eigenOf(estimate.covariance), (v) => Math.sqrt(Math.max(0, v)))
  const pairs = Math.ceil(names.length / 2)
  return Array.from({ length: DRAWS }, (_, draw) => {
    const even = evenly(draw, 2 * pairs)
    const normal = Array.from({ length: pairs }, (_, pair) => {
      const length = Math.sqrt(-2 * Math.log(even[2 * pair] ?? 1))
      const angle = 2 * Math.PI * (even[2 * pair + 1] ?? 0)
      return [length * Math.cos(angle), length * Math.sin(angle)]
    }).flat()
    const away = times(root, normal)
    return Object.fromEntries(
      names.map((name, i) => [name, params[name] * Math.exp(away[i] ?? 0)]),
    ) as P
  })
}

/** Point number `draw` of a sequence that fills the unit cube of this many dimensions evenly. */
function evenly(draw: number, dimensions: number): readonly number[] {
  // The root above one of g^(dimensions + 1) = g + 1; with one dimension, the golden ratio.
  let g = 2
  for (let i = 0; i < 40; i++) g = (1 + g) ** (1 / (dimensions + 1))
  return Array.from({ length: dimensions }, (_, i) => {
    const at = 0.5 + (draw + 1) * g ** -(i + 1)
    return at - Math.floor(at)
  })
}

/**
 * What follows from the estimate, with what follows from nineteen in twenty plausible parameters.
 *
 * @example plausibleIntervalOf(ESTIMATE, ({ rate }) => 2 * rate) // { value: 6, low: 4.89, high: 7.38 }
 */
export function plausibleIntervalOf<P extends Positive<P>>(
  estimate: Estimate<P>,
  follows: (params: P) => number,
  level = USUAL_LEVEL,
): Interval {
  const sorted = Float64Array.from(plausible(estimate), follows).sort()
  const at = (share: number) => sorted[Math.round(share * (DRAWS - 1))] ?? Number.NaN
  return { value: follows(estimate.params), low: at((1 - level) / 2), high: at((1 + level) / 2) }
}

/** Two-sided quantiles of the normal distribution. */
const NORMAL = { 0.8: 1.2815515655446, 0.95: 1.9599639845401, 0.99: 2.5758293035489 } as const

/**
 * Each parameter with its interval, normal on the scale of logarithms (Wald).
 *
 * @example parameterIntervals(ESTIMATE).rate // { value: 3, low: 2.440, high: 3.688 }
 */
export function parameterIntervals<P extends Positive<P>>(
  { names, params, standardErrors }: Estimate<P>,
  level: keyof typeof NORMAL = USUAL_LEVEL,
): Readonly<Record<keyof P, Interval>> {
  const intervals = names.map((name) => {
    const factor = Math.exp(NORMAL[level] * standardErrors[name])
    const value = params[name]
    return [name, { value, low: value / factor, high: value * factor }]
  })
  return Object.fromEntries(intervals) as Record<keyof P, Interval>
}
