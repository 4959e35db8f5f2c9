/** What to show one customer in a mail now: recommended, to be had, and known in their language. */
import {
  buyAgainPlaces,
  latestFirst,
  likeliestAgain,
  ownItems,
} from '../../domain/recommend/buy-again.ts'
import { type Product, productIn, type ShownProduct } from '../../domain/recommend/product.ts'
import {
  MOST_SEEDS,
  type Recommendation,
  recommend,
  recommendedLately,
  type ToRecommendFrom,
} from '../../domain/recommend/recommend.ts'
import {
  DEFAULT_RECOMMEND_POLICY,
  type RecommendPolicy,
} from '../../domain/recommend/recommend-policy.ts'
import type { Instant } from '../../domain/time.ts'
import { type BasketHistory, loadHistory } from '../../store/baskets.ts'
import { loadCounted, loadPopular } from '../../store/counted-items.ts'
import { loadProduct } from '../../store/items.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { loadRecommended } from '../../store/recommended.ts'
import type { Table } from '../../store/table.ts'

export type RecommendTo = {
  readonly key: CustomerKey
  readonly shop: string
  /** They are then offered what everybody is. */
  readonly objectsToProfiling: boolean
}

export type RecommendPorts = {
  readonly table: Table
  readonly now: () => Instant
  /** The shop's own, `settings.policy.recommend`. */
  readonly policy?: RecommendPolicy
}

export type ProductRecommendation = Recommendation & { readonly product: ShownProduct }

/** In a shop with few products recorded, this many are looked up and not found. */
const MOST_LOOKED_FOR = 60

/**
 * At most `count` products that may be shown in `locale`, best first; fewer if there are no more.
 * Products that share a page appear once, and pages of recent purchases are excluded. It writes
 * nothing: what a mail showed is recorded when it was sent.
 *
 * @throws if the store fails
 * @example await recommendForCustomer(customer, 'en', 6, { table, now: Date.now })
 */
export async function recommendForCustomer(
  to: RecommendTo,
  locale: string,
  count: number,
  ports: RecommendPorts,
): Promise<readonly ProductRecommendation[]> {
  const { known, products, pages } = await loadKnown(to, ports)
  const { unseenAfterDays } = ports.policy ?? DEFAULT_RECOMMEND_POLICY
  const rule = { now: ports.now(), unseenAfterDays }
  const looked = new Map<string, ShownProduct | undefined>()
  const chosenPages = new Set<string>()
  // Whatever was not looked for yet is taken to be there, until all that is chosen was found.
  const available = (sku: string): boolean =>
    looked.has(sku) ? looked.get(sku) !== undefined : looked.size < MOST_LOOKED_FOR
  for (;;) {
    const chosen = recommend({ ...known, available }, count)
    const unknown = chosen.filter(({ sku }) => !looked.has(sku))
    if (unknown.length === 0)
      return chosen.map((each) => ({ ...each, product: looked.get(each.sku) as ShownProduct }))
    const found = await Promise.all(
      unknown.map(({ sku }) => products.get(sku) ?? loadProduct(ports.table, to.shop, sku)),
    )
    for (const [i, { sku, because }] of unknown.entries()) {
      const shown = found[i] && productIn(found[i], locale, rule)
      const isOwn = because.kind === 'buy-again'
      const isFree = shown && !chosenPages.has(shown.url) && (isOwn || !pages.has(shown.url))
      looked.set(sku, isFree ? shown : undefined)
      if (shown) chosenPages.add(shown.url)
    }
  }
}

type KnownCustomer = {
  readonly known: Omit<ToRecommendFrom, 'available'>
  /** Of the items that they bought last. */
  readonly products: ReadonlyMap<string, Product>
  /** The pages of those. */
  readonly pages: ReadonlySet<string>
}

/** Of a long history, so many items are asked whether to show them again. */
const MOST_OWN_LOOKED_FOR = 20

async function loadKnown(
  { key, shop, objectsToProfiling }: RecommendTo,
  { table, now, policy = DEFAULT_RECOMMEND_POLICY }: RecommendPorts,
): Promise<KnownCustomer> {
  const at = now()
  const [history, recommended, popular] = await Promise.all([
    objectsToProfiling ? NO_HISTORY : loadHistory(table, key, at),
    loadRecommended(table, key),
    loadPopular(table, shop),
  ])
  const { bought } = history
  const buyAgain = buyAgainPlaces(policy.buyAgain, popular?.repeats)
  const seeds = latestFirst(bought).slice(0, MOST_SEEDS)
  const likeliest = buyAgain > 0 ? likeliestAgain(bought, at, MOST_OWN_LOOKED_FOR) : []
  const [counted, products] = await Promise.all([
    byItem([...new Set([...seeds, ...likeliest])], (sku) => loadCounted(table, shop, sku)),
    byItem(seeds, (sku) => loadProduct(table, shop, sku)),
  ])
  const again = [...counted].flatMap(([sku, item]) =>
    item.again ? [[sku, item.again] as const] : [],
  )
  return {
    known: {
      ...history,
      recommendedLately: recommendedLately(recommended, at, policy),
      neighbours: new Map([...counted].map(([sku, { neighbours }]) => [sku, neighbours])),
      weights: new Map([...counted].map(([sku, { weights = [] }]) => [sku, weights])),
      popular: popular?.skus ?? [],
      own: ownItems({ bought, again: new Map(again), recommended, now: at, policy }),
      buyAgain,
      objectsToProfiling,
    },
    products,
    pages: new Set([...products.values()].flatMap(pagesOf)),
  }
}

/** What is found of each item, read at once. */
async function byItem<T>(
  skus: readonly string[],
  load: (sku: string) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all(skus.map(load))
  return new Map(skus.flatMap((sku, i) => (found[i] === undefined ? [] : [[sku, found[i]]])))
}

const NO_HISTORY: BasketHistory = { bought: [], sentBack: new Set() }

const pagesOf = ({ locales }: Product): readonly string[] =>
  Object.values(locales).flatMap(({ url }) => url ?? [])
