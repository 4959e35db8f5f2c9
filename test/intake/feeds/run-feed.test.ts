/** Feeds of a shop by address: fetched when they are due, taken in, and what is noted of that. */
import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import { isFailing } from '../../../functions/domain/recommend/feed-failure.ts'
import { type NotShownReason, standingIn } from '../../../functions/domain/recommend/product.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { FETCH_LIMITS, type FeedNetwork } from '../../../functions/intake/feeds/fetch-feed.ts'
import { dueFeeds, nextReadAt, runDueFeeds } from '../../../functions/intake/feeds/run-due-feeds.ts'
import {
  type FeedRunEnd,
  type RunFeedOptions,
  type RunFeedPorts,
  runFeed,
} from '../../../functions/intake/feeds/run-feed.ts'
import type { FeedPlan, StoredFeed } from '../../../functions/store/codecs/feed-rows.ts'
import {
  addFeed,
  leaseFeed,
  loadFeed,
  loadFeeds,
  releaseFeed,
  removeFeed,
} from '../../../functions/store/feeds.ts'
import { loadProduct } from '../../../functions/store/items.ts'
import { addShop } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON, settings } from '../../support/given.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../../support/https-endpoint.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'

let server: HttpsEndpoint
let network: FeedNetwork
let asked: (string | undefined)[] = []
beforeAll(async () => {
  server = await startHttpsEndpoint()
  network = { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: server.cert }
})
afterAll(() => server.stop())
beforeEach(() => {
  asked = []
})

const HEAD = 'id,title,link,image_link,availability,price\n'
const line = (sku: string, availability = 'in stock', price = '12.50 EUR') =>
  `${sku},Tea ${sku},https://acme.example/${sku},https://acme.example/${sku}.jpg,${availability},${price}\n`

function answer(listener: RequestListener): void {
  server.answer((request, response) => {
    asked.push(request.headers['if-none-match'])
    listener(request, response)
  })
}

const serving = (body: string, etag?: string): void =>
  answer((request, response) => {
    if (etag !== undefined && request.headers['if-none-match'] === etag)
      response.writeHead(304).end()
    else response.writeHead(200, etag === undefined ? {} : { etag }).end(body)
  })

const failing = (status: number): void =>
  answer((_, response) => {
    response.writeHead(status).end()
  })

