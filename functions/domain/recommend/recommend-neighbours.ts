/**
 * Which items are bought together, from how often they were: the first half of recommending item to
 * item (Linden, Smith and York 2003, Amazon.com Recommendations, IEEE Internet Computing 7(1)).
 */

import { DAY_MS, type Instant } from '../time.ts'
import type { RecommendPolicy } from './recommend-policy.ts'

/** An item that is bought together with another. */
export type Neighbour = {
  readonly sku: string
  /** From 0 to 1: see `cosine`. */
  readonly score: number
  /** Recent sales, as a share of the best seller's. */
  readonly demand: number
}

/** Items by number, and in how many baskets each and each two of them were. */
export type PairCounts = {
  readonly skus: readonly string[]
  readonly basketsWith: (item: number) => number
  /** The sum of `recency` of the baskets with an item. */
  readonly recentBasketsWith: (item: number) => number
  /** Each pair once, `a` below `b`, in no order to rely on. */
  readonly eachPair: (visit: (a: number, b: number, baskets: number) => void) => void
}

export type NeighbourRule = Pick<RecommendPolicy, 'minimumSupport' | 'neighbours'>

/**
 * How alike two items are in who buys them: n_ab / sqrt(n_a n_b), the cosine of their columns in
 * the table of baskets (Sarwar et al. 2001, Item-based collaborative filtering, section 3.1.1).
 *
 * @param together n_ab, the baskets with both
 * @param a n_a, the baskets with the one
 * @param b n_b, the baskets with the other
 * @example cosine(2, 4, 4) // 0.5
 */
export const cosine = (together: number, a: number, b: number): number =>
  together / Math.sqrt(a * b)

/**
 * What a basket counts for when it is asked what sells best now: half as much with every
 * `salesHalveEveryDays`. Weights that halve keep their order as time passes, so that a shop with no
 * orders of late still has something that sold best.
 *
 * @example recency(now - 28 * DAY_MS, now, { salesHalveEveryDays: 14 }) // 0.25
 */
export const recency = (
  at: Instant,
  now: Instant,
  { salesHalveEveryDays }: Pick<RecommendPolicy, 'salesHalveEveryDays'>,
): number => 2 ** -(Math.max(0, now - at) / (salesHalveEveryDays * DAY_MS))

/** What sells best of late, the best first. */
export function bestSellers(counts: PairCounts, most: number): readonly string[] {
  return counts.skus
    .map((sku, item) => ({ sku, sold: counts.recentBasketsWith(item) }))
    .sort((a, b) => b.sold - a.sold || bySku(a, b))
    .slice(0, most)
    .map(({ sku }) => sku)
}

/** Items whose neighbours are gathered in one pass over the pairs: what bounds the memory. */
const ITEMS_AT_A_TIME = 20_000

/**
 * The closest neighbours of every item that has any, closest first; of equally close ones those
 * that sort first.
 *
 * @example new Map(neighbourhoods(counts, policy)).get('tea')
 *   // [{ sku: 'cup', score: 0.5, demand: 1 }]
 */
export function* neighbourhoods(
  counts: PairCounts,
  { minimumSupport, neighbours: most }: NeighbourRule,
): Iterable<readonly [sku: string, neighbours: readonly Neighbour[]]> {
  const { skus, basketsWith, eachPair } = counts
  const demandFor = demandIn(counts)
  for (let from = 0; from < skus.length; from += ITEMS_AT_A_TIME) {
    const to = from + ITEMS_AT_A_TIME
    const found = new Map<number, Closest>()
    const note = (item: number, other: number, score: number): void => {
      if (item < from || item >= to) return
      const closest = found.get(item) ?? { neighbours: [], atLeast: 0 }
      if (closest.neighbours.length === 0) found.set(item, closest)
      if (score < closest.atLeast) return
      keep(closest, { sku: skus[other] as string, score, demand: demandFor(other) }, most)
    }
    eachPair((a, b, baskets) => {
      if (baskets < minimumSupport) return
      const score = cosine(baskets, basketsWith(a), basketsWith(b))
      note(a, b, score)
      note(b, a, score)
    })
    for (const [item, { neighbours }] of found)
      yield [skus[item] as string, neighbours.sort(closestFirst).slice(0, most)]
  }
}

function demandIn({ skus, recentBasketsWith }: PairCounts): (item: number) => number {
  let best = 0
  for (const item of skus.keys()) best = Math.max(best, recentBasketsWith(item))
  return (item) => (best === 0 ? 0 : recentBasketsWith(item) / best)
}

/** The closest neighbours found up to now, and some that may yet be among them. */
type Closest = { readonly neighbours: Neighbour[]; atLeast: number }

function keep(closest: Closest, neighbour: Neighbour, most: number): void {
  const { neighbours } = closest
  if (neighbours.push(neighbour) < 4 * most) return
  neighbours.sort(closestFirst).splice(most)
  closest.atLeast = neighbours.at(-1)?.score ?? 0
}

const bySku = (a: { readonly sku: string }, b: { readonly sku: string }): number =>
  a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0

const closestFirst = (a: Neighbour, b: Neighbour): number => b.score - a.score || bySku(a, b)
