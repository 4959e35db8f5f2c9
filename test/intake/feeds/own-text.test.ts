import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { readFeed } from '../../../functions/intake/feeds/read-feed.ts'
import { inChunks } from '../import/importing.ts'
import { SHOP } from './feeding.ts'
import { GOOGLE, rss } from './sample-feeds.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const MORE = 'x'.repeat(60_000)
const ROWS = Array.from({ length: 150 }, (_, i) => `a-long-id-of-article-${i},Tea,,,${MORE},no`)
const ITEMS = ROWS.map((row) => `<item><g:id>${row.slice(0, 23)}</g:id><x>${MORE}</x></item>`)

it.each([
  ['a table', [GOOGLE, ...ROWS].join('\n')],
  ['RSS', rss(ITEMS.join(''))],
])('holds by the ids and cells that are kept of %s nothing else of it', async (_, file) => {
  const bytes = Buffer.from(file)
  const kept = new Map<string, string>()
  collect()
  const before = process.memoryUsage().heapUsed
  await readFeed(inChunks(bytes, 65_536), SHOP, (row) => {
    kept.set(row.sku ?? '', row.kind === 'unread' ? row.value : '')
  })
  collect()
  expect(kept.size).toBeGreaterThan(90)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_500_000)
})
