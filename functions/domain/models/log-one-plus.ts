/** ln (1 + e^v), which is where e^v overflows too: odds that are known by their logarithm. */

/** Beyond it a one is below the last bit of e^v. */
const LARGE = 40

/**
 * ln (1 + e^v).
 *
 * @example logOnePlusExp(0) // 0.693147180560
 * @example logOnePlusExp(1e4) // 10000
 */
export const logOnePlusExp = (v: number): number => (v > LARGE ? v : Math.log1p(Math.exp(v)))
