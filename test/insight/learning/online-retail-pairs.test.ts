import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { recommend } from '../../../functions/domain/recommend/recommend.ts'
import {
  bestSellers,
  cosine,
  neighbourhoods,
  recency,
} from '../../../functions/domain/recommend/recommend-neighbours.ts'
import { DEFAULT_RECOMMEND_POLICY } from '../../../functions/domain/recommend/recommend-policy.ts'
import { buildRecommendations } from '../../../functions/insight/learning/build-recommendations.ts'
import {
  type CountedPairs,
  makePairCounter,
  PAIR_LIMITS,
} from '../../../functions/insight/learning/count-pairs.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { loadNeighbours } from '../../../functions/store/counted-items.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import {
  expectedPairs,
  type RetailBasket,
  retailBaskets,
  retailMissing,
} from './online-retail-baskets.ts'

const SUPPORT = 50

describe.skipIf(retailMissing)(`the pairs of Online Retail${retailMissing}`, () => {
  let baskets: readonly RetailBasket[]
  let counted: CountedPairs
  beforeAll(async () => {
    baskets = await retailBaskets()
    counted = countAll(baskets)
  })

  it('are those that another program counts, to the last basket, with its cosines', () => {
    const found = pairsOf(counted, SUPPORT)
    const expected = expectedPairs()
    expect(expected).toHaveLength(400 - 1)
    for (const { a, b, count, basketsWithA, basketsWithB, cosine: expectedCosine } of expected) {
      const pair = found.get(`${a} ${b}`)
      expect(pair, `${a} with ${b}`).toMatchObject({ count, basketsWithA, basketsWithB })
      expect(Math.abs((pair?.cosine ?? 0) - expectedCosine)).toBeLessThan(1e-9)
    }
    const lowest = Math.min(...expected.map((pair) => pair.cosine))
    const closer = [...found.values()].filter((pair) => pair.cosine > lowest + 1e-9)
    const known = new Set(expected.map(({ a, b }) => `${a} ${b}`))
    expect(closer.filter(({ name }) => !known.has(name))).toEqual([])
    expect(counted).toMatchObject({ baskets: 12_383, pairs: 2_779_321, mostMissed: 0 })
  })

  it('are kept for each article with these cosines, from orders as shops post them', async () => {
    const { table, stop } = temporaryTable()
    onTestFinished(stop)
    const until = Date.UTC(2011, 8, 1)
    const orders = baskets.map(({ at, customer, skus }, i) => ({
      orderId: `order-${i}`,
      customer: { id: customer === '' ? '0' : customer },
      paidAt: at,
      currency: 'GBP',
      grossMinor: 1_000,
      lines: Array.from(skus, (sku) => ({ sku, quantity: 1 })),
    }))
    for (let from = 0; from < orders.length; from += 500)
      await recordPurchases('retail', orders.slice(from, from + 500), {
        table,
        addressHash: (address) => address,
      })
    const built = await buildRecommendations('retail', { table, now: () => until })
    expect(built).toMatchObject({ complete: true, baskets: 12_383, pairs: 2_779_321 })
    for (const { a, b, cosine: expectedCosine } of expectedPairs()) {
      const neighbours = await loadNeighbours(table, 'retail', a)
      const stored = neighbours.find(({ sku }) => sku === b)
      if (stored) expect(Math.abs(stored.score - expectedCosine)).toBeLessThan(1e-9)
      // Beyond the twentieth nothing is kept.
      else expect(neighbours.at(-1)?.score).toBeGreaterThan(expectedCosine - 1e-9)
    }
  })

  it('are never overstated in a tenth of the memory, and wrong by no more than is said', () => {
    const limits = { ...PAIR_LIMITS, mostPairs: 280_000 }
    const exact = pairsOf(counted, SUPPORT)
    const bounded = countAll(baskets, limits)
    const found = pairsOf(bounded, SUPPORT / 2)
    const { pairs, mostMissed } = bounded
    expect(pairs).toBeLessThanOrEqual(limits.mostPairs)
    expect(mostMissed).toBeGreaterThan(0)
    expect(mostMissed).toBeLessThanOrEqual((2 * 14_703_358) / limits.mostPairs)
    for (const [name, { count }] of exact) {
      const kept = found.get(name)?.count ?? 0
      expect(kept).toBeLessThanOrEqual(count)
      if (kept > 0) expect(kept).toBeGreaterThanOrEqual(count - mostMissed)
      else expect(count).toBeLessThan(SUPPORT / 2 + mostMissed)
    }
  })

  it('predict what is bought next better than the best sellers do', () => {
    const until = Date.UTC(2011, 6, 1)
    const { hits, bestSellerHits, customers } = predict(baskets, until, 6)
    expect(customers).toBeGreaterThan(1_000)
    expect(hits / customers).toBeGreaterThan(0.29)
    expect(bestSellerHits / customers).toBeLessThan(0.25)
  })
})

