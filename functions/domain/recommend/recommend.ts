/**
 * What to offer a customer: what they may need again, what others bought together with the
 * customer's products, then best sellers.
 */

import { DAY_MS, type Instant } from '../time.ts'
import { type Bought, bestFirst, latestFirst, type OwnItem } from './buy-again.ts'
import type { WeighedItem } from './item-weights.ts'
import type { Neighbour } from './recommend-neighbours.ts'
import type { RecommendPolicy } from './recommend-policy.ts'

/** A mail shows no more of them. */
export const MOST_RECOMMENDED = 6

/**
 * Items that must not be recommended again yet.
 *
 * @example recommendedLately([{ sku: 'cup', at: now - 91 * DAY_MS }], now, { notAgainForDays: 90 })
 *   // nothing
 */
export const recommendedLately = (
  recommended: readonly { readonly sku: string; readonly at: Instant }[],
  now: Instant,
  { notAgainForDays }: Pick<RecommendPolicy, 'notAgainForDays'>,
): ReadonlySet<string> => {
  const lately = recommended.filter(({ at }) => at > now - notAgainForDays * DAY_MS)
  return new Set(lately.map(({ sku }) => sku))
}

export type ToRecommendFrom = {
  /** In any order; the same item may be there several times. */
  readonly bought: readonly Bought[]
  /** What came with orders that count no more: it speaks for nothing, and is not offered again. */
  readonly sentBack: ReadonlySet<string>
  readonly recommendedLately: ReadonlySet<string>
  readonly neighbours: ReadonlyMap<string, readonly Neighbour[]>
  /** Of the items that sell most: see `itemWeights`. */
  readonly weights: ReadonlyMap<string, readonly WeighedItem[]>
  /** What sells best, the best first. */
  readonly popular: readonly string[]
  /** What the customer may need again, the likeliest first: see `ownItems`. */
  readonly own: readonly OwnItem[]
  /** How many of `MOST_RECOMMENDED` places are for those. */
  readonly buyAgain: number
  readonly available: (sku: string) => boolean
  /**
   * The customer objects to profiling (GDPR, article 21): they are offered best sellers, and their
   * purchases are not used, not even to exclude products.
   */
  readonly objectsToProfiling: boolean
}

export type Recommendation = {
  readonly sku: string
  readonly because:
    | ({ readonly kind: 'buy-again' } & Omit<OwnItem, 'sku'>)
    | { readonly kind: 'bought-together'; readonly with: string; readonly score: number }
    | { readonly kind: 'sells-best' }
}

/** From a long history, only the most recent purchases are used. */
export const MOST_SEEDS = 40

/**
 * The best `count` items to offer. Places for the customer's own items alternate with those for
 * others, and the first is theirs, so that a mail that shows only some has both. Others are what
 * goes with the items the customer bought, then the best sellers. Items that they returned, that are unavailable or that were
 * recommended to them recently are left out, and so are those they own from all but the places for
 * own items, where an item that they bought twice and returned once may be. Where one kind runs out
 * the other fills its places, own items never more than theirs. The same facts give the same items,
 * in whatever order they arrive.
 *
 * What goes with them is ranked in two ways, and the ranks are fused: by the cosine to the closest
 * item bought times the square root of the demand, and, of the items that sell most, by the sum of
 * the weights of all items bought.
 *
 * On the public part of Online Retail, with what was known on 1 July 2011, one of six new items is in
 * 26.9% of the 2,159 later baskets of the customers known by then, 3.0 points [1.8, 4.3] more than by
 * the cosine alone; of the best sellers that they did not have, in 19.4%; of three own and three new
 * items, in 61.4%; of the six best sellers, had or not, in 41.6% (95% interval by bootstrap over
 * customers).
 *
 * @example recommend({ bought: [{ sku: 'tea', at }], ... }, 6)
 *   // [{ sku: 'cup', because: { kind: 'bought-together', with: 'tea', score: 0.5 } }]
 */
