/** Counts durations by how long they took, at the cost of a few additions each. */
import { SECOND_MS } from '../../domain/time.ts'
import type { HistogramCounts } from './engine.ts'

/** From a commit to a fast disk to one that waits for a slow one, in milliseconds. */
const BOUNDS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, Number.POSITIVE_INFINITY]

export type Histogram = {
  readonly observe: (ms: number) => void
  readonly counts: () => HistogramCounts
}

/** @example const commits = makeHistogram(); commits.observe(3.2) */
export function makeHistogram(): Histogram {
  const counts = new Float64Array(BOUNDS_MS.length)
  let sumMs = 0
  return {
    observe(ms) {
      const bucket = BOUNDS_MS.findIndex((bound) => ms <= bound)
      counts[bucket] = (counts[bucket] ?? 0) + 1
      sumMs += ms
    },
    counts() {
      let below = 0
      const buckets = BOUNDS_MS.map((bound, i) => {
        below += counts[i] ?? 0
        return { upToSeconds: bound / SECOND_MS, count: below }
      })
      return { buckets, sumSeconds: sumMs / SECOND_MS }
    },
  }
}
