import { describe, expect, it } from 'vitest'
import { idRuleOf } from '../../../functions/intake/feeds/article-id.ts'
import { availabilityOf } from '../../../functions/intake/feeds/availability-words.ts'
import type { FeedOptions } from '../../../functions/intake/feeds/feed-options.ts'
import { titleText } from '../../../functions/intake/feeds/title-text.ts'
import { fed, problemOf } from './feeding.ts'
import { mappingOf } from './sample-feeds.ts'

const HEADER = 'id,title,link,image_link,availability,price,sale_price,sale_price_effective_date'

const sale = (price: string, salePrice: string, dates = '', options?: Partial<FeedOptions>) =>
  fed(`${HEADER}\ntea,Tea,,,in_stock,${price},${salePrice},${dates}`, options)

const SALE = { salePriceMinor: 900, priceMinor: 1200 }
const at = (text: string) => Date.parse(text)

describe('a sale', () => {
  it('lasts from one instant to before another, by the offsets that it names', async () => {
    const dates = '2026-11-01T00:00+0100/2026-11-30T23:59:30-0800'
    const { articles } = await sale('12.00 EUR', '9.00 EUR', dates)
    expect(articles[0]?.words).toMatchObject({
      ...SALE,
      saleFrom: at('2026-10-31T23:00Z'),
      saleUntil: at('2026-12-01T07:59:30Z'),
    })
  })

  it('is in the zone of the shop where it names no offset', async () => {
    const { articles } = await sale('12.00 EUR', '9.00 EUR', '2026-11-01T00:00/2026-11-30')
    expect(articles[0]?.words).toMatchObject({
      saleFrom: at('2026-10-31T23:00Z'),
      saleUntil: at('2026-11-29T23:00Z'),
    })
  })

  it('has no end if it names none', async () => {
    const { articles } = await sale('12.00 EUR', '9.00 EUR')
    expect(articles[0]?.words).toEqual({ title: 'Tea', currency: 'EUR', ...SALE })
  })

  it.each([
    ['a price that is not lower', '12.00 EUR', '12.00 EUR', '', 'not lower'],
    ['an end before it begins', '12.00 EUR', '9.00 EUR', '2026-11-02/2026-11-01', 'before'],
    ['no regular price', '', '9.00 EUR', '', 'no regular price'],
  ])('is none with %s, which is noted and no fault', async (_, price, salePrice, dates, note) => {
    const { articles, notes, unread } = await sale(price, salePrice, dates)
    expect(articles[0]?.words).not.toHaveProperty('salePriceMinor')
    expect([unread, notes.join()]).toEqual([0, expect.stringContaining(note)])
  })

  it.each([
    ['9,999 EUR', '', 'sale'],
    ['0.00 EUR', '', 'sale'],
    ['9.00 USD', '', 'currency'],
    ['9.00 EUR', 'November', 'sale'],
    ['9.00 EUR', '2026-11-01/2026-11-31', 'sale'],
  ])('leaves its row unread with %s and %j', async (salePrice, dates, why) => {
    const { unreadRows } = await sale('12.00 EUR', `"${salePrice}"`, dates)
    expect(unreadRows).toMatchObject([{ sku: 'tea', locale: 'en', why }])
  })

  it('of WooCommerce lasts to the end of its last day', async () => {
    const csv = `ID,Type,SKU,Name,Published,In stock?,Sale price,Regular price,Date sale price starts,Date sale price ends
1,simple,tea,Tea,1,1,9,12,2026-11-01,2026-11-30`
    expect((await fed(csv)).articles[0]?.words).toMatchObject({
      saleFrom: at('2026-10-31T23:00Z'),
      saleUntil: at('2026-11-30T23:00Z'),
    })
  })

  it('is read in the format and the zone of a mapping', async () => {
    const mapping = mappingOf(`
id: {column: Nr}
title: Name
currency: EUR
price: P
availability: {value: "yes"}
sale: {price: S, from: Von, until: Bis, format: dd.MM.yyyy, zone: Asia/Tokyo}`)
    const { articles } = await fed('Nr;Name;P;S;Von;Bis\n1;Tee;12;9;01.11.2026;\n', { mapping })
    expect(articles[0]?.words).toMatchObject({ ...SALE, saleFrom: at('2026-10-31T15:00Z') })
    expect(articles[0]?.words).not.toHaveProperty('saleUntil')
  })
})

