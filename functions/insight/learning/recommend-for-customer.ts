/** What to show one customer in a mail now: recommended, to be had, and known in their language. */
import {
  buyAgainPlaces,
  latestFirst,
  likeliestAgain,
  ownItems,
  type ToBuyAgain,
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
 * Products that share a page, such as sizes, appear once. Pages of recent purchases are excluded,
 * but for an item that is due again by all purchases that lead to its page. It writes nothing: what
 * a mail showed is recorded when it was sent.
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
  const { known, toBuyAgain, products, pages } = await loadKnown(to, ports)
  const { unseenAfterDays } = ports.policy ?? DEFAULT_RECOMMEND_POLICY
  const rule = { now: ports.now(), unseenAfterDays }
  const looked = new Map<string, ShownProduct | undefined>()
  const chosenPages = new Set<string>()
  // Whatever was not looked for yet is taken to be there, until all that is chosen was found.
  const available = (sku: string): boolean =>
    looked.has(sku) ? looked.get(sku) !== undefined : looked.size < MOST_LOOKED_FOR
  const mayLeadTo = ({ sku, because }: Recommendation, { url }: ShownProduct): boolean => {
    const alike = pages.get(url)
    return (
      !alike || (because.kind === 'buy-again' && ownItems(asOne(toBuyAgain, alike, sku)).length > 0)
    )
  }
  for (;;) {
    const chosen = recommend({ ...known, available }, count)
    const unknown = chosen.filter(({ sku }) => !looked.has(sku))
    if (unknown.length === 0)
      return chosen.map((each) => ({ ...each, product: looked.get(each.sku) as ShownProduct }))
    const found = await Promise.all(
      unknown.map(({ sku }) => products.get(sku) ?? loadProduct(ports.table, to.shop, sku)),
    )
    for (const [i, one] of unknown.entries()) {
      const shown = found[i] && productIn(found[i], locale, rule)
      const isFree = shown && !chosenPages.has(shown.url) && mayLeadTo(one, shown)
      looked.set(one.sku, isFree ? shown : undefined)
      if (isFree) chosenPages.add(shown.url)
    }
  }
}

type KnownCustomer = {
  readonly known: Omit<ToRecommendFrom, 'available'>
  readonly toBuyAgain: ToBuyAgain
  /** Of the items that they bought last. */
  readonly products: ReadonlyMap<string, Product>
  /** The pages of those, and which lead there. */
  readonly pages: ReadonlyMap<string, readonly { readonly sku: string }[]>
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
  const again = new Map(
    [...counted].flatMap(([sku, item]) => (item.again ? [[sku, item.again] as const] : [])),
  )
  const toBuyAgain = { bought, again, recommended, now: at, policy }
  const pages = [...products].flatMap(([sku, product]) =>
    pagesOf(product).map((url) => ({ sku, url })),
  )
  return {
    known: {
      ...history,
      recommendedLately: recommendedLately(recommended, at, policy),
      neighbours: new Map([...counted].map(([sku, { neighbours }]) => [sku, neighbours])),
      weights: new Map([...counted].map(([sku, { weights = [] }]) => [sku, weights])),
      popular: popular?.skus ?? [],
      own: ownItems(toBuyAgain),
      buyAgain,
      objectsToProfiling,
    },
    toBuyAgain,
    products,
    pages: Map.groupBy(pages, ({ url }) => url),
  }
}

/** As if all that leads to the page of an item were that item. */
function asOne(
  known: ToBuyAgain,
  alike: readonly { readonly sku: string }[],
  sku: string,
): ToBuyAgain {
  const of = (events: ToBuyAgain['bought']) =>
    events
      .filter((event) => alike.some((one) => one.sku === event.sku))
      .map(({ at }) => ({ sku, at }))
  return { ...known, bought: of(known.bought), recommended: of(known.recommended) }
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
