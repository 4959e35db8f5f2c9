/**
 * Sums of money in minor units. They are exact; a sum beyond what a number holds exactly is
 * `MOST_EXACT`, which readers are shown as "at least".
 */

/** The most that one order, refund or line may be: more than any, and thousands of them add up exactly. */
export const MOST_MINOR = 1_000_000_000_000

export const MOST_EXACT = Number.MAX_SAFE_INTEGER

/** A sum that is being made. */
export type Sum = { low: number; high: bigint }

export const newSum = (): Sum => ({ low: 0, high: 0n })

/** Adds an amount, in place. @example addTo(newSum(), 1250) */
export function addTo(sum: Sum, minor: number): void {
  const low = sum.low + minor
  if (Number.isSafeInteger(low)) {
    sum.low = low
    return
  }
  sum.high += BigInt(sum.low)
  sum.low = minor
}

/** The sum, exactly; beyond `MOST_EXACT` that, with the sign of the sum. */
export function totalOf({ low, high }: Sum): number {
  const total = high === 0n ? low : Number(high + BigInt(low))
  return Math.max(-MOST_EXACT, Math.min(MOST_EXACT, total))
}

/** Whether a sum is only a bound. */
export const isBeyondExact = (total: number): boolean => Math.abs(total) >= MOST_EXACT