it.each([
  ['Salt &amp; pepper', 'Salt & pepper'],
  ['Salt &amp;amp;amp; pepper', 'Salt & pepper'],
  ['Tea&nbsp;tin', 'Tea tin'],
  ['&lt;b&gt;Tea&lt;/b&gt;<br/>tin', 'Tea tin'],
  ['T<b>e</b>a', 'Tea'],
  ['<!-- new --><style>b { color: red }</style>Tea<script type="x">go()</script>', 'Tea'],
  ['&lt;script&gt;go()&lt;/script&gt;Tea <!-- for ever', 'Tea <!-- for ever'],
  ['1 < 2 and 3 > 2, I <3 tea', '1 < 2 and 3 > 2, I <3 tea'],
  ['Tea\n\ttin\u2028box', 'Tea tin box'],
  ['Tea \u202etin\u202c', 'Tea tin'],
  ['😀'.repeat(200), `${'😀'.repeat(149)}…`],
])('a title is one line of plain text: %j', (text, shown) => {
  expect(titleText(text)).toBe(shown)
})

it('cuts a title at a word', () => {
  const cut = titleText('Greentea '.repeat(50))
  expect(cut).toMatch(/^(?:Greentea )+Greentea…$/)
  expect(cut.length).toBeLessThanOrEqual(300)
})

it.each([
  ['https://a.example/1.jpg,https://a.example/2.jpg', 'https://a.example/1.jpg'],
  ['https://a.example/1.jpg | http://a.example/2.jpg', 'https://a.example/1.jpg'],
  ['https://a.example/w_9,h_9/1.jpg', 'https://a.example/w_9,h_9/1.jpg'],
  [
    'https://a.example/?of=https://b.example/1.jpg',
    'https://a.example/?of=https://b.example/1.jpg',
  ],
])('shows the first of several pictures: %s', async (image, first) => {
  const { articles } = await fed(`${HEADER}\ntea,Tea,,"${image}",in_stock,12 EUR,,`)
  expect(articles[0]?.words.imageUrl).toBe(first)
})

it.each<[string, string, string | undefined, readonly string[]]>([
  ['its id', '{"sku": "no", "id": "tea 1", "title": "\n"}', undefined, ['tea 1']],
  ['its offer id', '{"id": "online:tea", "offerId": "tea", "title": "\n"}', undefined, ['tea']],
  ['its number', '{"id": 799, "title": "\n"}', undefined, ['799']],
  ['the column that holds it', '{"id": 799, "Mpn": "tea", "title": "\n"}', 'mpn', ['tea']],
  [
    'the SKUs of its variants',
    '{"id": 7, "title": "\n", "variants": [{"id": 8, "sku": "T-S"}, {"id": 9, "sku": "T-L"}]}',
    undefined,
    ['T-S', 'T-L'],
  ],
  ['nothing', '{"title": "\n"}', undefined, ['']],
])('marks an element of JSON that is not valid by %s', async (_, element, idColumn, skus) => {
  const { unreadRows } = await fed(`{"products": [${element}]}`, { idColumn })
  expect(unreadRows.map(({ sku = '' }) => sku)).toEqual(skus)
})

it('marks the article of a row with too many cells, on which side of its id they are', async () => {
  const header = 'title,sku,link,image_link,availability,price'
  for (const row of [
    'Tea, green,tea,,,in_stock,12 EUR',
    'Tea,tea,,,in_stock,12,00 EUR',
    '"T"ea, x,tea,,,no,',
  ]) {
    const { all } = await fed(`${header}\n${row}\n`)
    expect(all.every(({ kind }) => kind === 'unread')).toBe(true)
    expect(all.map(({ sku }) => sku)).toContain('tea')
    // No column says that it may be of another language.
    expect(new Set(all.map(({ locale }) => locale))).toEqual(new Set(['en']))
  }
})

