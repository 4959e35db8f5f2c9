/** Counts which items are bought together, basket by basket, in memory that is bounded. */
import type { PairCounts } from '../../domain/recommend/recommend-neighbours.ts'
import { makePairTable } from './pair-table.ts'

export type PairLimits = {
  /** Different items; those that appear later are left out. */
  readonly mostItems: number
  /** Different pairs counted exactly; beyond, rare ones are forgotten: see `mostMissed`. */
  readonly mostPairs: number
  /** Of a larger basket a sample, evenly spaced, counts: it is a stock list, not a taste. */
  readonly mostInBasket: number
}

/** Some 60 MB when full, and 100 MB while it fills. */
export const PAIR_LIMITS: PairLimits = {
  mostItems: 200_000,
  mostPairs: 3_000_000,
  mostInBasket: 1_000,
}

export type CountedPairs = PairCounts & {
  readonly baskets: number
  readonly pairs: number
  /** No pair's count is above the truth, nor below it by more than this; 0 means exact. */
  readonly mostMissed: number
  /** Baskets from which only a sample was counted. */
  readonly cutBaskets: number
  /** How often an item came that there was no room for. */
  readonly itemsLeftOut: number
}

export type PairCounter = {
  /**
   * Counts one basket, each item in it once.
   *
   * @param recency see there in the domain; 1 where the baskets are all of one time
   */
  readonly add: (skus: Iterable<string>, recency?: number) => void
  /** The counts so far; do not add while reading them. */
  readonly counted: () => CountedPairs
}

/**
 * @example
 * const counter = makePairCounter()
 * counter.add(['tea', 'cup'])
 * counter.counted().mostMissed // 0
 */
export function makePairCounter(limits: PairLimits = PAIR_LIMITS): PairCounter {
  const { mostItems, mostPairs, mostInBasket } = limits
  const numbers = new Map<string, number>()
  const skus: string[] = []
  const basketsWith: number[] = []
  const recentBasketsWith: number[] = []
  const table = makePairTable(mostPairs)
  let [baskets, cutBaskets, itemsLeftOut] = [0, 0, 0]

  function numberOf(sku: string): number | undefined {
    const known = numbers.get(sku)
    if (known !== undefined) return known
    if (skus.length >= mostItems) {
      itemsLeftOut++
      return undefined
    }
    basketsWith.push(0)
    recentBasketsWith.push(0)
    numbers.set(sku, skus.push(sku) - 1)
    return skus.length - 1
  }

  function sampled(items: readonly string[]): readonly string[] {
    if (items.length <= mostInBasket) return items
    cutBaskets++
    const step = items.length / mostInBasket
    return Array.from({ length: mostInBasket }, (_, i) => items[Math.floor(i * step)] as string)
  }

  return {
    add(basket, recency = 1) {
      baskets++
      const items = sampled([...new Set(basket)])
        .map(numberOf)
        .filter((item) => item !== undefined)
        .sort((a, b) => a - b)
      for (const [i, a] of items.entries()) {
        basketsWith[a] = (basketsWith[a] as number) + 1
        recentBasketsWith[a] = (recentBasketsWith[a] as number) + recency
        for (let j = i + 1; j < items.length; j++) table.add(a, items[j] as number)
      }
    },
    counted: () => ({
      skus,
      baskets,
      pairs: table.size(),
      basketsWith: (item) => basketsWith[item] as number,
      recentBasketsWith: (item) => recentBasketsWith[item] as number,
      eachPair: table.each,
      mostMissed: table.mostMissed(),
      cutBaskets,
      itemsLeftOut,
    }),
  }
}
