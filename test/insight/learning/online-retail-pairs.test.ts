import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type Bought,
  boughtAgain,
  buyAgainPlaces,
  ownItems,
} from '../../../functions/domain/recommend/buy-again.ts'
import { itemWeights } from '../../../functions/domain/recommend/item-weights.ts'
import { MOST_RECOMMENDED, recommend } from '../../../functions/domain/recommend/recommend.ts'
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
  numberItems,
  PAIR_LIMITS,
} from '../../../functions/insight/learning/count-pairs.ts'
import { makeRepeatCounter } from '../../../functions/insight/learning/count-repeats.ts'
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
    const limits = { ...PAIR_LIMITS, mostWeighed: 100 }
    const built = await buildRecommendations('retail', { table, now: () => until, limits })
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

  it('predict later baskets better than best sellers do, and with own items far better', () => {
    const { first, all } = predict(baskets, Date.UTC(2011, 6, 1))
    expect([first.baskets, all.baskets]).toEqual([1_137, 2_159])
    expect(first.bestSellers).toBeLessThan(0.25)
    expect(first.byCosine).toBeGreaterThan(0.29)
    expect(all.byCosine).toBeGreaterThan(all.bestSellers + 0.03)
    expect(first.new).toBeGreaterThan(first.byCosine + 0.02)
    expect(all.new).toBeGreaterThan(all.byCosine + 0.02)
    expect(first.auto).toBeGreaterThan(first.byCosine + 0.35)
    expect(all.auto).toBeGreaterThan(all.byCosine + 0.35)
    expect(all.places).toBe(3)
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

type Hits = Record<'baskets' | 'bestSellers' | 'byCosine' | 'new' | 'auto' | 'places', number>
const NONE: Hits = { baskets: 0, bestSellers: 0, byCosine: 0, new: 0, auto: 0, places: 0 }

/**
 * In which share of the baskets from `until` on, of customers who bought before, there is one of six
 * items: best sellers that they did not have, new items by cosine alone, new items, and new and own
 * items together. Counted are
 * all orders before `until`; of the customer, all before the basket.
 */
function predict(baskets: readonly RetailBasket[], until: number) {
  const policy = DEFAULT_RECOMMEND_POLICY
  const before = baskets.filter(({ at }) => at < until)
  const numbers = numberItems(PAIR_LIMITS.mostItems)
  const counter = makePairCounter(PAIR_LIMITS, numbers)
  for (const { skus, at } of before) counter.add(skus, recency(at, until, policy))
  const repeats = makeRepeatCounter(numbers)
  const ofCustomers = Map.groupBy(
    before.filter(({ customer }) => customer !== ''),
    ({ customer }) => customer,
  )
  for (const each of ofCustomers.values())
    repeats.add(each.map(({ at, skus }) => ({ at, skus: [...skus] })))
  const { lines, shop, item } = repeats.counted()
  const again = new Map(
    numbers.skus.flatMap((sku, i) => {
      const found = boughtAgain(item(i), shop, policy)
      return found ? [[sku, found] as const] : []
    }),
  )
  const counted = counter.counted()
  const neighbours = new Map(neighbourhoods(counted, policy))
  // A third of the usual number takes a twentieth of the time.
  const weights = new Map(itemWeights(counted, policy, 500))
  const popular = bestSellers(counted, 100)
  const places = buyAgainPlaces('auto', lines)
  const hits = { first: { ...NONE }, all: { ...NONE } }
  const histories = new Map<string, Bought[]>()
  const isKnown = ({ customer }: RetailBasket) => ofCustomers.has(customer)
  for (const { customer, at, skus } of baskets.filter(isKnown).toSorted((a, b) => a.at - b.at)) {
    const bought = histories.get(customer) ?? []
    histories.set(customer, bought)
    if (at >= until) {
      const own = ownItems({ bought, again, recommended: [], now: at, policy })
      const known = {
        ...{ bought, neighbours, weights, popular, own, objectsToProfiling: false },
        ...{ sentBack: new Set<string>(), recommendedLately: new Set<string>() },
        available: () => true,
      }
      const isHit = (offered: readonly { readonly sku: string }[]) =>
        Number(offered.some(({ sku }) => skus.has(sku)))
      const had = new Set(bought.map(({ sku }) => sku))
      const found = {
        baskets: 1,
        bestSellers: isHit(bestOf(popular, had)),
        byCosine: isHit(recommend({ ...known, buyAgain: 0, weights: new Map() }, MOST_RECOMMENDED)),
        new: isHit(recommend({ ...known, buyAgain: 0 }, MOST_RECOMMENDED)),
        auto: isHit(recommend({ ...known, buyAgain: places }, MOST_RECOMMENDED)),
      }
      const isFirst = bought.every((earlier) => earlier.at < until)
      for (const sum of isFirst ? [hits.first, hits.all] : [hits.all])
        for (const [name, more] of entriesOf(found)) sum[name] += more
    }
    for (const sku of skus) bought.push({ sku, at })
  }
  const shares = ({ baskets: of, ...found }: Hits): Hits => ({
    baskets: of,
    bestSellers: found.bestSellers / of,
    byCosine: found.byCosine / of,
    new: found.new / of,
    auto: found.auto / of,
    places,
  })
  return { first: shares(hits.first), all: shares(hits.all) }
}

const bestOf = (popular: readonly string[], had: ReadonlySet<string>) =>
  popular
    .filter((sku) => !had.has(sku))
    .slice(0, MOST_RECOMMENDED)
    .map((sku) => ({ sku }))

const entriesOf = <T extends object>(of: T) => Object.entries(of) as [keyof T, number][]