function countAll(baskets: readonly RetailBasket[], limits = PAIR_LIMITS): CountedPairs {
  const counter = makePairCounter(limits)
  for (const { skus } of baskets) counter.add(skus)
  return counter.counted()
}

/** Both directions of each pair, by the two articles. */
function pairsOf({ skus, basketsWith, eachPair }: CountedPairs, support: number) {
  const found = new Map<
    string,
    { name: string; count: number; basketsWithA: number; basketsWithB: number; cosine: number }
  >()
  const note = (a: number, b: number, count: number) => {
    const name = `${skus[a]} ${skus[b]}`
    const [basketsWithA, basketsWithB] = [basketsWith(a), basketsWith(b)]
    const alike = cosine(count, basketsWithA, basketsWithB)
    found.set(name, { name, count, basketsWithA, basketsWithB, cosine: alike })
  }
  eachPair((a, b, count) => {
    if (count < support) return
    note(a, b, count)
    note(b, a, count)
  })
  return found
}

/** In how many customers' next baskets there is one of `count` items that they did not have. */
function predict(baskets: readonly RetailBasket[], until: number, count: number) {
  const counter = makePairCounter()
  const before = baskets.filter(({ at }) => at < until)
  for (const { skus, at } of before) counter.add(skus, recency(at, until, DEFAULT_RECOMMEND_POLICY))
  const counted = counter.counted()
  const neighbours = new Map(neighbourhoods(counted, DEFAULT_RECOMMEND_POLICY))
  const popular = bestSellers(counted, counted.skus.length)
  const histories = Map.groupBy(
    before.filter(({ customer }) => customer !== ''),
    ({ customer }) => customer,
  )
  const later = baskets.filter(({ at }) => at >= until).toSorted((a, b) => a.at - b.at)
  const next = new Map(later.toReversed().map((basket) => [basket.customer, basket.skus]))
  let [customers, hits, bestSellerHits] = [0, 0, 0]
  for (const [customer, history] of histories) {
    const wanted = next.get(customer)
    if (!wanted) continue
    const bought = history.flatMap(({ at, skus }) => [...skus].map((sku) => ({ sku, at })))
    const had = new Set(bought.map(({ sku }) => sku))
    const nothing = { sentBack: new Set<string>(), recommendedLately: new Set<string>() }
    const known = {
      ...nothing,
      popular,
      objectsToProfiling: false,
      bought,
      neighbours,
      available: () => true,
    }
    const isHit = (offered: readonly { readonly sku: string }[]) =>
      offered.some(({ sku }) => wanted.has(sku))
    customers++
    hits += Number(isHit(recommend(known, count)))
    const sellers = popular.filter((sku) => !had.has(sku)).slice(0, count)
    bestSellerHits += Number(isHit(sellers.map((sku) => ({ sku }))))
  }
  return { customers, hits, bestSellerHits }
}
