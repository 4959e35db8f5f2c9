import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import type { FeedRun } from '../../functions/store/codecs/feed-rows.ts'
import { leaseFeed, loadFeeds, releaseFeed } from '../../functions/store/feeds.ts'
import { addShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { NOON, settings } from '../support/given.ts'
import { runHere } from './run-here.ts'

const SECRET = 's3cret'
const URL = `https://shop:pw-${SECRET}@feeds.acme.example/en/feed.xml?key=${SECRET}`

describe('feeds by address', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-feeds-'))
  const file = join(folder, 'shop.sqlite')
  const database = openDatabase(file)
  const table: Table = makeSqliteTable(database)
  afterAll(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })

  let shop = ''
  let shops = 0
  beforeAll(() => runHere(['secret', 'status', '--db', file]))
  beforeEach(async () => {
    shop = `acme-${++shops}`
    const { shop: like, policy } = settings()
    await addShop(table, { ...like, id: shop }, policy)
  })

  const feed = async (...words: readonly string[]) => {
    const ran = await runHere(['products', 'feed', ...words, '--shop', shop, '--db', file])
    // Only the store has all of an address.
    expect(ran.out + ran.err).not.toContain(SECRET)
    return ran
  }

  const ended = async (run: FeedRun) => {
    const [one] = await loadFeeds(table, shop)
    if (!one) throw new Error('there is a feed')
    const leased = await leaseFeed(table, shop, one, { now: NOON, until: NOON })
    if (leased) await releaseFeed(table, shop, leased, { ...leased, runs: [run] })
  }

  it('are added, listed and removed, and never shown with what is secret in them', async () => {
    const added = await feed('add', 'english', '--url', URL, '--locale', 'en')
    expect(added.out).toBe(
      `Feed english (https://feeds.acme.example/en/feed.xml?…) is fetched every 24 hours. To read it now: rekindle products feed read english --shop ${shop}`,
    )
    const [stored] = await loadFeeds(table, shop)
    expect(stored).toMatchObject({ url: URL, locale: 'en', isWhole: false, everyHours: 24 })
    const { out } = await feed('list')
    expect(out).toContain('english  https://feeds.acme.example/en/feed.xml?…  24 h   never')
    expect(JSON.parse((await feed('list', '--json')).out)).toMatchObject([
      { name: 'english', address: 'https://feeds.acme.example/en/feed.xml?…', runs: [] },
    ])
    expect((await feed('remove', 'english')).out).toBe(
      'Feed english is removed. Its products stay.',
    )
    expect((await feed('list')).out).toContain('has no feeds')
  })

  it('are not read twice at once, and the command says until when at the latest', async () => {
    await feed('add', 'english', '--url', URL, '--locale', 'en')
    const [one] = await loadFeeds(table, shop)
    if (!one) throw new Error('there is a feed')
    const now = Date.now()
    await leaseFeed(table, shop, one, { now, until: now + 20 * MINUTE_MS })
    const { code, err } = await feed('read', 'english')
    expect(code).toBe(1)
    expect(err.trim()).toMatch(
      /^Feed english is being read .* at \d{4}-\d\d-\d\d \d\d:\d\d UTC at the latest\.$/,
    )
  })

  it('are read as their options say', async () => {
    const options = ['--full', '--every', '2d', '--id-rule', 'shopify-variant+lower']
    const { code } = await feed('add', 'zh', '--url', URL, '--locale', 'zh-CN', ...options)
    expect(code).toBe(0)
    expect((await loadFeeds(table, shop))[0]).toMatchObject({
      ...{ isWhole: true, everyHours: 48, idRule: 'shopify-variant+lower' },
    })
  })

  it('are read by the mapping that its file held when they were added', async () => {
    const mapping = join(folder, 'feed.yaml')
    writeFileSync(
      mapping,
      'id: { column: nr, rule: lower }\ntitle: name\navailability: { value: "yes" }\n',
    )
    expect((await feed('add', 'own', '--url', URL, '--mapping', mapping)).code).toBe(0)
    const [stored] = await loadFeeds(table, shop)
    expect(JSON.parse(stored?.mapping ?? '')).toEqual({
      ...{ id: { column: 'nr', rule: 'lower' }, title: 'name' },
      availability: { value: 'yes' },
    })
  })

  it.each([
    [['english', '--url', 'http://feeds.acme.example/'], '--url must begin with https://'],
    [['english', '--url', SECRET], '--url is not an address such as'],
    [['english', '--url', 'https://127.1/feed'], '--url must not lead into a private network'],
    [['english', '--url', 'https://[fd00::1]/feed'], '--url must not lead into a private network'],
    [['no/name', '--url', URL], 'is not a name for a feed'],
    [['english', '--url', URL, '--every', 'daily'], 'Invalid value "daily" for --every: use'],
    [['english', '--url', URL, '--every', '30m'], '--every: "30m" is not from 1h to 168h'],
    [['english', '--url', URL, '--every', '8d'], '--every: "8d" is not from 1h to 168h'],
    [['english', '--url', URL, '--locale', 'English!'], '--locale'],
    [['english', '--url', URL, '--id-rule', 'upper+lower'], '--id-rule'],
  ])('are refused where they cannot be read later: %j', async (words, problem) => {
    const { code, err } = await feed('add', ...words)
    expect(code).toBe(2)
    expect(err).toContain(problem)
    expect(await loadFeeds(table, shop)).toEqual([])
  })

  it('have names of their own', async () => {
    await feed('add', 'english', '--url', URL)
    const again = await feed('add', 'english', '--url', URL)
    expect([again.code, again.err]).toEqual([
      1,
      expect.stringContaining('There is a feed english already.'),
    ])
    const { err } = await feed('remove', 'french')
    expect(err).toContain('There is no feed french. The feeds are: english')
  })

  it('are not fetched from this machine', async () => {
    await feed('add', 'own', '--url', `https://localhost:1/${SECRET}`.replace(SECRET, 'feed'))
    const { code, err } = await feed('read', 'own')
    expect(code).toBe(1)
    expect(err).toContain('Feed own: the address leads into a private network')
    expect(err).toContain('Nothing was imported.')
    expect((await feed('list')).out).toContain('failed: the address leads into a private network')
  })

  it('show how their last run ended', async () => {
    await feed('add', 'english', '--url', URL)
    const read = { at: NOON, status: 'read', rows: 3, refused: 1 } as const
    await ended({ ...read, outcome: { products: 2, withdrawn: 0, isCut: true } })
    expect((await feed('list')).out).toContain(
      '2026-01-01 12:00 UTC  2 products, 1 rejected; nothing was withdrawn, because it would have been more than 30%',
    )
    await ended({ at: NOON, status: 'failed', why: 'log-in', detail: 'HTTP 401' })
    expect((await feed('list')).out).toContain(
      'failed: the server asks for a log-in or a token: check the address (HTTP 401)',
    )
  })
})
