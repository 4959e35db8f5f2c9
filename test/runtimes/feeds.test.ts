import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import type { Log } from '../../functions/runtimes/log.ts'
import type { ThreadEntry } from '../../functions/runtimes/one-machine/engine.ts'
import { type Feeds, startFeeds } from '../../functions/runtimes/one-machine/feeds.ts'
import { feedsByStatus } from '../../functions/runtimes/one-machine/metrics.ts'
import { sqliteThreads } from '../../functions/runtimes/one-machine/sqlite/threads.ts'
import { addFeed, loadFeed } from '../../functions/store/feeds.ts'
import { loadProduct } from '../../functions/store/items.ts'
import { addShop } from '../../functions/store/shops.ts'
import { type Database, openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { NOON, settings } from '../support/given.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../support/https-endpoint.ts'

/** 100,000 were taken in once, to measure what others wait meanwhile. */
const ARTICLES = Number(process.env.REKINDLE_FEED_ARTICLES ?? 2_000)
const SECRET = 's3cret'

const folder = mkdtempSync(join(tmpdir(), 'rekindle-feeds-'))
let server: HttpsEndpoint
beforeAll(async () => {
  server = await startHttpsEndpoint()
  const lines = Array.from({ length: ARTICLES }, (_, i) => [
    ...[`sku-${i}`, `Tea ${i}`, `https://acme.example/${i}`, `https://acme.example/${i}.jpg`],
    ...['in stock', '12.50 EUR'],
  ])
  const body = ['id,title,link,image_link,availability,price', ...lines.map(String), ''].join('\n')
  server.answer((_, response) => response.end(body))
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

let files = 0
let file: string
let database: Database
let table: Table
let logged: Parameters<Log>[]
let feeds: Feeds | undefined
const log: Log = (...line) => logged.push(line)
const events = () => logged.map(([, event]) => event)

beforeEach(async () => {
  file = join(folder, `${files++}.sqlite`)
  database = openDatabase(file)
  table = makeSqliteTable(database)
  logged = []
  const { shop, policy } = settings()
  await addShop(table, shop, policy)
})
afterEach(async () => {
  await feeds?.stop()
  feeds = undefined
  database.close()
})

const addOne = (addedAt = NOON) =>
  addFeed(table, 'acme', {
    ...{ name: 'english', locale: 'en', isWhole: false, everyHours: 24, addedAt },
    url: `https://localhost:${server.port}/feed.csv?key=${SECRET}`,
  })

const ownInternet = (): ThreadEntry => ({
  script: new URL('../support/feed-worker.ts', import.meta.url),
  store: { file, ca: server.cert },
})

const start = (entry: ThreadEntry = ownInternet()): void => {
  feeds = startFeeds({ entry, table, now: () => NOON, log, firstAfterMs: 1 })
}

describe('feeds on one machine', () => {
  it('are read when they are due, while others hardly wait', async () => {
    await addOne()
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const began = performance.now()
    start()
    await expect.poll(events, { timeout: 300_000, interval: 20 }).toEqual(['feed-read'])
    delay.disable()
    const ms = (nanoseconds: number) => Math.round(nanoseconds / 1e5) / 10
    if (process.env.REKINDLE_FEED_ARTICLES)
      process.stdout.write(
        `${ARTICLES} articles in ${Math.round(performance.now() - began)} ms; event loop delay: median ${ms(delay.percentile(50))} ms, 99% ${ms(delay.percentile(99))} ms, longest ${ms(delay.max)} ms\n`,
      )
    expect(ms(delay.percentile(50))).toBeLessThan(50)
    expect(logged[0]?.[2]).toMatchObject({ shop: 'acme', feed: 'english', products: ARTICLES })
    expect((await loadProduct(table, 'acme', 'sku-7'))?.locales.en?.title).toBe('Tea 7')
    expect(JSON.stringify(logged)).not.toContain(SECRET)
    const { runs = [] } = (await loadFeed(table, 'acme', 'english')) ?? {}
    expect(Math.abs((runs[0]?.at ?? 0) - NOON)).toBeLessThan(MINUTE_MS)
    expect(await feedsByStatus(table)).toEqual(new Map([['read', 1]]))
  })

  it('are not looked at before they are due', async () => {
    await addOne(NOON + 20 * MINUTE_MS)
    start()
    await new Promise((done) => setTimeout(done, 100))
    expect(events()).toEqual([])
    expect(await feedsByStatus(table)).toEqual(new Map([['waiting', 1]]))
  })

  it('are not fetched from this machine by the thread as it is', async () => {
    await addOne()
    start(sqliteThreads(file).feeds)
    await expect.poll(events, { timeout: 30_000 }).toEqual(['feed-failed'])
    expect(logged[0]?.[2]).toMatchObject({ why: 'not-public' })
    expect(await feedsByStatus(table)).toEqual(new Map([['failed', 1]]))
  })
})
