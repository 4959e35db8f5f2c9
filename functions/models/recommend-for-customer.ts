/** What to show one customer in a mail now: recommended, to be had, and known in their language. */
import { type Product, productIn, type ShownProduct } from '../domain/product.ts'
import {
  latestFirst,
  MOST_SEEDS,
  type Recommendation,
  recommend,
  recommendedLately,
  type ToRecommendFrom,
} from '../domain/recommend.ts'
import type { Instant } from '../domain/time.ts'
import { loadNeighbours, loadPopular, loadProduct } from '../store/items.ts'
import type { CustomerKey } from '../store/keys.ts'
import { loadBought, loadRecommended } from '../store/recommended.ts'
import type { Table } from '../store/table.ts'

export type RecommendTo = {
  readonly key: CustomerKey
  readonly shop: string
  /** They are then offered what everybody is. */
  readonly objectsToProfiling: boolean
}

export type RecommendPorts = { readonly table: Table; readonly now: () => Instant }

export type RecommendedProduct = Recommendation & { readonly product: ShownProduct }

/** In a shop that told of few products, this many are looked for and not found. */
const MOST_LOOKED_FOR = 60

/**
 * At most `count` products that may be shown in `locale`, the best first; fewer or none where there
 * are no more. It writes nothing: what a mail did show is noted when it was sent.
 *
 * @throws if the store fails
 * @example await recommendForCustomer(customer, 'en', 6, { table, now: Date.now })
 */
export async function recommendForCustomer(
  to: RecommendTo,
  locale: string,
  count: number,
  ports: RecommendPorts,
): Promise<readonly RecommendedProduct[]> {
  const known = await loadKnown(to, ports)
  const looked = new Map<string, Product | undefined>()
  const shown = (sku: string): ShownProduct | undefined => {
    const product = looked.get(sku)
    return product && productIn(product, locale)
  }
  // Whatever was not looked for yet is taken to be there, until all that is chosen was found.
  const available = (sku: string): boolean =>
    looked.has(sku) ? shown(sku) !== undefined : looked.size < MOST_LOOKED_FOR
  for (;;) {
    const chosen = recommend({ ...known, available }, count)
    const unknown = chosen.filter(({ sku }) => !looked.has(sku))
    if (unknown.length === 0)
      return chosen.map((each) => ({ ...each, product: shown(each.sku) as ShownProduct }))
    const found = await Promise.all(
      unknown.map(({ sku }) => loadProduct(ports.table, to.shop, sku)),
    )
    for (const [i, { sku }] of unknown.entries()) looked.set(sku, found[i])
  }
}

async function loadKnown(
  { key, shop, objectsToProfiling }: RecommendTo,
  { table, now }: RecommendPorts,
): Promise<Omit<ToRecommendFrom, 'available'>> {
  const [bought, recommended, popular] = await Promise.all([
    objectsToProfiling ? [] : loadBought(table, key),
    loadRecommended(table, key),
    loadPopular(table, shop),
  ])
  const seeds = latestFirst(bought).slice(0, MOST_SEEDS)
  const beside = await Promise.all(
    seeds.map(async (sku) => [sku, await loadNeighbours(table, shop, sku)] as const),
  )
  return {
    bought,
    recommendedLately: recommendedLately(recommended, now()),
    neighbours: new Map(beside),
    popular: popular?.skus ?? [],
    objectsToProfiling,
  }
}
