/** What the pages show of a shop's products, through the real console. */
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import { pictureOrigin } from '../../functions/console/content-policy.ts'
import { productPath, productsPath } from '../../functions/console/paths.ts'
import type { Product, ProductWords } from '../../functions/domain/recommend/product.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { LANGUAGES } from '../../functions/language/language-tags.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { putNeighbours, putPopular } from '../../functions/store/counted-items.ts'
import { recordProduct, removeProduct } from '../../functions/store/items.ts'
import { changeShop } from '../../functions/store/shops.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { emptyShopInAFile, type ShopInAFile, UNTIL, unhashed } from './shop-in-a-file.ts'

const NOW = UNTIL
const HOSTILE = `<b>'"&\u202e`

const TEA: ProductWords = {
  title: 'Green tea',
  url: 'https://shop.example/tea',
  imageUrl: 'https://cdn.example:8443/tea.jpg',
  ...{ priceMinor: 1_250, currency: 'EUR', price: '€12.50' },
}

let shop: ShopInAFile
let ask: Console

const get = async (path: string, language = 'en') => {
  const [pathname = '', query] = path.split('?')
  const headers = { 'accept-language': language }
  const answer = await ask({
    ...{ method: 'GET', path: pathname, headers },
    query: new URLSearchParams(query),
  })
  const body = String(answer.body)
  expect(body).not.toMatch(/undefined|NaN|\[object|\u202e|<b>/)
  return { ...answer, body, text: textOf(body) }
}

const textOf = (body: string): string =>
  body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

/** The part of a page about a language. */
const partOf = (body: string, language: string): string =>
  textOf(body.split('<section').find((one) => one.includes(`<h2>${language} `)) ?? '')

const record = (sku: string, locales: Product['locales'], available = true) =>
  recordProduct(shop.table, 'demo', sku, { available, locales }, NOW - DAY_MS)

beforeAll(async () => {
  shop = await emptyShopInAFile()
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  ask = makeConsole({ reads, now: () => NOW, settings: shop.settings, addressHash: unhashed })
})
afterAll(() => shop?.close())

describe.each(LANGUAGES)('the products in %s', (language) => {
  it('are listed as none before the shop has any', async () => {
    if (language !== 'en') return
    expect((await get(productsPath('demo'))).text).toContain('No products yet')
  })

  it('are shown with their standing in each language', async () => {
    await record('A/1', {
      en: { ...TEA, sale: { priceMinor: 990, price: '€9.90', until: NOW + DAY_MS } },
      fr: { ...TEA, available: false },
      de: { title: HOSTILE },
    })
    const { body, text } = await get(productsPath('demo'), language)
    expect(body).toContain(`href="${productPath('demo', 'A/1')}"`)
    expect(body).toContain('<s><bdi>€12.50</bdi></s> <bdi>€9.90</bdi>')
    expect(text).toContain(language === 'en' ? 'Shown English' : '显示 英语')
    expect(text).toContain(language === 'en' ? 'No link German' : '缺少链接 德语')
    expect(text).toContain(language === 'en' ? 'Not available French' : '无货 法语')
  })

  it('lead to a page that says why mail does not show one', async () => {
    const seenAt = NOW - 31 * DAY_MS
    await record('why', {
      en: { ...TEA, seenAt },
      de: {
        ...TEA,
        available: false,
        unread: { at: NOW - DAY_MS, line: 1_214, why: 'price', value: `12,345 ${HOSTILE}` },
      },
    })
    const { body, text, headers } = await get(productPath('demo', 'why'), language)
    expect(headers['content-security-policy']).toContain("img-src 'self' https://cdn.example:8443;")
    expect(body).toContain('src="https://cdn.example:8443/tea.jpg"')
    expect(body).toContain('referrerpolicy="no-referrer"')
    expect(text).toContain(
      language === 'en' ? 'Mail recommends it to no customers' : '目前邮件不向任何顾客推荐',
    )
    expect(partOf(body, language === 'en' ? 'English' : '英语')).toContain(
      language === 'en' ? 'No longer in the feed' : '数据源中已没有',
    )
    expect(partOf(body, language === 'en' ? 'German' : '德语')).toContain(
      language === 'en'
        ? 'Line 1,214 of the product feed was refused on 19 Nov 2026, 12:00 because of the price: “ 12,345'
        : '商品数据源第 1,214 行因价格被拒绝：“ 12,345',
    )
  })
})

describe('a page of a product', () => {
  it('names the languages of the shop in which it has no text', async () => {
    await record('one-language', { en: TEA })
    const languages = (acceptableLocales: readonly string[]) =>
      changeShop(shop.table, 'demo', ({ settings }) => ({
        policy: { ...settings.policy, acceptableLocales: [...acceptableLocales] },
      }))
    await languages(['en-GB', 'zh-CN'])
    const { body } = await get(productPath('demo', 'one-language'))
    await languages([])
    expect(partOf(body, 'Simplified Chinese')).toContain('No text')
    expect(partOf(body, 'British English')).toBe('')
  })

  it('shows how it sells, and what is bought together with it', async () => {
    await record('cup', { en: { ...TEA, title: 'Cup' } })
    await record('pot', { en: { ...TEA, title: 'Pot' } })
    expect((await get(productPath('demo', 'cup'))).text).toContain('has not been counted yet')
    const near = (sku: string) => ({ sku, score: 0.5, demand: 0.25 })
    await shop.table.write([
      putNeighbours('demo', 'cup', [near('pot'), near('only-ordered')], NOW, {
        again: { share: 0.22, usualDays: 34.6, earliestDays: 19.2 },
      }),
      putNeighbours('demo', 'pot', [near('cup')], NOW),
      putPopular('demo', ['only-ordered', 'cup'], NOW),
    ])
    const { text, body } = await get(productPath('demo', 'cup'))
    expect(text).toContain('Number 2 of 2')
    expect(text).toContain('Customers buy it again after 22% of purchases, usually 35 days later.')
    expect(text).toContain('again 20 days after a purchase')
    expect(text).toContain('Pot 50% 25% Yes')
    expect(text).toContain('only-ordered 50% 25% No')
    expect(body).toContain(`href="${productPath('demo', 'only-ordered')}"`)
    expect(text).not.toContain('No customer gets it')
    await record('alone', { en: TEA })
    expect((await get(productPath('demo', 'alone'))).text).toContain('No customer gets it for now')
    const ordered = await get(productPath('demo', 'only-ordered'))
    expect([ordered.status, ordered.text]).toEqual([
      200,
      expect.stringContaining('Orders contain this product, and the catalogue does not'),
    ])
  })

  it('is not of one that was removed or never known, whose id may have another case', async () => {
    await record('TEA-9', { en: TEA })
    await record('gone', { en: TEA })
    await removeProduct(shop.table, 'demo', 'gone', NOW)
    const gone = await get(productPath('demo', 'gone'))
    expect([gone.status, gone.text]).toEqual([
      404,
      expect.stringContaining('no product with the ID gone'),
    ])
    expect(gone.text).not.toContain('Did you mean')
    expect((await get(productPath('demo', 'GONE'))).text).not.toContain('Did you mean')
    const other = await get(productsPath('demo', { id: ' tea-9 ' }))
    expect(other).toMatchObject({
      status: 404,
      text: expect.stringContaining('Did you mean TEA-9'),
    })
    expect(await get(productsPath('demo', { id: 'TEA-9' }))).toMatchObject({
      status: 302,
      headers: { location: productPath('demo', 'TEA-9') },
    })
    expect((await get(productPath('demo', HOSTILE))).status).toBe(404)
    expect((await get(productPath('demo', 'x'.repeat(129)))).status).toBe(400)
  })

  it('loads no picture from where a policy could not name it', async () => {
    await record('pictures', {
      en: { ...TEA, imageUrl: "https://a;script-src'none'/x.jpg" },
      de: { ...TEA, imageUrl: 'http://cdn.example/x.jpg' },
    })
    const { body, headers } = await get(productPath('demo', 'pictures'))
    expect(headers['content-security-policy']).toContain("img-src 'self';")
    expect(body).not.toContain('<img')
  })
})

test.each([
  ['https://cdn.example/a;b.jpg', 'https://cdn.example'],
  ['https://CDN.example:8443/a.jpg', 'https://cdn.example:8443'],
  ['https://例え.jp/茶.jpg', 'https://xn--r8jz45g.jp'],
  ["https://a;img-src'*'/a.jpg", undefined],
  ['http://cdn.example/a.jpg', undefined],
  ['data:image/png;base64,AA', undefined],
  ['not an address', undefined],
])('the place of the picture %s is %s', (address, origin) => {
  expect(pictureOrigin(address)).toBe(origin)
})

test('the products are read a page at a time', async () => {
  for (let i = 0; i < 60; i++) await record(`many-${i}`, { en: { ...TEA, title: `Many ${i}` } })
  const first = await get(productsPath('demo'))
  expect(first.text).toContain('Page 1')
  const next = /href="([^"]+)" rel="next"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await get(next)
  expect(second.text).toContain('First page')
  expect(second.text).toContain('Page 2')
  const named = `${first.text} ${second.text}`
  for (let i = 0; i < 60; i++) expect(named.split(`Many ${i} `)).toHaveLength(2)
})
