/** Counts which items are bought together, basket by basket, in memory that is bounded. */
import { MOST_WEIGHED } from '../../domain/recommend/item-weights.ts'
import type { PairCounts } from '../../domain/recommend/recommend-neighbours.ts'
import { makePairTable } from './pair-table.ts'

export type PairLimits = {
  /** Different items; those that appear later are left out. */
  readonly mostItems: number
  /** Different pairs counted exactly; beyond, rare ones are forgotten: see `mostMissed`. */
  readonly mostPairs: number
  /** Items with weights: see `itemWeights`. */
  readonly mostWeighed: number
  /** Of a larger basket a sample, evenly spaced, counts: it is a stock list, not a taste. */
  readonly mostInBasket: number
}

/** Some 60 MB when full, and 100 MB while it fills, or with the weights. */
export const PAIR_LIMITS: PairLimits = {
  mostItems: 200_000,
  mostPairs: 3_000_000,
  mostWeighed: MOST_WEIGHED,
  mostInBasket: 1_000,
}

/** Gives each item a number, in the order in which they appear. */
export type ItemNumbers = {
  /** By number. */
  readonly skus: readonly string[]
  /** Undefined if there is no room for another item. */
  readonly numberOf: (sku: string) => number | undefined
  /** Undefined if it did not appear yet. */
  readonly known: (sku: string) => number | undefined
  /** How often an item came that there was no room for. */
  readonly leftOut: () => number
}

/** @example numberItems(200_000).numberOf('tea') // 0 */
export function numberItems(mostItems: number): ItemNumbers {
  const numbers = new Map<string, number>()
  const skus: string[] = []
  let leftOut = 0
  return {
    skus,
    numberOf(sku) {
      const known = numbers.get(sku)
      if (known !== undefined) return known
      if (skus.length >= mostItems) {
        leftOut++
        return undefined
      }
      numbers.set(sku, skus.push(sku) - 1)
      return skus.length - 1
    },
    known: (sku) => numbers.get(sku),
    leftOut: () => leftOut,
  }
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
export function makePairCounter(
  limits: PairLimits = PAIR_LIMITS,
  { skus, numberOf, leftOut }: ItemNumbers = numberItems(limits.mostItems),
): PairCounter {
  const { mostPairs, mostInBasket } = limits
  const basketsWith: number[] = []
  const recentBasketsWith: number[] = []
  const table = makePairTable(mostPairs)
  let [baskets, cutBaskets] = [0, 0]

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
        basketsWith[a] = (basketsWith[a] ?? 0) + 1
        recentBasketsWith[a] = (recentBasketsWith[a] ?? 0) + recency
        for (let j = i + 1; j < items.length; j++) table.add(a, items[j] as number)
      }
    },
    counted: () => ({
      skus,
      baskets,
      pairs: table.size(),
      basketsWith: (item) => basketsWith[item] ?? 0,
      recentBasketsWith: (item) => recentBasketsWith[item] ?? 0,
      eachPair: table.each,
      mostMissed: table.mostMissed(),
      cutBaskets,
      itemsLeftOut: leftOut(),
    }),
  }
}
