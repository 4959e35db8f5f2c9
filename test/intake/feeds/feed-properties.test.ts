import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FeedRow } from '../../../functions/intake/feeds/feed-row.ts'
import { articleReader } from '../../../functions/intake/feeds/interpret-article.ts'
import { FEED_FIELDS } from '../../../functions/intake/feeds/raw-article.ts'
import { ImportFault } from '../../../functions/intake/import/import-fault.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'
import { zhFaults } from '../../../functions/language/zh/faults/words.ts'
import { fed, SHOP } from './feeding.ts'
import { GOOGLE, item, JSONS, rss, SHOPIFY, WOO } from './sample-feeds.ts'

const isShown = (row: FeedRow): boolean =>
  row.kind === 'article' || (row.problem(enFaults) !== '' && row.problem(zhFaults) !== '')

/** Texts that mean something in a feed, and any other. */
const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    ...['tea', 'en', 'in_stock', '12.50 EUR', '12,345 EUR', '€1', '', ' ', '\ud800', '\ufffd'],
    ...['&amp;lt;b&gt;', 'https://shop.example/x', '2026-11-01/2026-12-01', '1E+99 EUR'],
  ),
)
const cells = fc.record(Object.fromEntries(FEED_FIELDS.map((field) => [field, cell])), {
  requiredKeys: [],
})

it('makes of any cells an article, or a row that says why it is not read', () => {
  const read = articleReader(SHOP)
  fc.assert(
    fc.property(cells, (some) => {
      const row = read({ line: 2, cells: some })
      expect(isShown(row)).toBe(true)
      if (row.kind === 'unread') return
      const { priceMinor = 1, salePriceMinor = 0, title = '' } = row.words
      expect(priceMinor).toBeGreaterThan(salePriceMinor)
      expect(title.length).toBeLessThanOrEqual(300)
    }),
    { numRuns: 300 },
  )
})

it('reads or marks each article that a table names, whatever its other cells are', async () => {
  // A file full of controls is no text.
  const quoted = (text: string) => `"${text.replace(/\p{Cc}/gu, '\n').replaceAll('"', '""')}"`
  const rows = fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), {
    minLength: 1,
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (others, size) => {
      const lines = others.map((row, i) => [`id-${i}`, ...row.map(quoted)].join(','))
      const { all } = await fed([GOOGLE, ...lines].join('\n'), {}, size)
      expect(all.map(({ sku }) => sku)).toEqual(others.map((_, i) => `id-${i}`))
      expect(all.every(isShown)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

it('reads or marks each article of JSON and of RSS, whatever its other fields are', async () => {
  const escaped = (text: string) =>
    text
      .toWellFormed()
      .replace(/[^\P{C}\n]/gu, ' ')
      .replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`)
  const tags = ['title', 'link', 'g:image_link', 'g:price', 'g:availability', 'g:language']
  const names = ['title', 'link', 'imageLink', 'price', 'availability', 'locale']
  const article = fc.tuple(cell, cell, cell, cell, cell, cell)
  const articles = fc.array(article, { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(articles, fc.integer({ min: 1, max: 40 }), async (others, size) => {
      const elements = others.map((row, i) => [
        ['id', `id-${i}`],
        ...row.map((text, j) => [names[j] ?? '', text]),
      ])
      const json = JSON.stringify(elements.map((pairs) => Object.fromEntries(pairs)))
      const items = others.map((row, i) => {
        const fields = row.map((text, j) => `<${tags[j]}>${escaped(text)}</${tags[j]}>`)
        return `<item><g:id>id-${i}</g:id>${fields.join('')}</item>`
      })
      for (const file of [json, rss(items.join(''))]) {
        const { all } = await fed(file, {}, size)
        expect(all.map(({ sku }) => sku)).toEqual(others.map((_, i) => `id-${i}`))
        expect(all.every(isShown)).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

it('reads each row of a table around a line of anything', async () => {
  const junk = fc.string({ unit: fc.constantFrom('"', '""', ',', 'x', ' ', ';'), maxLength: 12 })
  const row = (id: string) => `${id},Tea,,,1 EUR,yes`
  await fc.assert(
    fc.asyncProperty(junk, fc.nat(60), async (line, size) => {
      const lines = [GOOGLE, row('id-0'), line, row('id-1'), row('id-2')]
      const { all } = await fed(lines.join('\n'), {}, size + 1)
      const named = all.flatMap(({ sku = '' }) => (sku.startsWith('id-') ? [sku] : []))
      expect(named).toEqual(['id-0', 'id-1', 'id-2'])
    }),
    { numRuns: 200 },
  )
})

it('throws nothing but an ImportFault, wherever a file is damaged or cut', async () => {
  const files = [
    rss(item().repeat(2)),
    SHOPIFY,
    WOO,
    ...Object.values(JSONS),
    `${GOOGLE}\n${GOOGLE}`,
  ]
  const damage = fc.oneof(
    fc.constantFrom('"', '<', '{', ']', ',', '\n', '\0', '&', '\\', ''),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.nat(2_000),
      fc.nat(20),
      damage,
      async (file, at, length, put) => {
        const start = at % file.length
        const damaged = file.slice(0, start) + put + file.slice(start + length)
        const read = await fed(damaged, {}, 64).catch((error: unknown) => error)
        if (read instanceof Error) expect(read).toBeInstanceOf(ImportFault)
      },
    ),
    { numRuns: 300 },
  )
})
