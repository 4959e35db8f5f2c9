/** Shops with a feed by address, and the server that it is fetched from. */
import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { type NotShownReason, standingIn } from '../../../functions/domain/recommend/product.ts'
import type { Instant } from '../../../functions/domain/time.ts'
import { FETCH_LIMITS, type FeedNetwork } from '../../../functions/intake/feeds/fetch-feed.ts'
import { dueFeeds } from '../../../functions/intake/feeds/run-due-feeds.ts'
import {
  type FeedRunEnd,
  type RunFeedOptions,
  type RunFeedPorts,
  runFeed,
} from '../../../functions/intake/feeds/run-feed.ts'
import type { FeedPlan, StoredFeed } from '../../../functions/store/codecs/feed-rows.ts'
import { addFeed, loadFeed } from '../../../functions/store/feeds.ts'
import { loadProduct } from '../../../functions/store/items.ts'
import { addShop } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { NOON, settings } from '../../support/given.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../../support/https-endpoint.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'

export const HEAD = 'id,title,link,image_link,availability,price\n'
export const line = (sku: string, availability = 'in stock', price = '12.50 EUR') =>
  `${sku},Tea ${sku},https://acme.example/${sku},https://acme.example/${sku}.jpg,${availability},${price}\n`

export const settingsOf = (id: string) => ({ ...settings(), shop: { ...settings().shop, id } })

/**
 * A server that answers as the test says, once the tests run.
 *
 * @returns `asked`: by which version the feed was asked for, each time since the test began
 */
function feedServer() {
  let server: HttpsEndpoint
  const asked: (string | undefined)[] = []
  beforeAll(async () => {
    server = await startHttpsEndpoint()
  })
  afterAll(() => server.stop())
  beforeEach(() => {
    asked.length = 0
  })
  function answer(listener: RequestListener): void {
    server.answer((request, response) => {
      asked.push(request.headers['if-none-match'])
      listener(request, response)
    })
  }
  return {
    asked,
    answer,
    url: () => `https://localhost:${server.port}/feed.csv?key=s3cret`,
    network: (): FeedNetwork => ({
      resolve: async () => ['127.0.0.1'],
      isAllowed: () => true,
      ca: server.cert,
    }),
    serving: (body: string, etag?: string): void =>
      answer((request, response) => {
        if (etag !== undefined && request.headers['if-none-match'] === etag)
          response.writeHead(304).end()
        else response.writeHead(200, etag === undefined ? {} : { etag }).end(body)
      }),
    failing: (status: number): void =>
      answer((_, response) => {
        response.writeHead(status).end()
      }),
  }
}

type FeedServer = ReturnType<typeof feedServer>

/** What the tests of one engine use. */
function feedsOn(table: () => Table, { url, network, ...server }: FeedServer) {
  let shops = 0
  const ports = (at: Instant): RunFeedPorts => ({
    ...{ table: table(), network: network(), now: () => at, limits: FETCH_LIMITS },
  })
  return {
    ...server,
    table,
    ports,
    async shopWithFeed(changes: Partial<FeedPlan> = {}) {
      const { shop: like, policy } = settings()
      const shop = `acme-${++shops}`
      await addShop(table(), { ...like, id: shop }, policy)
      const plan: FeedPlan = {
        name: 'english',
        url: url(),
        locale: 'en',
        isWhole: false,
        everyHours: 24,
        addedAt: NOON,
        ...changes,
      }
      await addFeed(table(), shop, plan)
      const feed = async () => (await loadFeed(table(), shop, plan.name)) as StoredFeed
      const run = async (at: Instant, options: RunFeedOptions = {}): Promise<FeedRunEnd> =>
        runFeed(await feed(), settingsOf(shop), options, ports(at))
      const standing = async (
        sku: string,
        at: Instant,
      ): Promise<NotShownReason | string | undefined> => {
        const product = await loadProduct(table(), shop, sku)
        if (!product) return undefined
        const { shown, because } = standingIn(product, 'en', { now: at, unseenAfterDays: 30 })
        return because ?? shown.price
      }
      return { shop, plan, feed, run, standing }
    },
    async due(shop: string, at: Instant) {
      const all = await dueFeeds({ table: table(), onFailure: () => {} }, at)
      return all.filter((one) => one.shop === shop).map(({ feed }) => feed.name)
    },
  }
}

type Feeds = ReturnType<typeof feedsOn> & {
  /** As vitest's, skipped where the engine cannot run. */
  readonly it: (name: string, run: () => Promise<void>) => void
}

/**
 * Describes feeds by address on each engine.
 *
 * @example describeFeeds('a feed of a shop', ({ it, shopWithFeed }) => { it('...', ...) })
 */
export function describeFeeds(what: string, tests: (feeds: Feeds) => void): void {
  const server = feedServer()
  describe.each(STORE_ENGINES)(`${what}, on $name`, (engine) => {
    let table: Table
    const { check, because } = onEngine(engine, (store) => {
      table = store.table
    })
    const it = (name: string, run: () => Promise<void>) => check(`${name}${because}`, run)
    tests({ it, ...feedsOn(() => table, server) })
  })
}
