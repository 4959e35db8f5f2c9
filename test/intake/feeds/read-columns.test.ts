import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { delimitedRows } from '../../../functions/intake/feeds/delimited-rows.ts'
import type { FeedOptions } from '../../../functions/intake/feeds/feed-options.ts'
import { faultIn } from '../import/importing.ts'
import { fed, problemOf } from './feeding.ts'

const HEADER = 'id,title,link,image_link,price,availability'
const ROW = 'tea,Green tea,https://shop.example/tea,https://shop.example/tea.jpg,12.50 EUR,in_stock'

const read = (lines: readonly string[], options: Partial<FeedOptions> = {}) =>
  fed(lines.join('\n'), options)

const words = {
  title: 'Green tea',
  url: 'https://shop.example/tea',
  imageUrl: 'https://shop.example/tea.jpg',
  priceMinor: 1250,
  currency: 'EUR',
}
const article = { kind: 'article', sku: 'tea', locale: 'en', available: true, words }

describe('a table of articles', () => {
  it('has one article per row, each with its line', async () => {
    const { all, rows, unread, shape } = await read([HEADER, ROW, ROW.replace('tea,', 'cup,')])
    expect(all).toEqual([
      { ...article, line: 2 },
      { ...article, line: 3, sku: 'cup' },
    ])
    expect({ rows, unread, shape }).toEqual({ rows: 2, unread: 0, shape: 'columns' })
  })

  it('may name the language of each row, with a hyphen or an underscore', async () => {
    const rows = [`${ROW},en`, `${ROW},DE`, `${ROW},zh_CN`, `${ROW},de_DE`]
    const { articles } = await read([`${HEADER},locale`, ...rows], { locale: undefined })
    expect(articles.map(({ locale }) => locale)).toEqual(['en', 'de', 'zh-CN', 'de-DE'])
  })

  it('calls its columns as Google does, with spaces or a prefix too, in any order', async () => {
    const header = 'availability\tg:id\tTitle\tLink\timage link'
    const row = 'in stock\ttea\tGreen tea\thttps://shop.example/tea\thttps://shop.example/tea.jpg'
    const { articles } = await read([header, row])
    expect(articles[0]?.words.title).toBe('Green tea')
  })

  it('may be gzipped', async () => {
    const { rows } = await fed(gzipSync([HEADER, ROW].join('\n')))
    expect(rows).toBe(1)
  })

  it('waits for each row to be taken before it reads the next', async () => {
    const { all } = await fed([HEADER, ROW, ROW].join('\n'), {}, 5)
    expect(all).toHaveLength(2)
  })

  it('has no value in an empty cell', async () => {
    const { articles } = await read([HEADER, 'tea,Green tea,,,,in_stock'])
    expect(articles[0]?.words).toEqual({ title: 'Green tea' })
  })

  it.each([';', '\t', '|', ','])(
    'has its cells between %j, which the header shows',
    async (sign) => {
      const lines = [HEADER, ROW].map((line) => line.replaceAll(',', sign))
      const { articles } = await read(lines)
      expect(articles).toEqual([{ ...article, line: 2 }])
    },
  )

  it.each([
    ['an unknown availability', ROW.replace('in_stock', 'perhaps'), 'availability', '"perhaps"'],
    ['no availability', ROW.replace('in_stock', ''), 'availability', 'in_stock'],
    ['a link of a part', ROW.replace('https://shop.example/tea,', 'tea.html,'), 'link', 'tea.html'],
    [
      'a link that runs',
      ROW.replace('https://shop.example/tea,', 'javascript:x,'),
      'link',
      'javas',
    ],
    ['a picture in itself', ROW.replace(/https:[^,]+jpg/, 'data:image/png;x'), 'image', 'data:'],
    ['no id', ROW.replace('tea,', ','), 'id', 'id'],
    ['a word for no id', ROW.replace('tea,', 'NULL,'), 'id', '"NULL"'],
    ['an id that a spreadsheet cut off', ROW.replace('tea,', '4.01E+12,'), 'id', '"4.01E+12"'],
    ["an error of a spreadsheet's", ROW.replace('tea,', '#NAME?,'), 'id', '"#NAME?"'],
    ['a title without letters', ROW.replace('Green tea', '\u200b'), 'title', 'visible'],
    ['a row that is cut', 'tea,Green tea', 'cells', '2 of 6'],
    ['a cell too many', `${ROW},,more`, 'cells', '8 cells'],
    ['a wrong quote', ROW.replace('Green tea', '"Green" tea'), 'cells', 'quote'],
    ['a quote that is never closed', ROW.replace('Green', '"Green'), 'cells', 'quote'],
  ])('has a row that is not read for %s, and reads the next', async (_, row, why, named) => {
    const { all, unreadRows } = await read([HEADER, row, ROW.replace('tea,', 'cup,')])
    expect(all.map(({ kind, sku }) => [kind, sku])).toEqual([
      ['unread', why === 'id' ? undefined : 'tea'],
      ['article', 'cup'],
    ])
    expect(unreadRows[0]).toMatchObject({ line: 2, why })
    expect(unreadRows.map(problemOf).join()).toContain(named)
  })

  it('is taken apart in no time where a row has 330,000 cells in quotes', () => {
    const { take } = delimitedRows(',', () => 6)
    const before = performance.now()
    expect([...take(`${'"",'.repeat(330_000)}\n`)][0]?.cells).toHaveLength(330_001)
    expect(performance.now() - before).toBeLessThan(2_000)
  })

  it('marks an article in every language where its own cannot be read', async () => {
    const { unreadRows } = await read([`${HEADER},locale`, `${ROW},?!`, `${ROW},English`])
    expect(unreadRows.map(({ sku, locale, why }) => [sku, locale, why])).toEqual([
      ['tea', undefined, 'language'],
      ['tea', undefined, 'language'],
    ])
  })

  it('cannot be read without its columns, or without a language', async () => {
    const problem = async (reading: Promise<unknown>) => (await faultIn(reading)).problem
    expect(await problem(read(['id,title', 'tea,Tea']))).toContain('link, image_link, availability')
    expect(await problem(read([HEADER, ROW], { locale: undefined }))).toContain('--locale')
    expect(await problem(read([]))).toContain('empty')
    expect(await problem(read(['My feed,,,,,', HEADER, ROW]))).toContain('My feed')
    expect(await problem(read([HEADER, ROW], { idColumn: 'mpn' }))).toContain('"mpn"')
  })
})