describe.each(STORE_ENGINES)('a feed of a shop, on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  const it = (name: string, run: () => Promise<void>) => check(`${name}${because}`, run)

  const settingsOf = (id: string) => ({ ...settings(), shop: { ...settings().shop, id } })
  let shops = 0
  async function shopWithFeed(changes: Partial<FeedPlan> = {}) {
    const { shop: like, policy } = settings()
    const shop = `acme-${++shops}`
    await addShop(table, { ...like, id: shop }, policy)
    const plan: FeedPlan = {
      name: 'english',
      url: `https://localhost:${server.port}/feed.csv?key=s3cret`,
      locale: 'en',
      isWhole: false,
      everyHours: 24,
      addedAt: NOON,
      ...changes,
    }
    await addFeed(table, shop, plan)
    const feed = async () => (await loadFeed(table, shop, plan.name)) as StoredFeed
    const run = async (at: Instant, options: RunFeedOptions = {}): Promise<FeedRunEnd> =>
      runFeed(await feed(), settingsOf(shop), options, ports(at))
    const standing = async (
      sku: string,
      at: Instant,
    ): Promise<NotShownReason | string | undefined> => {
      const product = await loadProduct(table, shop, sku)
      if (!product) return undefined
      const { shown, because } = standingIn(product, 'en', { now: at, unseenAfterDays: 30 })
      return because ?? shown.price
    }
    return { shop, plan, feed, run, standing }
  }

  let leases = 0
  const ports = (at: Instant): RunFeedPorts => ({
    ...{ table, network, now: () => at, limits: FETCH_LIMITS },
    newLeaseId: () => `lease-${++leases}`,
  })

  const due = async (shop: string, at: Instant) => {
    const all = await dueFeeds({ table, onFailure: () => {} }, at)
    return all.filter((one) => one.shop === shop).map(({ feed }) => feed.name)
  }

  it('is read, and read again a day later: what is sold out is not shown', async () => {
    const { shop, feed, run, standing } = await shopWithFeed()
    expect(await due(shop, NOON)).toEqual(['english'])
    serving(HEAD + line('a') + line('b'))
    const end = await run(NOON)
    expect(end.kind).toBe('read')
    expect(await standing('a', NOON)).toBe('€12.50')
    const { runs, readAt, version, lease } = await feed()
    expect(runs).toEqual([
      {
        ...{ at: NOON, status: 'read', rows: 2, refused: 0 },
        outcome: { products: 2, withdrawn: 0, isCut: false },
      },
    ])
    expect({ readAt, version, lease }).toEqual({ readAt: NOON, version: 3, lease: undefined })
    expect(await due(shop, NOON + 23 * HOUR_MS)).toEqual([])
    const nextDay = NOON + 24 * HOUR_MS - 5 * MINUTE_MS
    expect(await due(shop, nextDay)).toEqual(['english'])
    serving(HEAD + line('a', 'sold out') + line('b', 'in stock', '9.50 EUR'))
    await run(nextDay)
    expect(await standing('a', nextDay)).toBe('unavailable-in-language')
    expect(await standing('b', nextDay)).toBe('€9.50')
  })

  it('changes nothing where the server says that it is unchanged', async () => {
    const { run, feed } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    await run(NOON)
    expect((await run(NOON + days(1))).kind).toBe('unchanged')
    expect(asked).toEqual([undefined, '"1"'])
    const { runs, readAt } = await feed()
    expect(runs.map(({ status }) => status)).toEqual(['unchanged', 'read'])
    expect(readAt).toBe(NOON)
  })

  it('is read in full each week however unchanged, so that its articles do not age out', async () => {
    const { run, standing } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    for (let day = 0; day <= 36; day += 3) await run(NOON + days(day))
    expect(asked.filter((etag) => etag === undefined)).toHaveLength(7)
    expect(await standing('a', NOON + days(37))).toBe('€12.50')
  })

  it('is read so often that what it names is shown, however soon other articles age out', async () => {
    const { shop, feed } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    const unseenAfterDays = 3
    const { policy, ...of } = settingsOf(shop)
    const soon = { ...policy, recommend: { ...policy.recommend, unseenAfterDays } }
    for (let day = 0; day <= 10; day++) {
      const at = NOON + days(day)
      await runFeed(await feed(), { ...of, policy: soon }, {}, ports(at))
      const product = await loadProduct(table, shop, 'a')
      const rule = { now: at + days(1) - 1, unseenAfterDays }
      expect.soft(product && standingIn(product, 'en', rule).because, `day ${day}`).toBeUndefined()
    }
    expect(asked.length).toBe(11)
  })

  it('is read by hand whatever the server says', async () => {
    const { run } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    await run(NOON)
    expect((await run(NOON + 1, { evenUnchanged: true })).kind).toBe('read')
  })

  it('withdraws what it does not name only if it is complete, and not too much at once', async () => {
    const { run, feed, standing } = await shopWithFeed({ isWhole: true })
    serving(HEAD + ['a', 'b', 'c', 'd'].map((sku) => line(sku)).join(''))
    await run(NOON)
    serving(HEAD + ['a', 'b', 'c'].map((sku) => line(sku)).join(''))
    await run(NOON + days(1))
    expect(await standing('d', NOON + days(1))).toBe('unavailable-in-language')
    serving(HEAD + line('a'))
    await run(NOON + days(2))
    expect(await standing('b', NOON + days(2))).toBe('€12.50')
    expect((await feed()).runs.map(({ outcome }) => outcome)).toEqual([
      { products: 1, withdrawn: 0, isCut: true },
      { products: 3, withdrawn: 1, isCut: false },
      { products: 4, withdrawn: 0, isCut: false },
    ])
    await run(NOON + days(3), { mostWithdrawn: 1 })
    expect(await standing('b', NOON + days(3))).toBe('unavailable-in-language')
  })

  it('that was too short to withdraw by is read in full again, and not called unchanged', async () => {
    const { run, feed } = await shopWithFeed({ isWhole: true })
    serving(HEAD + line('a') + line('b'), '"1"')
    await run(NOON)
    serving(HEAD + line('a'), '"2"')
    await run(NOON + days(1))
    await run(NOON + days(2))
    expect((await feed()).runs.map(({ outcome }) => outcome?.isCut)).toEqual([true, true, false])
  })

  it('that fails is noted with its reason, and tried again within the hour if that may pass', async () => {
    const { shop, run, feed } = await shopWithFeed()
    failing(503)
    expect((await run(NOON)).kind).toBe('failed')
    const { runs, failingSince } = await feed()
    expect(runs).toEqual([{ at: NOON, status: 'failed', why: 'server-fault', detail: 'HTTP 503' }])
    expect(failingSince).toBe(NOON)
    expect(await due(shop, NOON + HOUR_MS)).toEqual(['english'])
    failing(401)
    await run(NOON + HOUR_MS)
    expect((await feed()).runs[0]?.why).toBe('log-in')
    expect(nextReadAt(await feed())).toBe(NOON + 25 * HOUR_MS)
    expect(isFailing(await feed(), NOON + days(1) - 1)).toBe(false)
    expect(isFailing(await feed(), NOON + days(1))).toBe(true)
    serving(HEAD + line('a'))
    await run(NOON + 25 * HOUR_MS)
    expect((await feed()).failingSince).toBeUndefined()
  })

  it('that is cut off keeps what came before, withdraws nothing, and is read in full next', async () => {
    const { run, feed, standing } = await shopWithFeed({ isWhole: true })
    serving(HEAD + line('a') + line('b'), '"1"')
    await run(NOON)
    const part = HEAD + line('a', 'in stock', '9.50 EUR').repeat(1_500)
    answer((_, response) => {
      response.writeHead(200, { 'content-length': '1000000', etag: '"2"' }).write(part)
      setTimeout(() => response.destroy(), 50)
    })
    await run(NOON + days(1))
    expect((await feed()).runs[0]).toMatchObject({ status: 'failed', why: 'cut-off' })
    expect(await standing('a', NOON + days(1))).toBe('€9.50')
    expect(await standing('b', NOON + days(1))).toBe('€12.50')
    serving(HEAD + line('a') + line('b'), '"1"')
    expect((await run(NOON + days(2))).kind).toBe('read')
  })

  it('is read by the mapping that it was added with, or not at all', async () => {
    const mapping = {
      ...{ language: 'en', id: { column: 'nr' }, title: 'name', price: 'cost' },
      ...{ link: 'page', image: 'pic', availability: { value: 'yes' } },
    }
    serving('nr,name,page,pic,cost\na,Tea,https://a.example/a,https://a.example/a.jpg,12.50 EUR\n')
    const { run, standing } = await shopWithFeed({ mapping: JSON.stringify(mapping) })
    expect(await run(NOON)).toMatchObject({ kind: 'read', read: { shape: 'mapped', rows: 1 } })
    expect(await standing('a', NOON)).toBe('€12.50')
    const newer = await shopWithFeed({ mapping: JSON.stringify({ ...mapping, later: true }) })
    asked = []
    expect(await newer.run(NOON)).toMatchObject({ kind: 'failed', run: { why: 'fault' } })
    expect(await newer.standing('a', NOON)).toBeUndefined()
    // An answer that is not read would keep its connection open.
    expect(asked).toEqual([])
  })

  it('that is a web page, or empty, is no feed', async () => {
    const { run, feed } = await shopWithFeed()
    serving('<!doctype html><html><body>Log in</body></html>')
    await run(NOON)
    serving(HEAD)
    await run(NOON + 1)
    serving('')
    await run(NOON + 2)
    expect((await feed()).runs.map(({ why, detail }) => [why, detail])).toEqual([
      ['not-a-feed', 'empty-file'],
      ['empty', undefined],
      ['not-a-feed', 'not-a-feed'],
    ])
  })

  it('keeps its address out of everything that is noted', async () => {
    const { run, feed } = await shopWithFeed()
    for (const status of [200, 302, 404, 500]) {
      failing(status)
      const end = await run(NOON)
      const { url, ...noted } = await feed()
      expect(url).toContain('s3cret')
      expect(JSON.stringify([noted, end])).not.toContain('s3cret')
    }
  })

  it('is read by one at a time', async () => {
    const { shop, feed, run } = await shopWithFeed()
    serving(HEAD + line('a'))
    const [one, other] = await Promise.all([run(NOON), run(NOON)])
    expect([one.kind, other.kind].sort()).toEqual(['busy', 'read'])
    const lease = { id: 'gone', now: NOON, until: NOON + 20 * MINUTE_MS }
    const leased = await leaseFeed(table, shop, await feed(), lease)
    expect(leased?.lease).toEqual({ id: 'gone', until: NOON + 20 * MINUTE_MS })
    expect((await run(NOON + 19 * MINUTE_MS)).kind).toBe('busy')
    expect(await due(shop, NOON + 19 * MINUTE_MS)).toEqual([])
    expect((await run(NOON + 20 * MINUTE_MS)).kind).toBe('read')
  })

  it('is read though a clock that was a year ahead has noted a run, or another reader', async () => {
    const { shop, feed, run, standing } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    await run(NOON + days(365))
    const ahead = { id: 'ahead', now: NOON + days(365), until: NOON + days(365) + MINUTE_MS }
    expect(await leaseFeed(table, shop, await feed(), ahead)).toBeDefined()
    expect(await due(shop, NOON)).toEqual(['english'])
    expect((await run(NOON)).kind).toBe('read')
    expect(await due(shop, NOON)).toEqual([])
    // It ages as of the time that is right, too.
    expect(await standing('a', NOON + days(31))).toBe('not-seen-lately')
  })

  it('that was removed meanwhile is not brought back by its reader', async () => {
    const { shop, feed } = await shopWithFeed()
    const lease = { id: 'one', now: NOON, until: NOON + MINUTE_MS }
    const leased = (await leaseFeed(table, shop, await feed(), lease)) as StoredFeed
    expect(await removeFeed(table, shop, 'english')).toBe(true)
    expect(await releaseFeed(table, shop, leased, leased)).toBeUndefined()
    expect(await loadFeeds(table, shop)).toEqual([])
    expect(await removeFeed(table, shop, 'english')).toBe(false)
  })

  it('that was removed and added again has nothing of the one before', async () => {
    const { shop, plan, feed } = await shopWithFeed()
    const before = await feed()
    const addedAgain = async (addedAt: Instant) => {
      await removeFeed(table, shop, 'english')
      await addFeed(table, shop, { ...plan, url: 'https://other.example/', addedAt })
    }
    await addedAgain(NOON + 1)
    const lease = { id: 'one', now: NOON, until: NOON + MINUTE_MS }
    expect(await leaseFeed(table, shop, before, lease)).toBeUndefined()
    const leased = (await leaseFeed(table, shop, await feed(), lease)) as StoredFeed
    await addedAgain(NOON + 2)
    await leaseFeed(table, shop, await feed(), { ...lease, id: 'other' })
    expect(await releaseFeed(table, shop, leased, { ...leased, url: plan.url })).toBeUndefined()
    expect((await feed()).url).toBe('https://other.example/')
  })

  it('is added once under its name', async () => {
    const { shop, plan } = await shopWithFeed()
    expect(await addFeed(table, shop, { ...plan, url: 'https://other.example/' })).toBe(false)
    expect(await addFeed(table, shop, { ...plan, name: 'chinese', locale: 'zh-CN' })).toBe(true)
    expect((await loadFeeds(table, shop)).map(({ name, url }) => [name, url])).toEqual([
      ['chinese', plan.url],
      ['english', plan.url],
    ])
  })

  it('that other feeds left too little time for is tried again in an hour', async () => {
    const { shop, run, feed } = await shopWithFeed()
    answer(() => {})
    const limits = { ...FETCH_LIMITS, wholeMs: 50 }
    const alone = await runFeed(await feed(), settingsOf(shop), {}, { ...ports(NOON), limits })
    expect(alone).toMatchObject({ kind: 'failed', run: { why: 'too-long' } })
    expect(nextReadAt(await feed())).toBe(NOON + 24 * HOUR_MS)
    const options = { hasLessTime: true }
    await runFeed(await feed(), settingsOf(shop), options, { ...ports(NOON), limits })
    expect((await feed()).runs[0]).toEqual({ at: NOON, status: 'failed', why: 'no-time' })
    expect(nextReadAt(await feed())).toBe(NOON + HOUR_MS)
    serving(HEAD + line('a'))
    expect((await run(NOON + HOUR_MS)).kind).toBe('read')
  })

  it('is left for the next time where there is none for it', async () => {
    const { shop, feed } = await shopWithFeed()
    serving(HEAD + line('a'))
    const ended: string[] = []
    const runAll = (remainingMs: number) =>
      runDueFeeds({
        ...ports(NOON),
        remainingMs: () => remainingMs,
        onEnd: (of, { name }, { kind }) => ended.push(`${of} ${name} ${kind}`),
        onFailure: () => {},
      })
    expect((await runAll(2 * MINUTE_MS)).left).toBeGreaterThan(0)
    expect(ended).toEqual([])
    await runAll(10 * MINUTE_MS)
    expect(ended).toContain(`${shop} english read`)
    expect((await feed()).runs[0]?.status).toBe('read')
  })
})
