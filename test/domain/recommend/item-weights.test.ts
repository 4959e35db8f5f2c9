import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemWeights } from '../../../functions/domain/recommend/item-weights.ts'
import type { PairCounts } from '../../../functions/domain/recommend/recommend-neighbours.ts'

const RULE = { minimumSupport: 3, neighbours: 20 }
const SHRINKAGE = 200

function countsOf(baskets: readonly (readonly string[])[]): PairCounts {
  const skus = [...new Set(baskets.flat())]
  const sets = baskets.map((basket) => new Set(basket))
  const withAll = (...items: readonly number[]): number =>
    sets.filter((set) => items.every((item) => set.has(skus[item] as string))).length
  return {
    skus,
    basketsWith: (item) => withAll(item),
    recentBasketsWith: (item) => withAll(item),
    eachPair(visit) {
      for (const a of skus.keys())
        for (let b = a + 1; b < skus.length; b++) if (withAll(a, b) > 0) visit(a, b, withAll(a, b))
    },
  }
}

const weightsOf = (counts: PairCounts, rule = RULE, most?: number) =>
  new Map(itemWeights(counts, rule, most))
const times = (count: number, ...basket: readonly string[]) =>
  Array.from({ length: count }, () => basket)

/** By Gauss and Jordan. */
function inverseOf(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))])
  for (const [i, row] of rows.entries()) {
    const pivot = row[i] as number
    for (const j of row.keys()) row[j] = (row[j] as number) / pivot
    for (const [k, other] of rows.entries()) {
      const factor = other[i] as number
      if (k === i) continue
      for (const j of other.keys()) other[j] = (other[j] as number) - factor * (row[j] as number)
    }
  }
  return rows.map((row) => row.slice(size))
}

describe('the weights between items', () => {
  it('are, of two items, the share of the baskets with the one that have the other, shrunk', () => {
    const counts = countsOf([...times(60, 'tea', 'cup'), ...times(40, 'tea'), ...times(20, 'cup')])
    const weights = weightsOf(counts)
    const score = expect.closeTo(60 / Math.sqrt(100 * 80), 9)
    expect(weights.get('tea')).toEqual([{ sku: 'cup', weight: 0.2, score }])
    expect(weights.get('cup')).toEqual([{ sku: 'tea', weight: 0.2143, score }])
  })

  it('give an item that goes along with another no credit of its own', () => {
    const counts = countsOf([
      ...times(2_000, 'tea', 'cup', 'saucer'),
      ...times(1_000, 'cup', 'saucer'),
      ...times(1_000, 'tea', 'cup'),
      ...times(1_000, 'mug'),
    ])
    const weights = weightsOf(counts)
    expect(weights.get('tea')?.map(({ sku }) => sku)).toEqual(['cup'])
  })

  it('are those of the inverse by another method', () => {
    const anyBasket = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), {
      minLength: 1,
    })
    const rule = { minimumSupport: 1, neighbours: 20 }
    fc.assert(
      fc.property(fc.array(anyBasket, { minLength: 1, maxLength: 40 }), (baskets) => {
        const counts = countsOf(baskets)
        const { skus } = counts
        const matrix = skus.map((_, i) =>
          skus.map((__, j) => (i === j ? counts.basketsWith(i) + SHRINKAGE : 0)),
        )
        counts.eachPair((a, b, together) => {
          for (const [i, j] of [
            [a, b],
            [b, a],
          ] as const)
            (matrix[i] as number[])[j] = together
        })
        const inverse = inverseOf(matrix)
        const weights = weightsOf(counts, rule)
        for (const [i, sku] of skus.entries()) {
          const found = new Map(weights.get(sku)?.map((one) => [one.sku, one.weight]))
          for (const [j, other] of skus.entries()) {
            const row = inverse[j] as readonly number[]
            const weight = i === j ? 0 : -(row[i] as number) / (row[j] as number)
            if (weight > 1e-9 && found.has(other))
              expect(Math.abs((found.get(other) as number) / weight - 1)).toBeLessThan(1e-3)
            else expect(found.get(other)).toBeUndefined()
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('are of those in most baskets, of no pair that is a habit, and no more than the policy says', () => {
    const counts = countsOf([
      ...times(9, 'tea', 'cup', 'mug'),
      ...times(5, 'tea', 'mug'),
      ...times(2, 'cup', 'rare'),
    ])
    expect([...weightsOf(counts).keys()].toSorted()).toEqual(['cup', 'mug', 'tea'])
    expect([...weightsOf(counts, RULE, 2).keys()].toSorted()).toEqual(['mug', 'tea'])
    const one = weightsOf(counts, { ...RULE, neighbours: 1 })
    expect(one.get('cup')).toHaveLength(1)
    expect(weightsOf(countsOf([]))).toEqual(new Map())
  })

  it('are none where counts that are too low contradict each other', () => {
    const wrong: PairCounts = {
      skus: ['tea', 'cup'],
      basketsWith: () => 1,
      recentBasketsWith: () => 1,
      eachPair: (visit) => visit(0, 1, 10_000),
    }
    expect(weightsOf(wrong)).toEqual(new Map())
  })
})
