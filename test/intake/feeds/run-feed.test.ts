/** Feeds of a shop by address: fetched when they are due, taken in, and what is noted of that. */
import { expect } from 'vitest'
import { isFailing } from '../../../functions/domain/recommend/feed-failure.ts'
import { standingIn } from '../../../functions/domain/recommend/product.ts'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { feedRunLine } from '../../../functions/intake/feeds/feed-run-line.ts'
import { nextReadAt } from '../../../functions/intake/feeds/run-due-feeds.ts'
import { runFeed } from '../../../functions/intake/feeds/run-feed.ts'
import { loadProduct } from '../../../functions/store/items.ts'
import { days, NOON } from '../../support/given.ts'
import { describeFeeds, HEAD, line, settingsOf } from './feeds-by-address.ts'

describeFeeds('a feed of a shop', (feeds) => {
  const { it, asked, answer, due, failing, ports, serving, shopWithFeed, table } = feeds

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
      const product = await loadProduct(table(), shop, 'a')
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
    expect(isFailing(await feed(), NOON + 22 * HOUR_MS)).toBe(false)
    expect(isFailing(await feed(), NOON + 23 * HOUR_MS)).toBe(true)
    serving(HEAD + line('a'))
    await run(NOON + 25 * HOUR_MS)
    expect((await feed()).failingSince).toBeUndefined()
  })

  it('that fails for a day is an error in the log, however rarely it is read', async () => {
    for (const everyHours of [24, 168]) {
      const { shop, run, feed } = await shopWithFeed({ everyHours })
      failing(404)
      expect(feedRunLine(shop, await feed(), await run(NOON))[1]).toBe('feed-failed')
      const before = await feed()
      // What looks for due feeds is that much early.
      const end = await run(nextReadAt(before) - 10 * MINUTE_MS)
      expect(end).toMatchObject({ run: { at: NOON + days(1) - 10 * MINUTE_MS } })
      expect(feedRunLine(shop, before, end).slice(0, 2)).toEqual(['error', 'feed-failing'])
    }
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
    asked.length = 0
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
})
