import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Product } from '../../functions/domain/recommend/product.ts'
import { DAY_MS, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { loadProduct, recordProduct } from '../../functions/store/items.ts'
import { type ApiShop, makeApiShop, NOW, type Sent } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const put = (sku: string, body: unknown, sent: Sent = {}) =>
  api.call('PUT /v1/shops/{shop}/products/{sku}', { sku, body, ...sent })

const get = (sku: string, sent: Sent = {}) =>
  api.call('GET /v1/shops/{shop}/products/{sku}', { sku, ...sent })

const remove = (sku: string, sent: Sent = {}) =>
  api.call('DELETE /v1/shops/{shop}/products/{sku}', { sku, ...sent })

const english = {
  title: 'Green tea',
  url: 'https://shop.example/tea',
  imageUrl: 'https://shop.example/tea.jpg',
}
const tea = { available: true, locales: { en: english } }

describe('an article', () => {
  it('is kept as it is posted, with its price as each language writes it', async () => {
    const locales = {
      en: { ...english, priceMinor: 1250, currency: 'EUR' },
      de: { title: 'Grüntee', priceMinor: 1250, currency: 'EUR' },
      ja: { title: '緑茶', priceMinor: 1250, currency: 'JPY' },
    }
    expect(await put('priced', { available: true, locales })).toMatchObject({
      status: 201,
      body: { status: 'recorded', shownIn: ['en'] },
    })
    expect(await loadProduct(table, 'tea', 'priced')).toEqual({
      available: true,
      locales: {
        en: { ...locales.en, price: '€12.50' },
        de: { ...locales.de, price: '12,50\u00a0€' },
        ja: { ...locales.ja, price: '￥1,250' },
      },
    })
  })

  it('is turned away if two of its languages differ only in their spelling', async () => {
    const locales = { 'zh-CN': english, en: english, 'zh-cn': english, EN: english }
    const { status, body } = await put('twice', { available: true, locales })
    expect([status, body.errors]).toEqual([
      400,
      [
        { path: "$.locales['zh-cn']", detail: 'is the same language as "zh-CN"' },
        { path: "$.locales['EN']", detail: 'is the same language as "en"' },
      ],
    ])
  })

  it('posted again changes nothing, and a new version replaces it whole', async () => {
    const both = { available: true, locales: { en: english, fr: { title: 'Thé' } } }
    await put('again', both)
    const again = { locales: { fr: { title: 'Thé' }, en: english }, available: true }
    expect(await put('again', again)).toMatchObject({ status: 200, body: { status: 'unchanged' } })
    expect(await put('again', { available: false, locales: { en: english } })).toMatchObject({
      status: 200,
      body: { status: 'updated', shownIn: [] },
    })
    expect(await loadProduct(table, 'tea', 'again')).toEqual({
      available: false,
      locales: { en: english },
    })
  })

  it('that comes late does not overwrite what was posted since', async () => {
    const soldOut = { ...tea, available: false }
    await put('late', { ...soldOut, updatedAt: isoInstant(NOW - MINUTE_MS) })
    const late = await put('late', { ...tea, updatedAt: isoInstant(NOW - 2 * MINUTE_MS) })
    expect(late).toMatchObject({ status: 409, body: { errors: [{ path: '$.updatedAt' }] } })
    expect((await loadProduct(table, 'tea', 'late'))?.available).toBe(false)
    const same = await put('late', { ...soldOut, updatedAt: isoInstant(NOW - 3 * MINUTE_MS) })
    expect(same).toMatchObject({ status: 200, body: { status: 'unchanged' } })
  })

  it('of one instant ends alike in whichever order it is posted', async () => {
    const updatedAt = isoInstant(NOW)
    const versions = [tea, { ...tea, available: false }]
    for (const [sku, inOrder] of [
      ['forth', versions],
      ['back', versions.toReversed()],
    ] as const)
      for (const one of inOrder) await put(sku, { ...one, updatedAt })
    expect(await loadProduct(table, 'tea', 'forth')).toEqual(
      await loadProduct(table, 'tea', 'back'),
    )
  })

  it('may be incomplete, and is then shown in no language', async () => {
    const { imageUrl: _, ...words } = english
    const answer = await put('incomplete', { available: true, locales: { en: words } })
    expect(answer.body).toEqual({ status: 'recorded', shownIn: [] })
  })

  it('may be available in one language and not in another', async () => {
    const locales = { en: english, de: { ...english, available: false } }
    const answer = await put('here', { available: true, locales })
    expect(answer.body).toEqual({ status: 'recorded', shownIn: ['en'] })
    expect(await loadProduct(table, 'tea', 'here')).toEqual({ available: true, locales })
  })

  it('has a title of one line, and addresses as a mail writes them', async () => {
    const words = {
      title: ' "Tea"\r\n\u0000<b>\u2028&\u00a0more ',
      url: 'HTTPS://Shop.example/a b/"tea"?q=\'x\'&y=<z>#"f',
      imageUrl: 'https://tee.例え.jp/茶.jpg',
    }
    await put('odd', { available: true, locales: { en: words } })
    expect((await loadProduct(table, 'tea', 'odd'))?.locales.en).toEqual({
      title: '"Tea" <b> &\u00a0more',
      url: 'https://shop.example/a%20b/%22tea%22?q=%27x%27&y=%3Cz%3E#%22f',
      imageUrl: 'https://tee.xn--r8jz45g.jp/%E8%8C%B6.jpg',
    })
  })

  it.each([
    ['en', 'CNY', 'CN¥1,234.50'],
    ['zh-CN', 'CNY', '¥1,234.50'],
    ['fr', 'EUR', '1\u202f234,50\u00a0€'],
    ['ja', 'JPY', '￥123,450'],
    ['en', 'KWD', 'KWD\u00a0123.450'],
    ['hi', 'INR', '₹1,234.50'],
  ])('has its price as readers of %s write %s', async (locale, currency, price) => {
    const locales = { [locale]: { ...english, priceMinor: 123_450, currency } }
    await put(`in ${locale}`, { available: true, locales })
    expect((await loadProduct(table, 'tea', `in ${locale}`))?.locales[locale]?.price).toBe(price)
  })

  it('is without what is empty, null or a word for nothing, and the answer says that it is not shown', async () => {
    const words = { ...english, title: 'NULL', imageUrl: '', priceMinor: null, currency: '' }
    const answer = await put('bare', { available: true, locales: { en: words }, updatedAt: '' })
    expect(answer).toMatchObject({ status: 201, body: { shownIn: [] } })
    expect(Object.keys((await loadProduct(table, 'tea', 'bare'))?.locales.en ?? {})).toEqual([
      'url',
    ])
  })

  it('has ids that need care in a key', async () => {
    for (const sku of ['a/b', 'c%2Fd', '茶', ' ', '#1']) {
      await put(sku, tea)
      expect(await loadProduct(table, 'tea', sku)).toEqual(tea)
    }
  })

  it('is known in languages by their proper tags', async () => {
    await put('tags', { available: true, locales: { 'ZH-cn': english } })
    expect(Object.keys((await loadProduct(table, 'tea', 'tags'))?.locales ?? {})).toEqual(['zh-CN'])
  })

  it.each([
    ['a link that could do more than lead somewhere', { url: 'javascript:alert(1)' }, 'url'],
    ['a link that hides what it is', { url: ' java\nscript:alert(1)' }, 'url'],
    ['a link that is its own page', { url: 'data:text/html,<script>alert(1)</script>' }, 'url'],
    ['a link of any scheme', { url: '//shop.example/tea' }, 'url'],
    ['a link to another host than it seems', { url: 'https://shop.example@evil.example/' }, 'url'],
    ['a link that grows too long', { url: `https://shop.example/${'茶'.repeat(300)}` }, 'url'],
    ['an invisible title', { title: ' \u200b\n' }, 'title'],
    ['a picture without an address', { imageUrl: '/tea.jpg' }, 'imageUrl'],
    ['a price without a currency', { priceMinor: 1250 }, 'currency'],
    ['a decimal price', { priceMinor: 12.5, currency: 'EUR' }, 'priceMinor'],
    ['an invalid currency', { priceMinor: 1250, currency: 'EUX' }, 'currency'],
  ])('is refused with %s', async (_, words, field) => {
    const answer = await put('refused', {
      available: true,
      locales: { en: { ...english, ...words } },
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: `$.locales.en.${field}` }] },
    })
    expect(await loadProduct(table, 'tea', 'refused')).toBeUndefined()
  })

  it.each([
    [{ available: 'yes', locales: {} }, '$.available', 'must be true or false'],
    [{ locales: {} }, '$.available', 'required; must be of type boolean'],
    [
      { available: true, locales: { en: { available: 1 } } },
      '$.locales.en.available',
      'must be true or false',
    ],
    [
      { available: true, locales: { en: { title: '\u200b' } } },
      '$.locales.en.title',
      'must contain visible characters',
    ],
    [
      { available: true, locales: { en: { title: 'a'.repeat(301) } } },
      '$.locales.en.title',
      'must have at most 300 characters',
    ],
    [
      { available: true, locales: { '?': {} } },
      "$.locales['?']",
      'must be a language tag (BCP 47), such as zh-CN',
    ],
  ])('is refused in words: %j', async (body, path, detail) => {
    expect((await put('refused', body)).body).toMatchObject({ errors: [{ path, detail }] })
  })

  it('is refused in words for its id', async () => {
    expect((await put('', tea)).body).toMatchObject({
      detail: expect.stringContaining('at least one character'),
    })
  })

  it('is refused in no language, and from the future', async () => {
    expect(await put('refused', { available: true, locales: { '?': english } })).toMatchObject({
      status: 400,
    })
    const updatedAt = isoInstant(NOW + 10 * MINUTE_MS)
    expect(await put('refused', { ...tea, updatedAt })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$.updatedAt' }] },
    })
    expect(await put('~refused', tea)).toMatchObject({ status: 400 })
  })

  it('is posted with the scope "ingest"', async () => {
    const bearer = await api.bearerOf(['read'])
    expect(await put('forbidden', tea, { bearer })).toMatchObject({ status: 403 })
  })
})

