/**
 * What to offer a customer: what they may need again, what others bought together with the
 * customer's products, then best sellers.
 */

import { DAY_MS, type Instant } from '../time.ts'
import type { Bought, OwnItem } from './buy-again.ts'
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
 * others, and the first is theirs, so that a mail that shows only some has both. Others are the
 * closest neighbours of the items the customer bought, better sellers first among equally close
 * ones, then the best sellers. Items that they returned, that are unavailable or that were
 * recommended to them recently are left out, and so are those they own from all but the places for
 * own items, where an item that they bought twice and returned once may be. Where one kind runs out
 * the other fills its places, own items never more than theirs. The same facts give the same items,
 * in whatever order they arrive.
 *
 * Another item's score is its cosine to the closest item bought, times the square root of its
 * demand.
 *
 * @example recommend({ bought: [{ sku: 'tea', at }], ... }, 6)
 *   // [{ sku: 'cup', because: { kind: 'bought-together', with: 'tea', score: 0.5 } }]
 */
export function recommend(known: ToRecommendFrom, count: number): readonly Recommendation[] {
  const { available, popular, neighbours, objectsToProfiling } = known
  const had = objectsToProfiling ? [] : latestFirst(known.bought)
  const hadOnce = objectsToProfiling ? new Set<string>() : new Set([...known.sentBack, ...had])
  const mayBe = (sku: string): boolean =>
    !hadOnce.has(sku) && !known.recommendedLately.has(sku) && available(sku)
  const close = closeTo(had.slice(0, MOST_SEEDS), neighbours).filter(({ sku }) => mayBe(sku))
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

/** Each item once, by its last purchase. @example latestFirst([tea, cup, tea]) // ['tea', 'cup'] */
export function latestFirst(bought: readonly Bought[]): readonly string[] {
  const latest = new Map<string, Instant>()
  for (const { sku, at } of bought)
    latest.set(sku, Math.max(at, latest.get(sku) ?? Number.NEGATIVE_INFINITY))
  return [...latest].sort(([a, atA], [b, atB]) => atB - atA || (a < b ? -1 : 1)).map(([sku]) => sku)
}

type ProductCandidate = {
  readonly sku: string
  /** The item bought that speaks for it most, and how close the two are. */
  readonly seed: string
  readonly score: number
  readonly rank: number
}

/** Of equally close ones, the neighbour of the later purchase, then in sort order. */
function closeTo(
  seeds: readonly string[],
  neighbours: ToRecommendFrom['neighbours'],
): readonly ProductCandidate[] {
  const found = new Map<string, ProductCandidate>()
  for (const seed of seeds) {
    for (const { sku, score, demand } of neighbours.get(seed) ?? []) {
      const rank = score * Math.sqrt(demand)
      if (rank > (found.get(sku)?.rank ?? -1)) found.set(sku, { sku, seed, score, rank })
    }
  }
  return [...found.values()].sort((a, b) => b.rank - a.rank || (a.sku < b.sku ? -1 : 1))
}
