import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type FeedOptions, readProductFeed } from '../../../functions/intake/feeds/product-feed.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'
import { faultIn } from '../import/importing.ts'

const HEADER = 'id,title,link,image_link,price,availability'
const ROW = 'tea,Green tea,https://shop.example/tea,https://shop.example/tea.jpg,12.50 EUR,in_stock'

const read = (lines: readonly string[], options: Partial<FeedOptions> = {}) =>
  readProductFeed(asFile(Buffer.from(lines.join('\n'))), {
    locale: 'en',
    delimiter: ',',
    ...options,
  })

async function* asFile(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const words = {
  title: 'Green tea',
  url: 'https://shop.example/tea',
  imageUrl: 'https://shop.example/tea.jpg',
  priceMinor: 1250,
  currency: 'EUR',
}

describe('a product feed', () => {
  it('has one product per row', async () => {
    const feed = await read([HEADER, ROW])
    expect(feed).toMatchObject({ rows: 1, refused: [] })
    expect([...feed.products]).toEqual([['tea', { en: words }]])
  })

  it('may name the language of each row, and is then one article in several', async () => {
    const german = ROW.replace('Green tea', 'Grüntee').replace('12.50 EUR', '')
    const feed = await read([`${HEADER},locale`, `${ROW},en`, `${german},DE`], {
      locale: undefined,
    } as never)
    const { priceMinor: _, currency: __, ...unpriced } = words
    expect(feed.products.get('tea')).toEqual({
      en: words,
      de: { ...unpriced, title: 'Grüntee' },
    })
    expect(feed.languages).toEqual(new Set(['en', 'de']))
  })

  it('calls its columns as Google does, with spaces or a prefix too, in any order', async () => {
    const header = 'availability\tg:id\tTitle\tLink\timage link'
    const row = 'in stock\ttea\tGreen tea\thttps://shop.example/tea\thttps://shop.example/tea.jpg'
    const { products } = await read([header, row], { delimiter: '\t' })
    expect(products.get('tea')).toMatchObject({ en: { title: 'Green tea' } })
  })

  it('may be gzipped', async () => {
    const file = gzipSync([HEADER, ROW].join('\n'))
    const feed = await readProductFeed(asFile(file), { locale: 'en', delimiter: ',' })
    expect(feed.products.size).toBe(1)
  })

  it.each([
    ['in_stock', true],
    ['In Stock', true],
    ['out_of_stock', false],
    ['out of stock', false],
    ['preorder', false],
    ['backorder', false],
  ])('says with %s that it is available: %s', async (availability, available) => {
    const { products } = await read([HEADER, ROW.replace('in_stock', availability)])
    expect(products.get('tea')?.en?.available ?? true).toBe(available)
  })

  it('marks an article as available in a language only if all its rows in that language do', async () => {
    const out = ROW.replace('in_stock', 'out_of_stock')
    for (const rows of [
      [`${ROW},en`, `${out},de`, `${ROW},de`],
      [`${ROW},de`, `${out},de`, `${ROW},en`],
    ]) {
      const { products } = await read([`${HEADER},locale`, ...rows])
      expect(products.get('tea')).toEqual({ en: words, de: { ...words, available: false } })
    }
  })

  it('has no value in an empty cell', async () => {
    const { products, refused } = await read([HEADER, 'tea,Green tea,,,,in_stock'])
    expect(products.get('tea')).toEqual({ en: { title: 'Green tea' } })
    expect(refused).toEqual([])
  })

  it.each([
    ['12.50 EUR', 1250, 'EUR'],
    ['12.50EUR', 1250, 'EUR'],
    ['1,250 JPY', 1250, 'JPY'],
    ['1.250 KWD', 1250, 'KWD'],
    ['0 EUR', 0, 'EUR'],
  ])('has the price %s to the smallest unit', async (price, priceMinor, currency) => {
    const { products } = await read([HEADER, ROW.replace('12.50 EUR', `"${price}"`)])
    expect(products.get('tea')?.en).toMatchObject({ priceMinor, currency })
  })

  it.each([
    ['an invalid price', ROW.replace('12.50 EUR', 'cheap'), '"cheap"'],
    ['a price in no currency', ROW.replace('12.50 EUR', '12.50'), '"12.50"'],
    ['a negative price', ROW.replace('12.50 EUR', '-1.00 EUR'), '"-1.00 EUR"'],
    ['an unknown availability', ROW.replace('in_stock', 'perhaps'), '"perhaps"'],
    ['an invalid link', ROW.replace('https://shop.example/tea,', 'tea.html,'), 'url'],
    ['a link that runs', ROW.replace('https://shop.example/tea,', 'javascript:alert(1),'), 'url'],
    ['a picture in itself', ROW.replace(/https:[^,]+jpg/, 'data:image/png;base64;AA'), 'imageUrl'],
    ['a price with a comma for cents', ROW.replace('12.50 EUR', '"12,50 EUR"'), '"12,50 EUR"'],
    ['a price before its currency', ROW.replace('12.50 EUR', 'EUR 12.50'), '"EUR 12.50"'],
    ['no id', ROW.replace('tea,', ','), 'id'],
    ['a word for no id', ROW.replace('tea,', 'NULL,'), '"NULL"'],
    ['an id that a spreadsheet cut off', ROW.replace('tea,', '4.01E+12,'), '"4.01E+12"'],
    ['an invalid language', `${ROW},?!`, '"?!"'],
  ])('has a row refused by its line for %s, and the others kept', async (_, row, named) => {
    const header = row.startsWith(ROW) ? `${HEADER},locale` : HEADER
    const good = `${ROW.replace('tea,', 'cup,')}${header === HEADER ? '' : ',en'}`
    const { products, refused, ids } = await read([header, row, good])
    expect([...products.keys()]).toEqual(['cup'])
    expect(refused.map(({ line, problem }) => [line, problem(enFaults)])).toEqual([
      [2, expect.stringContaining(named)],
    ])
    expect(ids.size).toBe(2)
  })

  it('cannot be read without its columns, or without a language', async () => {
    const problemOf = async (reading: Promise<unknown>) => (await faultIn(reading)).problem
    expect(await problemOf(read(['id,title', 'tea,Tea']))).toContain(
      'link, image_link, availability',
    )
    expect(await problemOf(read([HEADER, ROW], { locale: undefined } as never))).toContain('locale')
    expect(await problemOf(read([]))).toContain('empty')
  })
})