describe('what is known of an article', () => {
  it('is given with its version, its prices and its standing in each language', async () => {
    const product: Product = {
      available: true,
      locales: {
        en: {
          ...english,
          ...{ priceMinor: 1250, currency: 'EUR', price: '€12.50', seenAt: NOW - DAY_MS },
          sale: { priceMinor: 990, price: '€9.90', from: NOW - DAY_MS, until: NOW + DAY_MS },
        },
        de: {
          ...english,
          available: false,
          unread: { at: NOW - 1, line: 7, why: 'price', value: '12,345 EUR' },
        },
        fr: { ...english, seenAt: NOW - 31 * DAY_MS },
        nl: { title: 'Thee' },
      },
    }
    await recordProduct(table, 'tea', 'known', product, NOW - 5)
    expect(await get('known')).toMatchObject({
      status: 200,
      body: {
        sku: 'known',
        updatedAt: isoInstant(NOW - 5),
        available: true,
        shownIn: ['en'],
        locales: {
          en: {
            standing: 'shown',
            available: true,
            ...english,
            ...{ priceMinor: 1250, currency: 'EUR', price: '€12.50' },
            sale: {
              priceMinor: 990,
              price: '€9.90',
              from: isoInstant(NOW - DAY_MS),
              until: isoInstant(NOW + DAY_MS),
            },
            seenAt: isoInstant(NOW - DAY_MS),
          },
          de: {
            standing: 'unread',
            available: false,
            unread: { at: isoInstant(NOW - 1), line: 7, why: 'price', value: '12,345 EUR' },
          },
          fr: { standing: 'not-seen-lately' },
          nl: { standing: 'no-link', title: 'Thee' },
        },
      },
    })
  })

  it('is that it is unavailable in every language where it cannot be bought at all', async () => {
    await put('gone', { ...tea, available: false })
    expect((await get('gone')).body).toMatchObject({
      shownIn: [],
      locales: { en: { standing: 'unavailable', available: true } },
    })
  })

  it('is read with the scope "read" or "ingest", and 404 where nothing is known', async () => {
    await put('read', tea)
    for (const scopes of [['read'], ['ingest'], ['admin']] as const)
      expect(await get('read', { bearer: await api.bearerOf(scopes) })).toMatchObject({
        status: 200,
      })
    const bearer = await api.bearerOf(['feedback'])
    expect(await get('read', { bearer })).toMatchObject({
      status: 403,
      body: { detail: 'the key needs the scope "read" or "ingest"; it has: feedback' },
    })
    expect((await get('READ')).status).toBe(404)
    expect((await get('~read')).status).toBe(400)
  })
})