it('reads an article that the API has in no language in the language of the feed', async () => {
  const file = '[{"sku": "tea", "available": true, "locales": {}}]'
  expect((await fed(file)).articles).toMatchObject([{ sku: 'tea', locale: 'en', words: {} }])
  const { unreadRows } = await fed(file, { locale: undefined })
  expect(unreadRows).toMatchObject([{ sku: 'tea', why: 'language' }])
})

it('changes ids by one rule for the part and one for the case', () => {
  expect(idRuleOf('shopify-variant+lower')).toEqual(['shopify-variant', 'lower'])
  for (const text of ['lower+upper', 'shopify-product+shopify-variant', 'trim', '', 'lower+lower'])
    expect(idRuleOf(text)).toBeUndefined()
})

it('knows a word for one thing only', () => {
  for (const word of ['In Stock', 'in-stock', 'IN_STOCK', 'sí', 'Verfügbar', 'ДА'])
    expect(availabilityOf(word)).toBe('yes')
  for (const word of ['NO', 'não', 'Ausverkauft', 'нет', '下架', 'SoldOut', 'PreOrder'])
    expect(availabilityOf(word)).toBe('no')
  for (const word of ['', '2', '-1', 'maybe', 'constructor', '__proto__'])
    expect(availabilityOf(word)).toBeUndefined()
})

it.each([
  ['JPY', '1,980', '"1250 JPY"'],
  ['KWD', '1.980', '"12.500 KWD"'],
  ['HUF', '1.980', '"12.50 HUF"'],
  ['HUF', '1.980 HUF', '"12.50 HUF"'],
  ['HUF', 'much', '"12.50 HUF"'],
])('shows a price in %s as the shop may write it: %s', async (currency, price, example) => {
  const { unreadRows } = await sale(`"${price}"`, '', '', { currency })
  expect(unreadRows.map(problemOf).join()).toContain(example)
})

it('refuses prices in another currency as fast as it reads others', async () => {
  const rows = Array.from({ length: 2_000 }, (_, i) => `a${i},9.00 USD`).join('\n')
  const mapping = mappingOf(
    'id: {column: id}\ntitle: {value: Tea}\nprice: price\navailability: {value: "yes"}',
  )
  const before = performance.now()
  expect((await fed(`id,price\n${rows}\n`, { mapping })).unread).toBe(2_000)
  expect(performance.now() - before).toBeLessThan(3_000)
})

it('knows the currency of a column of its own by its sign too', async () => {
  const header = 'id,title,link,image_link,availability,price,currency'
  const { all } = await fed(
    `${header}\na,A,,,yes,12.00,€\nb,B,,,yes,12.00,eur\nc,C,,,yes,12.00,$\n`,
  )
  expect(all).toMatchObject([
    { sku: 'a', words: { priceMinor: 1_200 } },
    { sku: 'b', words: { priceMinor: 1_200 } },
    { sku: 'c', why: 'currency' },
  ])
})

it('says of a price both of its readings', async () => {
  const { unreadRows } = await sale('"12,345 EUR"', '')
  expect(unreadRows.map(problemOf).join()).toMatch(/12345 or 12\.345/)
})

it('an article that is archived, hidden or expired is not for sale', async () => {
  const header = 'id,title,link,image_link,availability,price,status,visibility,expiration_date'
  const row = (sku: string, ...rest: readonly string[]) =>
    [
      sku,
      'Tea',
      'https://shop.example/t',
      'https://shop.example/t.jpg',
      'in_stock',
      '5 EUR',
      ...rest,
    ].join(',')
  const { articles, unreadRows } = await fed(
    [
      header,
      row('shown', 'active', 'published', ''),
      row('archived', 'archived', 'published', ''),
      row('hidden', '', 'hidden', ''),
      row('ends', '', '', '2026-12-24T18:00+01:00'),
      row('odd', '', '', 'soon'),
    ].join('\n'),
  )
  expect(articles.map(({ sku, available }) => [sku, available])).toEqual([
    ['shown', true],
    ['archived', false],
    ['hidden', false],
    ['ends', true],
  ])
  expect(articles.at(-1)?.words.availableUntil).toBe(Date.UTC(2026, 11, 24, 17))
  expect(unreadRows.map(({ sku, why }) => [sku, why])).toEqual([['odd', 'availability']])
})
