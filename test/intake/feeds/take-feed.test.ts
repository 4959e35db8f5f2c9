/** What a feed's rows make of a shop's articles, whatever the shape they were read from. */
import { describe, expect } from 'vitest'
import { type Product, standingIn } from '../../../functions/domain/recommend/product.ts'
import type { Instant } from '../../../functions/domain/time.ts'
import type { FeedArticle, FeedRow, UnreadRow } from '../../../functions/intake/feeds/feed-row.ts'
import { takeFeed } from '../../../functions/intake/feeds/take-feed.ts'
import { putPopular } from '../../../functions/store/counted-items.ts'
import { loadProduct, recordProduct, removeProduct } from '../../../functions/store/items.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'

const row = (sku: string, changes: Partial<FeedArticle> = {}): FeedArticle => ({
  ...{ kind: 'article', line: 2, sku, locale: 'en', available: true },
  words: {
    title: `Title of ${sku}`,
    url: `https://acme.example/${sku}`,
    imageUrl: `https://acme.example/${sku}.jpg`,
    ...{ priceMinor: 1_250, currency: 'EUR' },
  },
  ...changes,
})
const unread = (sku: string, changes: Partial<UnreadRow> = {}): UnreadRow => ({
  ...{ kind: 'unread', line: 3, sku, locale: 'en', why: 'availability', value: 'maybe' },
  problem: () => '"maybe" is no availability',
  ...changes,
})

