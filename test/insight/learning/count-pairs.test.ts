import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CountedPairs,
  makePairCounter,
  PAIR_LIMITS,
  type PairLimits,
} from '../../../functions/insight/learning/count-pairs.ts'

const count = (
  baskets: readonly (readonly string[])[],
  limits: Partial<PairLimits> = {},
): CountedPairs => {
  const counter = makePairCounter({ ...PAIR_LIMITS, ...limits })
  for (const basket of baskets) counter.add(basket)
  return counter.counted()
}

const pairsOf = ({ skus, eachPair }: CountedPairs): Map<string, number> => {
  const pairs = new Map<string, number>()
  eachPair((a, b, baskets) => pairs.set([skus[a], skus[b]].toSorted().join(' '), baskets))
  return pairs
}

const basketsWith = ({ skus, basketsWith }: CountedPairs): Map<string, number> =>
  new Map(skus.map((sku, item) => [sku, basketsWith(item)]))

/** The plain way, for as long as there is memory. */
function countedPlainly(baskets: readonly (readonly string[])[]) {
  const [pairs, items] = [new Map<string, number>(), new Map<string, number>()]
  const add = (to: Map<string, number>, name: string) => to.set(name, (to.get(name) ?? 0) + 1)
  for (const basket of baskets) {
    const skus = [...new Set(basket)].toSorted()
    for (const [i, a] of skus.entries()) {
      add(items, a)
      for (const b of skus.slice(i + 1)) add(pairs, `${a} ${b}`)
    }
  }
  return { pairs, items, additions: [...pairs.values()].reduce((sum, n) => sum + n, 0) }
}

const anyBaskets = (items: number) =>
  fc.array(
    fc.array(
      fc.nat({ max: items }).map((n) => `i${n}`),
      { maxLength: 8 },
    ),
    { maxLength: 60 },
  )

describe('counting what is bought together', () => {
  it('counts an item once a basket, and each two of its items', () => {
    const counted = count([['tea', 'cup', 'tea'], ['cup', 'tea'], ['tea'], []])
    expect(pairsOf(counted)).toEqual(new Map([['cup tea', 2]]))
    expect(basketsWith(counted)).toEqual(
      new Map([
        ['tea', 3],
        ['cup', 2],
      ]),
    )
    expect(counted).toMatchObject({ baskets: 4, pairs: 1, mostMissed: 0, cutBaskets: 0 })
  })

  it('counts as one would by hand, whatever the baskets', () => {
    fc.assert(
      fc.property(anyBaskets(40), (baskets) => {
        const counted = count(baskets)
        const { pairs, items } = countedPlainly(baskets)
        expect(pairsOf(counted)).toEqual(pairs)
        expect(basketsWith(counted)).toEqual(items)
        expect(counted.mostMissed).toBe(0)
      }),
    )
  })

  it('goes on exactly past the point where its table has to grow', () => {
    const skus = Array.from({ length: 300 }, (_, i) => `i${i}`)
    const counted = count([skus, skus.slice(0, 150)])
    expect(counted.pairs).toBe((300 * 299) / 2)
    const pairs = [...pairsOf(counted).values()]
    expect(pairs.filter((baskets) => baskets === 2)).toHaveLength((150 * 149) / 2)
    expect(pairs.every((baskets) => baskets === 1 || baskets === 2)).toBe(true)
  })

  it('in bounded memory never overstates a pair, and misses no more of it than it says', () => {
    fc.assert(
      fc.property(anyBaskets(12), fc.integer({ min: 2, max: 30 }), (baskets, mostPairs) => {
        const counted = count(baskets, { mostPairs })
        const { pairs, additions } = countedPlainly(baskets)
        const found = pairsOf(counted)
        expect(counted.pairs).toBeLessThanOrEqual(mostPairs)
        expect(counted.pairs).toBe(found.size)
        expect(counted.mostMissed).toBeLessThanOrEqual((2 * additions) / mostPairs)
        if (pairs.size <= mostPairs) expect(found).toEqual(pairs)
        for (const [pair, truth] of pairs) {
          expect(found.get(pair) ?? 0).toBeLessThanOrEqual(truth)
          expect(found.get(pair) ?? 0).toBeGreaterThanOrEqual(truth - counted.mostMissed)
        }
        for (const pair of found.keys()) expect(pairs.has(pair)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('samples a very large basket evenly, and reports it', () => {
    const stock = Array.from({ length: 10 }, (_, i) => `i${i}`)
    const counted = count([stock, ['i1', 'i2']], { mostInBasket: 5 })
    expect(counted.cutBaskets).toBe(1)
    expect([...basketsWith(counted).keys()]).toEqual(['i0', 'i2', 'i4', 'i6', 'i8', 'i1'])
    expect(pairsOf(counted).size).toBe(10 + 1)
  })

  it('leaves out items that there is no room for, and says how often', () => {
    const counted = count([['a', 'b'], ['c', 'a', 'b'], ['c']], { mostItems: 2 })
    expect(counted.skus).toEqual(['a', 'b'])
    expect(counted.itemsLeftOut).toBe(2)
    expect(pairsOf(counted)).toEqual(new Map([['a b', 2]]))
  })

  it('adds up how recent the baskets with an item are', () => {
    const counter = makePairCounter()
    counter.add(['tea', 'cup'], 0.5)
    counter.add(['tea'], 0.25)
    const { skus, recentBasketsWith } = counter.counted()
    expect(skus.map((sku, item) => [sku, recentBasketsWith(item)])).toEqual([
      ['tea', 0.75],
      ['cup', 0.5],
    ])
  })
})
