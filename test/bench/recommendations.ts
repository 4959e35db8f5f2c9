/**
 * Counting what is bought together on the public Online Retail file, or on baskets made here of
 * the same size, and gathering each article's neighbours from that.
 */
import { itemWeights } from '../../functions/domain/recommend/item-weights.ts'
import { neighbourhoods } from '../../functions/domain/recommend/recommend-neighbours.ts'
import { DEFAULT_RECOMMEND_POLICY } from '../../functions/domain/recommend/recommend-policy.ts'
import { type CountedPairs, makePairCounter } from '../../functions/insight/learning/count-pairs.ts'
import { retailBaskets, retailMissing } from '../insight/learning/online-retail-baskets.ts'
import type { Figure } from './figure.ts'

type Baskets = readonly { readonly skus: ReadonlySet<string> }[]

export async function benchRecommendations(): Promise<readonly Figure[]> {
  const baskets: Baskets = retailMissing === '' ? await retailBaskets() : madeBaskets()
  const of = retailMissing === '' ? 'Online Retail' : 'a made shop'
  const before = megabytes()
  const start = performance.now()
  const counted = count(baskets)
  const countedAt = performance.now()
  const withNeighbours = [...neighbourhoods(counted, DEFAULT_RECOMMEND_POLICY)].length
  const end = performance.now()
  const weighed = [...itemWeights(counted, DEFAULT_RECOMMEND_POLICY)].length
  const weighedAt = performance.now()
  const held = megabytes() - before
  const size = `${counted.baskets} orders of ${of}`
  return [
    { what: `pairs counted in ${size}`, value: (countedAt - start) / 1_000, unit: 's' },
    { what: `pairs counted in ${size}, memory`, value: held, unit: 'MB' },
    { what: `pairs counted in ${size}`, value: counted.pairs, unit: 'pairs' },
    {
      what: `neighbours of ${withNeighbours} articles gathered`,
      value: (end - countedAt) / 1_000,
      unit: 's',
    },
    { what: `weights of ${weighed} articles`, value: (weighedAt - end) / 1_000, unit: 's' },
  ]
}

function count(baskets: Baskets): CountedPairs {
  const counter = makePairCounter()
  for (const { skus } of baskets) counter.add(skus)
  return counter.counted()
}

function megabytes(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

/** As many orders as in the public file, of 25 products each, a few of which everybody buys. */
function madeBaskets(): Baskets {
  return Array.from({ length: 12_383 }, (_, basket) => ({
    skus: new Set(
      Array.from({ length: 25 }, (_, i) => {
        const mixed = Math.imul(basket * 25 + i + 1, 0x9e3779b1) >>> 0
        return `sku-${Math.floor((mixed / 2 ** 32) ** 3 * 3_500)}`
      }),
    ),
  }))
}
