/** Counts how customers buy items again, one customer after another, in memory that is bounded. */
import type { RepeatCounts, RepeatLines } from '../../domain/recommend/buy-again.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { ItemNumbers } from './count-pairs.ts'

export type CountedRepeats = {
  readonly lines: RepeatLines
  /** Of all items together. */
  readonly shop: RepeatCounts
  /** By its number. */
  readonly item: (item: number) => RepeatCounts
}

export type RepeatCounter = {
  /** Counts the baskets of one customer, in any order; those of less than a day are one purchase. */
  readonly add: (
    baskets: readonly { readonly skus: readonly string[]; readonly at: Instant }[],
  ) => void
  readonly counted: () => CountedRepeats
}

const NOTHING: RepeatCounts = { purchases: 0, again: 0, logDays: 0, squaredLogDays: 0 }

/**
 * @param numbers those of the pairs, which are counted first: items without one are left out
 * @example
 * const counter = makeRepeatCounter(numbers)
 * counter.add([{ skus: ['tea'], at }, { skus: ['tea'], at: at + 30 * DAY_MS }])
 * counter.counted().lines // { lines: 1, again: 1 }
 */
export function makeRepeatCounter({ known }: Pick<ItemNumbers, 'known'>): RepeatCounter {
  const purchases: number[] = []
  const again: number[] = []
  const logDays: number[] = []
  const squaredLogDays: number[] = []
  const [lines, shop] = [{ lines: 0, again: 0 }, { ...NOTHING }]

  const addTo = (counts: number[], item: number, more: number): void => {
    counts[item] = (counts[item] ?? 0) + more
  }

  function notePurchase(item: number): void {
    addTo(purchases, item, 1)
    shop.purchases++
  }

  function noteRepeat(item: number, ms: number): void {
    const log = Math.log(ms / DAY_MS)
    addTo(again, item, 1)
    addTo(logDays, item, log)
    addTo(squaredLogDays, item, log ** 2)
    shop.again++
    shop.logDays += log
    shop.squaredLogDays += log ** 2
  }

  return {
    add(baskets) {
      const lastAt = new Map<string, Instant>()
      const inOrder = baskets.toSorted((a, b) => a.at - b.at)
      const firstAt = inOrder[0]?.at ?? 0
      for (const { skus, at } of inOrder) {
        const isLater = at - firstAt >= DAY_MS
        for (const sku of new Set(skus)) {
          const before = lastAt.get(sku)
          lastAt.set(sku, at)
          if (before !== undefined && at - before < DAY_MS) continue
          if (isLater) lines.lines++
          if (isLater && before !== undefined) lines.again++
          const item = known(sku)
          if (item === undefined) continue
          notePurchase(item)
          if (before !== undefined) noteRepeat(item, at - before)
        }
      }
    },
    counted: () => ({
      lines,
      shop,
      item: (item) => ({
        purchases: purchases[item] ?? 0,
        again: again[item] ?? 0,
        logDays: logDays[item] ?? 0,
        squaredLogDays: squaredLogDays[item] ?? 0,
      }),
    }),
  }
}
