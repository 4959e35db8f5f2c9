/**
 * Counts what is bought together in a shop, and what sells best, from the lines of its orders: one
 * pass over them, in bounded memory.
 */
import { type BestSellersMet, bestSellersMet } from '../../domain/recommend/best-sellers-met.ts'
import {
  type BoughtAgain,
  boughtAgain,
  buyAgainPlaces,
  type RepeatLines,
} from '../../domain/recommend/buy-again.ts'
import { itemWeights } from '../../domain/recommend/item-weights.ts'
import {
  bestSellers,
  neighbourhoods,
  recency,
} from '../../domain/recommend/recommend-neighbours.ts'
import {
  DEFAULT_RECOMMEND_POLICY,
  type RecommendPolicy,
} from '../../domain/recommend/recommend-policy.ts'
import type { Instant } from '../../domain/time.ts'
import { type Basket, eachCustomersBaskets } from '../../store/baskets.ts'
import {
  type CountedItem,
  countKnown,
  type KnownItem,
  loadPopular,
  putNeighbours,
  putPopular,
  removeOlderCounted,
} from '../../store/counted-items.ts'
import { loadProduct } from '../../store/items.ts'
import type { Table, Write } from '../../store/table.ts'
import {
  type CountedPairs,
  makePairCounter,
  numberItems,
  PAIR_LIMITS,
  type PairLimits,
} from './count-pairs.ts'
import { type CountedRepeats, makeRepeatCounter } from './count-repeats.ts'

export type BuildPorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly limits?: PairLimits
  /** The shop's own, `settings.policy.recommend`. */
  readonly policy?: RecommendPolicy
  /** The shop's own: what a till buys again says nothing. */
  readonly mostOrdersOfAPerson?: number
  /** Asked while reading; once it is true, reading stops and the counts so far are used. */
  readonly enough?: () => boolean
}

export type BuiltRecommendations = {
  /** Whether all orders were counted, before it was enough. */
  readonly complete: boolean
  /** Orders with lines that count as purchases; those of one item are among them. */
  readonly baskets: number
  readonly items: number
  readonly pairs: number
  /** Items for which this count found neighbours. */
  readonly withNeighbours: number
  /** Items that had some and no longer have any; 0 if not all orders were counted. */
  readonly forgotten: number
  /**
   * By how many baskets a pair may be undercounted if there were too many pairs to count; otherwise
   * 0.
   */
  readonly mostMissed: number
  readonly cutBaskets: number
  readonly itemsLeftOut: number
  /** How often a line is of an item that the customer had before. */
  readonly boughtAgain: RepeatLines
  /** How many places of a mail may show such items, by that and the policy. */
  readonly buyAgainPlaces: number
  /** How many of the best sellers are among the products that the shop posted or fed. */
  readonly bestSellers: BestSellersMet
}

/** Many more than a mail shows: most of them a customer may have, or cannot get. */
const MOST_POPULAR = 100
const WRITES_AT_A_TIME = 100

/**
 * Replaces the data that the shop's recommendations are made from. Each item's row is replaced as a
 * whole, and outdated rows are deleted last, so every row always comes from this count or an
 * earlier one; if it is interrupted, running it again completes it. Of two concurrent counts the
 * one that started later wins.
 *
 * A count of only part of the orders is correct for what it saw and says nothing about the rest: it
 * deletes nothing, and replaces what is known of an item, the best sellers, or how often lines
 * repeat, only by at least as much. So the previous result survives an interrupted count, and a shop too large for the
 * available time still gets updates.
 *
 * @throws if the store fails
 * @example await buildRecommendations('acme', { table, now: Date.now })
 */
