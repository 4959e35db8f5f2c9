/**
 * Counts anew what is bought together in a shop, and what sells best, from the lines of its orders:
 * one pass over them, in bounded memory.
 */
import {
  bestSellers,
  NEIGHBOUR_RULE,
  type NeighbourRule,
  neighbourhoods,
  recency,
} from '../domain/recommend-neighbours.ts'
import type { Instant } from '../domain/time.ts'
import { putNeighbours, putPopular, removeOlderNeighbours } from '../store/items.ts'
import { eachBasket } from '../store/recommended.ts'
import type { Table, Write } from '../store/table.ts'
import { makePairCounter, PAIR_LIMITS, type PairLimits } from './count-pairs.ts'

export type BuildPorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly limits?: PairLimits
  readonly rule?: NeighbourRule
}

export type BuiltRecommendations = {
  /** Orders with lines; those of one item are among them. */
  readonly baskets: number
  readonly items: number
  readonly pairs: number
  /** Items that have neighbours now. */
  readonly withNeighbours: number
  /** Items that had some and have none any more. */
  readonly forgotten: number
  /** By how many baskets a pair may be undercounted, where there were too many to count; else 0. */
  readonly mostMissed: number
  readonly cutBaskets: number
  readonly itemsLeftOut: number
}

/** Many more than a mail shows: most of them a customer may have, or cannot get. */
const MOST_POPULAR = 100
const WRITES_AT_A_TIME = 100

/**
 * Replaces what the shop's recommendations are made from. An item's row is replaced whole, and what
 * is outdated goes last, so that at every instant each row is of this counting or of one before;
 * cut short, doing it again finishes it. Of two at once the one that began later stays.
 *
 * @throws if the store fails
 * @example await buildRecommendations('acme', { table, now: Date.now })
 */
export async function buildRecommendations(
  shop: string,
  { table, now, limits = PAIR_LIMITS, rule = NEIGHBOUR_RULE }: BuildPorts,
): Promise<BuiltRecommendations> {
  const builtAt = now()
  const counter = makePairCounter(limits)
  for await (const { skus, at } of eachBasket(table, shop)) counter.add(skus, recency(at, builtAt))
  const counted = counter.counted()

  let withNeighbours = 0
  let writes: Write[] = []
  for (const [sku, neighbours] of neighbourhoods(counted, rule)) {
    withNeighbours++
    if (writes.push(putNeighbours(shop, sku, neighbours, builtAt)) < WRITES_AT_A_TIME) continue
    await table.write(writes)
    writes = []
  }
  await table.write([...writes, putPopular(shop, bestSellers(counted, MOST_POPULAR), builtAt)])
  const forgotten = await removeOlderNeighbours(table, shop, builtAt)

  const { baskets, pairs, mostMissed, cutBaskets, itemsLeftOut } = counted
  return {
    baskets,
    items: counted.skus.length,
    pairs,
    withNeighbours,
    forgotten,
    mostMissed,
    cutBaskets,
    itemsLeftOut,
  }
}