describe.each(STORE_ENGINES)('a feed taken in, on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let shops = 0
  const newShop = () => {
    const shop = `acme-${++shops}`
    const ruleAt = (now: Instant) => ({ now, unseenAfterDays: 30 })
    const take = (rows: readonly FeedRow[], now = NOON, mostWithdrawn?: number) =>
      takeFeed(
        async (on) => {
          for (const one of rows) await on(one)
        },
        mostWithdrawn === undefined ? {} : { whole: { mostWithdrawn } },
        { table, shop, rule: ruleAt(now) },
      )
    const known = async (sku: string) => (await loadProduct(table, shop, sku)) as Product
    const standing = async (sku: string, locale = 'en', now = NOON) => {
      const { because, shown } = standingIn(await known(sku), locale, ruleAt(now))
      return because ?? shown?.price
    }
    return { shop, take, known, standing }
  }

  check(
    `shows a day later the new price, and nothing sold out or withdrawn${because}`,
    async () => {
      const { take, standing } = newShop()
      await take(['dear', 'out', 'gone', 'odd'].map((sku) => row(sku)))
      expect(await standing('out')).toBe('€12.50')
      const dear = row('dear', { words: { ...row('dear').words, priceMinor: 1_990 } })
      await take([dear, row('out', { available: false }), unread('odd')], NOON + days(1), 0.5)
      expect(await standing('dear')).toBe('€19.90')
      expect(await standing('out')).toBe('unavailable-in-language')
      expect(await standing('odd')).toBe('unread')
      expect(await standing('gone')).toBe('unavailable-in-language')
    },
  )

  check(`puts on sale in its own language alone what was sold out in all${because}`, async () => {
    const { shop, take, standing } = newShop()
    const { words } = row('tea')
    const soldOut = { available: false, locales: { en: words, de: words } }
    await recordProduct(table, shop, 'tea', soldOut, NOON - 1)
    await take([row('tea')])
    expect(await standing('tea')).toBe('€12.50')
    expect(await standing('tea', 'de')).toBe('unavailable-in-language')
    await take([row('tea', { locale: 'de' })])
    expect(await standing('tea', 'de')).toBe('12,50\u00a0€')
  })

  check(`withdraws many articles at a time${because}`, async () => {
    const { shop, take } = newShop()
    await take(Array.from({ length: 100 }, (_, i) => row(`tea-${i}`)))
    let [writing, most] = [0, 0]
    const counting: Table = {
      ...table,
      async write(writes) {
        most = Math.max(most, ++writing)
        return table.write(writes).finally(() => writing--)
      },
    }
    const rule = { now: NOON + days(1), unseenAfterDays: 30 }
    const whole = { mostWithdrawn: 1 }
    const ports = { table: counting, shop, rule }
    const { withdrawn } = await takeFeed((on) => on(row('cup')), { whole }, ports)
    expect(withdrawn).toBe(100)
    expect(most).toBeGreaterThan(10)
  })

  check(`keeps what it cannot read, marked, until it can be read${because}`, async () => {
    const { take, known, standing } = newShop()
    await take([row('tea')])
    const taken = await take([unread('tea', { value: 'x'.repeat(300) })], NOON + 5)
    expect(taken).toMatchObject({ unread: 1, became: { updated: 1 } })
    expect((await known('tea')).locales.en).toMatchObject({
      title: 'Title of tea',
      available: false,
      unread: { at: NOON + 5, line: 3, why: 'availability', value: 'x'.repeat(100) },
    })
    expect(await take([row('tea')], NOON + 9)).toMatchObject({ unread: 0 })
    expect(await standing('tea')).toBe('€12.50')
  })

  check(`takes a row without a language for every language of its article${because}`, async () => {
    const { take, standing } = newShop()
    await take([row('tea'), row('tea', { locale: 'de' })])
    const { locale: _locale, ...anywhere } = unread('tea')
    await take([anywhere])
    expect(await standing('tea', 'de')).toBe('unread')
    expect(await take([{ ...anywhere, sku: 'new' }])).toMatchObject({ products: 1 })
    await take([row('tea', { locale: 'de' })])
    expect(await standing('tea', 'de')).toBe('12,50\u00a0€')
    expect(await standing('tea', 'en')).toBe('unread')
  })

  check(`holds against an article whatever one row of the run says${because}`, async () => {
    const { take, standing } = newShop()
    const others = Array.from({ length: 450 }, (_, i) => row(`other-${i}`))
    const out = row('two', { available: false })
    await take([out, unread('odd'), ...others, row('two'), row('odd')])
    expect(await standing('two')).toBe('unavailable-in-language')
    expect(await standing('odd')).toBe('unread')
    await take([row('two'), out], NOON + 1)
    expect(await standing('two')).toBe('unavailable-in-language')
    await take([row('two'), row('odd')], NOON + 2)
    expect([await standing('two'), await standing('odd')]).toEqual(['€12.50', '€12.50'])
  })

  check(
    `changes nothing the second time, and notes after a week that it was seen${because}`,
    async () => {
      const { take, known, standing } = newShop()
      const rows = [
        row('a'),
        row('a', { locale: 'de' }),
        unread('b'),
        row('c', { available: false }),
      ]
      expect((await take(rows)).became).toEqual({ recorded: 3, updated: 0, unchanged: 0, newer: 0 })
      const before = await known('a')
      expect((await take(rows, NOON + days(6))).became).toEqual({
        ...{ recorded: 0, updated: 0, unchanged: 3, newer: 0 },
      })
      expect(await known('a')).toEqual(before)
      expect((await take(rows, NOON + days(7))).became).toMatchObject({ updated: 3 })
      expect(await standing('a', 'en', NOON + days(36))).toBe('€12.50')
      expect(await standing('a', 'en', NOON + days(37))).toBe('not-seen-lately')
    },
  )

  check(`never lets an article age that no feed named${because}`, async () => {
    const { shop, standing } = newShop()
    const { title, url, imageUrl } = row('api').words as Record<
      'title' | 'url' | 'imageUrl',
      string
    >
    const posted = { available: true, locales: { en: { title, url, imageUrl, price: '€1.00' } } }
    await recordProduct(table, shop, 'api', posted, NOON)
    expect(await standing('api', 'en', NOON + days(900))).toBe('€1.00')
  })

  check(`that is whole and cut short withdraws nothing${because}`, async () => {
    const { take, standing } = newShop()
    await take(['a', 'b', 'c', 'd'].map((sku) => row(sku)))
    const cut = await take([row('a'), row('b')], NOON + 1, 0.3)
    expect(cut).toMatchObject({ isCut: true, withdrawn: 0, others: { known: 4, unnamed: 2 } })
    expect(await standing('d')).toBe('€12.50')
    const whole = await take([row('a'), row('b'), row('c')], NOON + 2, 0.3)
    expect(whole).toMatchObject({ isCut: false, withdrawn: 1 })
    expect(await standing('d')).toBe('unavailable-in-language')
    expect(await take([row('a', { locale: 'de' })], NOON + 3, 0.3)).toMatchObject({ withdrawn: 0 })
    expect(await take([], NOON + 4, 0)).toMatchObject({ isCut: false, withdrawn: 0 })
  })

  check(`that is whole withdraws what it names in another language only${because}`, async () => {
    const { take, standing } = newShop()
    const both = ['a', 'b', 'c', 'd'].flatMap((sku) => [row(sku), row(sku, { locale: 'de' })])
    await take(both)
    const withoutGerman = both.filter(({ sku, locale }) => sku !== 'd' || locale === 'en')
    expect(await take(withoutGerman, NOON + 1)).toMatchObject({ others: { known: 4, unnamed: 1 } })
    expect(await take(withoutGerman, NOON + 2, 0.3)).toMatchObject({ withdrawn: 1 })
    expect(await standing('d')).toBe('€12.50')
    expect(await standing('d', 'de')).toBe('unavailable-in-language')
    const { locale: _locale, ...anywhere } = unread('d')
    await take(both, NOON + 3)
    const rows = [...withoutGerman.filter(({ sku }) => sku !== 'd'), anywhere]
    expect(await take(rows, NOON + 4, 0.3)).toMatchObject({ withdrawn: 0 })
  })

  check(`says how many of the best sellers it names${because}`, async () => {
    const { shop, take } = newShop()
    expect((await take([row('a')])).bestSellers).toBeUndefined()
    await table.write([putPopular(shop, ['b', 'a', 'B-7'], NOON)])
    expect((await take([row('a'), unread('b')])).bestSellers).toEqual({
      ...{ counted: 3, named: 2, missing: ['B-7'] },
    })
  })

  check(`names the rule by which its ids would be those of orders${because}`, async () => {
    const { shop, take } = newShop()
    await table.write([putPopular(shop, ['456', '789', 'tea'], NOON)])
    const rows = [row('shopify_GB_123_456'), row('shopify_GB_123_789'), row('TEA')]
    expect((await take(rows)).bestSellers).toMatchObject({
      named: 0,
      better: { rule: 'shopify-variant', named: 2 },
    })
    expect((await take([row('TEA')])).bestSellers?.better).toEqual({ rule: 'lower', named: 1 })
    expect((await take([row('tea')])).bestSellers?.better).toBeUndefined()
  })

  check(`keeps what was posted since it began to be read${because}`, async () => {
    const { shop, take, standing } = newShop()
    await take([row('tea'), row('cup')])
    const soldOut = { available: false, locales: {} }
    await recordProduct(table, shop, 'tea', soldOut, NOON + days(1) + 60_000)
    await removeProduct(table, shop, 'cup', NOON + days(1) + 60_000)
    expect((await take([row('tea'), row('cup')], NOON + days(1))).became).toMatchObject({
      newer: 2,
    })
    expect(await standing('tea')).toBe('unavailable')
    expect(await loadProduct(table, shop, 'cup')).toBeUndefined()
    await take([row('tea')], NOON + days(2))
    expect(await standing('tea', 'en', NOON + days(2))).toBe('€12.50')
  })

  check(`loses nothing that is posted at the same time${because}`, async () => {
    const { shop, take, known } = newShop()
    await take([row('tea')])
    let isPosted = false
    const busy: Table = {
      ...table,
      async write(writes) {
        if (!isPosted) {
          isPosted = true
          const locales = { fr: { title: 'Thé' }, ...(await known('tea')).locales }
          await recordProduct(table, shop, 'tea', { available: true, locales }, NOON + 2)
        }
        return table.write(writes)
      },
    }
    await takeFeed(
      async (on) => on(unread('tea')),
      {},
      { table: busy, shop, rule: { now: NOON + 1, unseenAfterDays: 30 } },
    )
    expect(Object.keys((await known('tea')).locales).sort()).toEqual(['en', 'fr'])
    expect((await known('tea')).locales.en?.unread).toBeDefined()
  })
})
