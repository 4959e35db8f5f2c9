/** Quintiles of any number of values in bounded memory. */
import type { Cuts } from '../rfm-scores.ts'

export type QuintileTally = {
  readonly add: (value: number) => void
  /** Undefined if there was no value. */
  readonly cuts: () => Cuts | undefined
}

/** Smaller values are counted exactly. */
const EXACT_BELOW = 1_000
/** Larger ones where they differ by more than this share. */
const SHARE = 0.001
const SHARES = [0.2, 0.4, 0.6, 0.8] as const
const ROUNDING = 1e-6

/**
 * Counts values in bins: whole numbers below a thousand have one each, larger ones share one with
 * values within 0.1%, so there are some 30,000 bins at most. A cut is the largest value in its bin,
 * always one that occurs; values below zero count as zero.
 *
 * @example tallyQuintiles([1, 2, 3, 4, 5]).cuts() // [1, 2, 3, 4]
 */
export function tallyQuintiles(values: Iterable<number> = []): QuintileTally {
  const bins = new Map<number, { count: number; largest: number }>()
  let total = 0
  function add(given: number): void {
    const value = Math.max(0, given)
    const key = binOf(value)
    const bin = bins.get(key)
    if (bin) {
      bin.count++
      bin.largest = Math.max(bin.largest, value)
    } else bins.set(key, { count: 1, largest: value })
    total++
  }
  for (const value of values) add(value)
  return {
    add,
    cuts() {
      if (total === 0) return undefined
      const sorted = [...bins].sort(([a], [b]) => a - b).map(([, bin]) => bin)
      const cutAt = (share: number): number => {
        let left = share * total
        for (const { count, largest } of sorted) {
          left -= count
          // What rounding leaves of a fifth is less than one customer.
          if (left < ROUNDING) return largest
        }
        throw new Error('the bins hold fewer values than were added')
      }
      const [first, second, third, fourth] = SHARES.map(cutAt) as [number, number, number, number]
      return [first, second, third, fourth]
    },
  }
}

const binOf = (value: number): number =>
  value < EXACT_BELOW
    ? Math.floor(value)
    : EXACT_BELOW + Math.floor(Math.log(value / EXACT_BELOW) / SHARE)