export function recommend(known: ToRecommendFrom, count: number): readonly Recommendation[] {
  const { available, popular, objectsToProfiling } = known
  const had = objectsToProfiling ? [] : latestFirst(known.bought)
  const hadOnce = objectsToProfiling ? new Set<string>() : new Set([...known.sentBack, ...had])
  const mayBe = (sku: string): boolean =>
    !hadOnce.has(sku) && !known.recommendedLately.has(sku) && available(sku)
  const seeds = had.slice(0, MOST_SEEDS)
  const close = fused(
    [
      gather(seeds, known.neighbours, ({ score, demand }) => score * Math.sqrt(demand), false),
      gather(seeds, known.weights, ({ weight }) => weight, true),
    ].map((ranked) => ranked.filter(({ sku }) => mayBe(sku))),
  )
  const chosen = new Set(close.map(({ sku }) => sku))
  const others = new Set(popular.filter((sku) => mayBe(sku) && !chosen.has(sku)))
  const mayBeAgain = ({ sku, purchases }: OwnItem): boolean =>
    (purchases > 1 || !known.sentBack.has(sku)) && available(sku)
  const own = objectsToProfiling ? [] : known.own.filter(mayBeAgain).slice(0, known.buyAgain)
  return alternated(
    own.map(({ sku, ...why }): Recommendation => ({ sku, because: { kind: 'buy-again', ...why } })),
    [
      ...close.map(({ sku, seed, score }): Recommendation => {
        return { sku, because: { kind: 'bought-together', with: seed, score } }
      }),
      ...[...others].map((sku): Recommendation => ({ sku, because: { kind: 'sells-best' } })),
    ],
    known.buyAgain,
  ).slice(0, count)
}

/** With the places for own items as evenly spread as can be, from the first on. */
function alternated<T>(own: readonly T[], others: readonly T[], places: number): readonly T[] {
  const all: T[] = []
  let owned = 0
  while (all.length < own.length + others.length) {
    const isTheirs = owned < Math.ceil(((all.length + 1) * places) / MOST_RECOMMENDED)
    const isLeft = owned < own.length
    const other = others[all.length - owned]
    const next = (isLeft && isTheirs) || other === undefined ? own[owned++] : other
    if (next !== undefined) all.push(next)
  }
  return all
}

type ProductCandidate = {
  readonly sku: string
  /** The item bought that speaks for it most, how much it does, and how close the two are. */
  readonly seed: string
  readonly weight: number
  readonly score: number
  readonly rank: number
}

/**
 * What goes with the items bought, the best first: by what one of them adds at most, or by what all
 * add. Of two that add as much, the later purchase names the seed.
 */
function gather<T extends { readonly sku: string; readonly score: number }>(
  seeds: readonly string[],
  found: ReadonlyMap<string, readonly T[]>,
  weightOf: (item: T) => number,
  isSum: boolean,
): readonly ProductCandidate[] {
  const candidates = new Map<string, ProductCandidate>()
  for (const seed of seeds) {
    for (const item of found.get(seed) ?? []) {
      const { sku, score } = item
      const weight = weightOf(item)
      const before = candidates.get(sku)
      const best = before && before.weight >= weight ? before : { sku, seed, weight, score }
      const rank = isSum ? weight + (before?.rank ?? 0) : best.weight
      candidates.set(sku, { ...best, rank })
    }
  }
  return byRank(candidates)
}

const byRank = (candidates: ReadonlyMap<string, ProductCandidate>): readonly ProductCandidate[] =>
  bestFirst([...candidates.values()], ({ rank }) => rank)

/** How much the first ranks count for more than the next ones; the less, the more. */
const FUSION = 3

/**
 * One ranking of several: the sum of the reciprocal ranks (Cormack, Clarke and Buettcher 2009,
 * Reciprocal rank fusion outperforms Condorcet, SIGIR). A single one keeps its order.
 */
function fused(rankings: readonly (readonly ProductCandidate[])[]): readonly ProductCandidate[] {
  const found = new Map<string, ProductCandidate>()
  for (const ranking of rankings) {
    for (const [place, candidate] of ranking.entries()) {
      const before = found.get(candidate.sku)
      const rank = (before?.rank ?? 0) + 1 / (FUSION + place)
      found.set(candidate.sku, { ...(before ?? candidate), rank })
    }
  }
  return byRank(found)
}
