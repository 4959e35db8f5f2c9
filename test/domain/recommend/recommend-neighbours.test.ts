import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bestSellers,
  cosine,
  neighbourhoods,
  type PairCounts,
  recency,
} from '../../../functions/domain/recommend/recommend-neighbours.ts'
import { DEFAULT_RECOMMEND_POLICY } from '../../../functions/domain/recommend/recommend-policy.ts'
import { days, NOON } from '../../support/given.ts'

/** Counts as they come of baskets, by the plain way. */
function countsOf(baskets: readonly (readonly string[])[]): PairCounts {
  const skus = [...new Set(baskets.flat())]
  const having = (...wanted: readonly number[]) =>
    baskets.filter((basket) => wanted.every((item) => basket.includes(skus[item] as string))).length
  return {
    skus,
    basketsWith: (item) => having(item),
    recentBasketsWith: (item) => having(item),
    eachPair(visit) {
      for (const a of skus.keys())
        for (let b = a + 1; b < skus.length; b++) if (having(a, b) > 0) visit(a, b, having(a, b))
    },
  }
}

const BASKETS = [['tea', 'cup'], ['tea', 'cup'], ['tea', 'cup', 'tray'], ['tea', 'tray'], ['tea']]

const anyBaskets = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefg'), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 30,
})

describe('neighbours', () => {
  it('are the closer the more of their baskets they share', () => {
    const found = new Map(neighbourhoods(countsOf(BASKETS), { minimumSupport: 2, neighbours: 20 }))
    expect(found.get('tea')).toEqual([
      { sku: 'cup', score: 3 / Math.sqrt(5 * 3), demand: 3 / 5 },
      { sku: 'tray', score: 2 / Math.sqrt(5 * 2), demand: 2 / 5 },
    ])
    expect(found.get('cup')).toEqual([{ sku: 'tea', score: 3 / Math.sqrt(15), demand: 1 }])
  })

  it('are none if too few baskets speak for it', () => {
    const found = new Map(neighbourhoods(countsOf(BASKETS), { minimumSupport: 4, neighbours: 20 }))
    expect(found.size).toBe(0)
  })

  it('have a cosine between 0 and 1, which is 1 for things that are never bought apart', () => {
    expect(cosine(7, 7, 7)).toBe(1)
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const all = [...neighbourhoods(countsOf(baskets), { minimumSupport: 1, neighbours: 20 })]
        for (const { score, demand } of all.flatMap(([, neighbours]) => neighbours)) {
          expect(score).toBeGreaterThan(0)
          expect(score).toBeLessThanOrEqual(1 + 1e-12)
          expect(demand).toBeGreaterThan(0)
          expect(demand).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('are mutual, and equally close both ways, if none is cut off', () => {
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const found = new Map(
          neighbourhoods(countsOf(baskets), { minimumSupport: 1, neighbours: 20 }),
        )
        for (const [sku, neighbours] of found)
          for (const { sku: other, score } of neighbours)
            expect(found.get(other)?.find((back) => back.sku === sku)?.score).toBe(score)
      }),
    )
  })

  it('cut off are the least close, whatever the order of the pairs', () => {
    fc.assert(
      fc.property(
        anyBaskets,
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.nat()),
        (baskets, most, random) => {
          const counts = countsOf(baskets)
          const shuffled: PairCounts = {
            ...counts,
            eachPair(visit) {
              const pairs: [number, number, number][] = []
              counts.eachPair((...pair) => pairs.push(pair))
              const keyed = pairs.map((pair) => ({ pair, key: random.next().value as number }))
              for (const { pair } of keyed.sort((a, b) => a.key - b.key)) visit(...pair)
            },
          }
          const all = new Map(neighbourhoods(counts, { minimumSupport: 1, neighbours: 100 }))
          const cut = new Map(neighbourhoods(shuffled, { minimumSupport: 1, neighbours: most }))
          for (const [sku, neighbours] of all)
            expect(cut.get(sku)).toEqual(neighbours.slice(0, most))
        },
      ),
    )
  })

  it('of one item among hundreds are still the closest', () => {
    const others = Array.from({ length: 300 }, (_, i) => `i${String(i).padStart(3, '0')}`)
    const skus = ['tea', ...others]
    const counts: PairCounts = {
      skus,
      basketsWith: () => 1_000,
      recentBasketsWith: () => 1,
      eachPair(visit) {
        for (const i of others.keys()) visit(0, i + 1, 3 + ((i * 7) % 300))
      },
    }
    const [[, closest] = []] = neighbourhoods(counts, { minimumSupport: 3, neighbours: 20 })
    const byHand = others
      .map((sku, i) => ({ sku, baskets: 3 + ((i * 7) % 300) }))
      .sort((a, b) => b.baskets - a.baskets)
      .slice(0, 20)
    expect(closest?.map(({ sku }) => sku)).toEqual(byHand.map(({ sku }) => sku))
  })
})

describe('what sells best', () => {
  it('counts a basket half with every two weeks or what the shop says, and one from the future as one of today', () => {
    expect(recency(NOON, NOON, DEFAULT_RECOMMEND_POLICY)).toBe(1)
    expect(recency(NOON - days(14), NOON, DEFAULT_RECOMMEND_POLICY)).toBe(0.5)
    expect(recency(NOON - days(28), NOON, DEFAULT_RECOMMEND_POLICY)).toBe(0.25)
    expect(recency(NOON + days(1), NOON, DEFAULT_RECOMMEND_POLICY)).toBe(1)
    expect(recency(NOON - days(28), NOON, { salesHalveEveryDays: 28 })).toBe(0.5)
  })

  it('is in the order of recent baskets; of equals what sorts first', () => {
    const counts = countsOf([['b', 'c'], ['c', 'a'], ['c']])
    expect(bestSellers(counts, 10)).toEqual(['c', 'a', 'b'])
    expect(bestSellers(counts, 2)).toEqual(['c', 'a'])
  })
})