export async function buildRecommendations(
  shop: string,
  ports: BuildPorts,
): Promise<BuiltRecommendations> {
  const { table, now, policy = DEFAULT_RECOMMEND_POLICY, limits = PAIR_LIMITS } = ports
  const builtAt = now()
  const { counted, repeats, complete } = await count(shop, builtAt, policy, ports)
  const before = complete ? undefined : await loadKnown(table, shop)

  let withNeighbours = 0
  let writes: Write[] = []
  for (const [sku, { neighbours, ...more }] of countedItems(counted, repeats, policy, limits)) {
    if (neighbours.length > 0) withNeighbours++
    if (isLess({ neighbours, ...more }, before?.items.get(sku))) continue
    const put = putNeighbours(shop, sku, neighbours, builtAt, more)
    if (writes.push(put) < WRITES_AT_A_TIME) continue
    await table.write(writes)
    writes = []
  }
  const popular = bestSellers(counted, MOST_POPULAR)
  const isFit = popular.length >= (before?.popular ?? 0)
  const lines = moreLines(repeats.lines, before?.repeats)
  const put = putPopular(shop, popular, builtAt, lines)
  await table.write([...writes, ...(isFit ? [put] : [])])
  const forgotten = complete ? await removeOlderCounted(table, shop, builtAt) : 0

  const products = await Promise.all(popular.map((sku) => loadProduct(table, shop, sku)))
  const known = new Set(popular.filter((_, i) => products[i] !== undefined))

  const { baskets, pairs, mostMissed, cutBaskets, itemsLeftOut } = counted
  return {
    complete,
    baskets,
    items: counted.skus.length,
    pairs,
    withNeighbours,
    forgotten,
    mostMissed,
    cutBaskets,
    itemsLeftOut,
    boughtAgain: repeats.lines,
    buyAgainPlaces: buyAgainPlaces(policy.buyAgain, lines),
    bestSellers: bestSellersMet(popular, (sku) => known.has(sku)),
  }
}

/** Whether less was counted of an item than is known of it. */
const isLess = (
  { neighbours, weights = [], again }: CountedItem,
  known: KnownItem | undefined,
): boolean =>
  known !== undefined &&
  (neighbours.length < known.neighbours ||
    weights.length < known.weights ||
    (known.isAgain && !again))

const moreLines = (counted: RepeatLines, known: RepeatLines | undefined): RepeatLines =>
  known && known.lines > counted.lines ? known : counted

/** What there is to store of each item: those with neighbours, then others that are bought again. */
function* countedItems(
  counted: CountedPairs,
  repeats: CountedRepeats,
  policy: RecommendPolicy,
  { mostWeighed }: PairLimits,
): Iterable<readonly [sku: string, CountedItem]> {
  const repeated = new Map<string, BoughtAgain>()
  for (const [item, sku] of counted.skus.entries()) {
    const again = boughtAgain(repeats.item(item), repeats.shop, policy)
    if (again) repeated.set(sku, again)
  }
  const weighed = new Map(itemWeights(counted, policy, mostWeighed))
  for (const [sku, neighbours] of neighbourhoods(counted, policy)) {
    const [weights, again] = [weighed.get(sku), repeated.get(sku)]
    repeated.delete(sku)
    yield [sku, { neighbours, ...(weights && { weights }), ...(again && { again }) }]
  }
  for (const [sku, again] of repeated) yield [sku, { neighbours: [], again }]
}

async function count(
  shop: string,
  builtAt: Instant,
  policy: RecommendPolicy,
  {
    table,
    limits = PAIR_LIMITS,
    enough = () => false,
    mostOrdersOfAPerson = Number.POSITIVE_INFINITY,
  }: BuildPorts,
): Promise<{
  readonly counted: CountedPairs
  readonly repeats: CountedRepeats
  readonly complete: boolean
}> {
  const numbers = numberItems(limits.mostItems)
  const pairs = makePairCounter(limits, numbers)
  const repeats = makeRepeatCounter(numbers)
  const customers = eachCustomersBaskets(table, shop, builtAt, enough)
  for await (const { baskets, isAnonymous } of customers) {
    const read: Basket[] = []
    for (const basket of baskets) {
      if (enough()) break
      pairs.add(basket.skus, recency(basket.at, builtAt, policy))
      read.push(basket)
    }
    if (!isAnonymous && baskets.length <= mostOrdersOfAPerson) repeats.add(read)
  }
  return { counted: pairs.counted(), repeats: repeats.counted(), complete: !enough() }
}

/** How much is known already. */
async function loadKnown(table: Table, shop: string) {
  const popular = await loadPopular(table, shop)
  return {
    items: await countKnown(table, shop),
    popular: popular?.skus.length ?? 0,
    repeats: popular?.repeats,
  }
}
