/**
 * What to offer a customer: what others bought together with what they bought, item to item
 * (Linden, Smith and York 2003, Amazon.com Recommendations, IEEE Internet Computing 7(1)), and
 * what sells best where that is not enough.
 */
import type { Instant } from './time.ts'

/** An item that is bought together with another. */
export type Neighbour = {
  readonly sku: string
  /** From 0 to 1: see `cosine`. */
  readonly score: number
}

/** Items by number, and in how many baskets each and each two of them were. */
export type PairCounts = {
  readonly skus: readonly string[]
  readonly basketsWith: (item: number) => number
  /** Each pair once, `a` below `b`, in no order to rely on. */
  readonly eachPair: (tell: (a: number, b: number, baskets: number) => void) => void
}

export type NeighbourRule = {
  /** In how many baskets two items must have been before it says anything. */
  readonly minimumSupport: number
  /** Neighbours kept of one item. */
  readonly most: number
}

/** Two baskets may be one person's habit. */
export const NEIGHBOUR_RULE: NeighbourRule = { minimumSupport: 3, most: 20 }

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

/** Items whose neighbours are gathered in one pass over the pairs: what bounds the memory. */
const ITEMS_AT_A_TIME = 20_000

/**
 * The closest neighbours of every item that has any, closest first; of equally close ones those
 * that sort first.
 *
 * @example new Map(neighbourhoods(counts, NEIGHBOUR_RULE)).get('tea') // [{ sku: 'cup', score: 0.5 }]
 */
export function* neighbourhoods(
  counts: PairCounts,
  { minimumSupport, most }: NeighbourRule,
): Iterable<readonly [sku: string, neighbours: readonly Neighbour[]]> {
  const { skus, basketsWith, eachPair } = counts
  for (let from = 0; from < skus.length; from += ITEMS_AT_A_TIME) {
    const to = from + ITEMS_AT_A_TIME
    const found = new Map<number, Closest>()
    const note = (item: number, other: number, score: number): void => {
      if (item < from || item >= to) return
      const closest = found.get(item) ?? { neighbours: [], atLeast: 0 }
      if (closest.neighbours.length === 0) found.set(item, closest)
      if (score >= closest.atLeast) keep(closest, { sku: skus[other] as string, score }, most)
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

/** An item that the customer bought, and when. */
export type Bought = { readonly sku: string; readonly at: Instant }

export type ToRecommendFrom = {
  /** In any order; the same item may be there several times. */
  readonly bought: readonly Bought[]
  readonly recommendedLately: ReadonlySet<string>
  readonly neighbours: ReadonlyMap<string, readonly Neighbour[]>
  /** What sells best, the best first. */
  readonly popular: readonly string[]
  readonly available: (sku: string) => boolean
  /**
   * The customer wants nothing chosen by what they bought (GDPR, article 21): they are offered
   * what sells best, and what they bought is not looked at, not even to leave it out.
   */
  readonly objectsToProfiling: boolean
}

export type Recommendation = {
  readonly sku: string
  readonly because:
    | { readonly kind: 'bought-together'; readonly with: string; readonly score: number }
    | { readonly kind: 'sells-best' }
}

/** Of a long history only what was bought last says what somebody wants now. */
export const MOST_SEEDS = 20
/** Each item bought counts for this much of the one bought after it. */
const SEED_DECAY = 0.9

/**
 * The best `count` items to offer: scores of the neighbours of what the customer bought, summed,
 * what they bought last counting most; then what sells best. What they have, what is not available
 * and what was recommended to them lately is left out. The same facts give the same items, in
 * whatever order they are told.
 *
 * @example recommend({ bought: [{ sku: 'tea', at }], ... }, 6)
 *   // [{ sku: 'cup', because: { kind: 'bought-together', with: 'tea', score: 0.5 } }]
 */
export function recommend(known: ToRecommendFrom, count: number): readonly Recommendation[] {
  const { recommendedLately, available, popular, objectsToProfiling } = known
  const seeds = objectsToProfiling ? [] : latestFirst(known.bought)
  const has = new Set(seeds)
  const mayBe = (sku: string): boolean =>
    !has.has(sku) && !recommendedLately.has(sku) && available(sku)
  const close = candidates(seeds.slice(0, MOST_SEEDS), known.neighbours).filter(({ sku }) =>
    mayBe(sku),
  )
  const chosen = new Set(close.map(({ sku }) => sku))
  const others = new Set(popular.filter((sku) => mayBe(sku) && !chosen.has(sku)))
  return [
    ...close.map(({ sku, best }): Recommendation => {
      const because = { kind: 'bought-together', with: best.seed, score: best.score } as const
      return { sku, because }
    }),
    ...[...others].map((sku): Recommendation => ({ sku, because: { kind: 'sells-best' } })),
  ].slice(0, count)
}

/** Each item once, by its last purchase. @example latestFirst([tea, cup, tea]) // ['tea', 'cup'] */
export function latestFirst(bought: readonly Bought[]): readonly string[] {
  const latest = new Map<string, Instant>()
  for (const { sku, at } of bought)
    latest.set(sku, Math.max(at, latest.get(sku) ?? Number.NEGATIVE_INFINITY))
  return [...latest]
    .map(([sku, at]) => ({ sku, at }))
    .sort((a, b) => b.at - a.at || bySku(a, b))
    .map(({ sku }) => sku)
}

type Candidate = {
  readonly sku: string
  /** Of all seeds, the later counting more. */
  readonly score: number
  /** The seed that speaks for it most, and how close the two are. */
  readonly best: { readonly seed: string; readonly score: number; readonly share: number }
}

function candidates(
  seeds: readonly string[],
  neighbours: ToRecommendFrom['neighbours'],
): readonly Candidate[] {
  const found = new Map<string, Candidate>()
  for (const [rank, seed] of seeds.entries()) {
    for (const { sku, score } of neighbours.get(seed) ?? []) {
      const share = score * SEED_DECAY ** rank
      const known = found.get(sku)
      const best =
        known === undefined || share > known.best.share ? { seed, score, share } : known.best
      found.set(sku, { sku, score: (known?.score ?? 0) + share, best })
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || bySku(a, b))
}