describe('an article that is removed', () => {
  it('is known no more, however often, and an older version does not bring it back', async () => {
    await put('removed', { ...tea, updatedAt: isoInstant(NOW - MINUTE_MS) })
    expect(await remove('removed')).toMatchObject({ status: 204, text: '' })
    expect((await remove('removed')).status).toBe(204)
    expect((await get('removed')).status).toBe(404)
    const late = { ...tea, updatedAt: isoInstant(NOW - MINUTE_MS / 2) }
    expect((await put('removed', late)).status).toBe(409)
    api.clock.now = NOW + MINUTE_MS
    expect(await put('removed', tea)).toMatchObject({ status: 201, body: { status: 'recorded' } })
    api.clock.now = NOW
    expect((await get('removed')).status).toBe(200)
  })

  it('was known, and is removed with the scope "ingest"', async () => {
    expect((await remove('never')).status).toBe(404)
    await put('kept', tea)
    const bearer = await api.bearerOf(['read'])
    expect((await remove('kept', { bearer })).status).toBe(403)
    expect((await get('kept')).status).toBe(200)
  })
})

describe('the articles of a shop', () => {
  const list = (query: Readonly<Record<string, string>> = {}) =>
    api.call('GET /v1/shops/{shop}/products', { query, shop: 'tea' })

  it('are listed in pages, each article once', async () => {
    const expected: string[] = []
    for (let i = 0; i < 12; i++) {
      await put(`L${i}/茶`, tea)
      expected.push(`L${i}/茶`)
    }
    const seen: string[] = []
    let query: Readonly<Record<string, string>> | undefined = { limit: '5' }
    while (query) {
      const { status, body } = await list(query)
      expect(status).toBe(200)
      seen.push(...body.products.map(({ sku }: { readonly sku: string }) => sku))
      query = body.next && { limit: '5', after: body.next }
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(expected))
    const { body } = await list({ limit: '100' })
    expect(body.products.find(({ sku }: { readonly sku: string }) => sku === 'L3/茶')).toEqual({
      sku: 'L3/茶',
      updatedAt: isoInstant(NOW),
      available: true,
      shownIn: ['en'],
      locales: { en: { standing: 'shown', title: 'Green tea' } },
    })
  })

  it.each([{ limit: '0' }, { limit: '101' }, { limit: '1.5' }, { after: '' }, { after: '~a' }])(
    'are not listed for %j',
    async (query) => {
      expect((await list(query)).status).toBe(400)
    },
  )
})
