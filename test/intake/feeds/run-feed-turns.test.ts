/** Whose turn it is to read a feed, and what is left of one that was removed or added again. */
import { expect } from 'vitest'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { FETCH_LIMITS } from '../../../functions/intake/feeds/fetch-feed.ts'
import { nextReadAt, runDueFeeds } from '../../../functions/intake/feeds/run-due-feeds.ts'
import { runFeed } from '../../../functions/intake/feeds/run-feed.ts'
import type { StoredFeed } from '../../../functions/store/codecs/feed-rows.ts'
import {
  addFeed,
  leaseFeed,
  loadFeed,
  loadFeeds,
  releaseFeed,
  removeFeed,
} from '../../../functions/store/feeds.ts'
import { loadProduct } from '../../../functions/store/items.ts'
import { days, NOON } from '../../support/given.ts'
import { describeFeeds, HEAD, line, settingsOf } from './feeds-by-address.ts'

describeFeeds('a feed with several readers', (feeds) => {
  const { it, answer, due, ports, serving, shopWithFeed, table } = feeds

  it('is read by one at a time', async () => {
    const { shop, feed, run } = await shopWithFeed()
    serving(HEAD + line('a'))
    const [one, other] = await Promise.all([run(NOON), run(NOON)])
    expect([one.kind, other.kind].sort()).toEqual(['busy', 'read'])
    const lease = { now: NOON, until: NOON + 20 * MINUTE_MS }
    const leased = await leaseFeed(table(), shop, await feed(), lease)
    expect(leased?.lease).toEqual({ until: NOON + 20 * MINUTE_MS })
    expect((await run(NOON + 19 * MINUTE_MS)).kind).toBe('busy')
    expect(await due(shop, NOON + 19 * MINUTE_MS)).toEqual([])
    expect((await run(NOON + 20 * MINUTE_MS)).kind).toBe('read')
  })

  it('is read though a clock that was a year ahead has noted a run, or another reader', async () => {
    const { shop, feed, run, standing } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    await run(NOON + days(365))
    const ahead = { now: NOON + days(365), until: NOON + days(365) + MINUTE_MS }
    expect(await leaseFeed(table(), shop, await feed(), ahead)).toBeDefined()
    expect(await due(shop, NOON)).toEqual(['english'])
    expect((await run(NOON)).kind).toBe('read')
    expect(await due(shop, NOON)).toEqual([])
    // It ages as of the time that is right, too.
    expect(await standing('a', NOON + days(31))).toBe('not-seen-lately')
  })

  it('is read in full again where another feed was newer in one of its articles', async () => {
    const { shop, plan, run } = await shopWithFeed()
    serving(HEAD + line('a'), '"1"')
    const other = { ...plan, name: 'chinese', locale: 'zh-CN' }
    await addFeed(table(), shop, other)
    const chinese = await loadFeed(table(), shop, 'chinese')
    await runFeed(chinese as StoredFeed, settingsOf(shop), {}, ports(NOON + MINUTE_MS))
    expect(await run(NOON)).toMatchObject({ taken: { became: { newer: 1 } } })
    expect((await run(NOON + days(1))).kind).toBe('read')
    expect((await run(NOON + days(2))).kind).toBe('unchanged')
    const article = await loadProduct(table(), shop, 'a')
    expect(Object.keys(article?.locales ?? {}).sort()).toEqual(['en', 'zh-CN'])
  })

  it('comes after the others where its last reader died, so that it stops none of them each time', async () => {
    const { shop, plan, feed } = await shopWithFeed()
    await addFeed(table(), shop, { ...plan, name: 'chinese', addedAt: NOON + HOUR_MS })
    const lease = { now: NOON, until: NOON + 20 * MINUTE_MS }
    await leaseFeed(table(), shop, await feed(), lease)
    expect(await due(shop, NOON + HOUR_MS)).toEqual(['english', 'chinese'])
    const again = { now: NOON + HOUR_MS, until: NOON + 80 * MINUTE_MS }
    await leaseFeed(table(), shop, await feed(), again)
    expect(await due(shop, NOON + 2 * HOUR_MS)).toEqual(['chinese', 'english'])
  })

  it('that was removed meanwhile is not brought back by its reader', async () => {
    const { shop, feed } = await shopWithFeed()
    const lease = { now: NOON, until: NOON + MINUTE_MS }
    const leased = (await leaseFeed(table(), shop, await feed(), lease)) as StoredFeed
    expect(await removeFeed(table(), shop, 'english')).toBe(true)
    expect(await releaseFeed(table(), shop, leased, leased)).toBeUndefined()
    expect(await loadFeeds(table(), shop)).toEqual([])
    expect(await removeFeed(table(), shop, 'english')).toBe(false)
  })

  it('that was removed and added again has nothing of the one before', async () => {
    const { shop, plan, feed } = await shopWithFeed()
    const before = await feed()
    const addedAgain = async (addedAt: Instant) => {
      await removeFeed(table(), shop, 'english')
      await addFeed(table(), shop, { ...plan, url: 'https://other.example/', addedAt })
    }
    await addedAgain(NOON + 1)
    const lease = { now: NOON, until: NOON + MINUTE_MS }
    expect(await leaseFeed(table(), shop, before, lease)).toBeUndefined()
    const leased = (await leaseFeed(table(), shop, await feed(), lease)) as StoredFeed
    await addedAgain(NOON + 2)
    await leaseFeed(table(), shop, await feed(), lease)
    expect(await releaseFeed(table(), shop, leased, { ...leased, url: plan.url })).toBeUndefined()
    expect((await feed()).url).toBe('https://other.example/')
  })

  it('is added once under its name', async () => {
    const { shop, plan } = await shopWithFeed()
    expect(await addFeed(table(), shop, { ...plan, url: 'https://other.example/' })).toBe(false)
    expect(await addFeed(table(), shop, { ...plan, name: 'chinese', locale: 'zh-CN' })).toBe(true)
    expect((await loadFeeds(table(), shop)).map(({ name, url }) => [name, url])).toEqual([
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
