/** `rekindle products import`: what mails may show of the articles, from a product feed. */
import { createReadStream } from 'node:fs'
import type { FeedOptions, FeedRead } from '../../intake/feeds/feed-options.ts'
import type { FeedRow } from '../../intake/feeds/feed-row.ts'
import { readFeed } from '../../intake/feeds/read-feed.ts'
import { MOST_WITHDRAWN, takeFeed } from '../../intake/feeds/take-feed.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import { cannotRead, Failure } from '../failure.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { type Given, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { feedOptions, readingOptions } from './reading-options.ts'
import { faultText, makeRowRemarks, type RowRemarks } from './row-remarks.ts'
import { importedText, whyFailed } from './text.ts'

const options = {
  ...shopOption,
  ...readingOptions,
  yes: {},
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options
type FeedGiven = Given<typeof options>

export const importProducts = verb('products import', {
  arguments: [{ name: 'FILE' }],
  options,
  renamed: { whole: 'full' },
  examples: {
    feed: 'rekindle products import feed.csv --locale en --shop acme',
    full: 'rekindle products import feed.xml --locale zh-CN --full --shop acme',
    ids: 'rekindle products import feed.txt --locale en --id-rule shopify-variant --shop acme',
  },
  run: (given, io) =>
    withStore(given, async ({ table, ...store }) => {
      const { settings } = await shopIn({ ...store, table }, given.value('shop'))
      const asked = await feedOptions(given, settings)
      const rule = { now: io.now(), unseenAfterDays: settings.policy.recommend.unseenAfterDays }
      const progress = makeProgress(io)
      const { done } = io.words.import.products
      const remarks = makeRowRemarks()
      const isWhole = given.flag('full')
      let read: FeedRead | undefined
      try {
        const taken = await takeFeed(
          async (on) => {
            read = await readFile(given, asked, remarks, on)
          },
          isWhole ? { whole: { mostWithdrawn: given.flag('yes') ? 1 : MOST_WITHDRAWN } } : {},
          {
            ...{ table, shop: settings.shop.id, rule },
            onProgress: (rows) => progress.show(done(rows)),
          },
        )
        if (!read) throw new Error('a feed that was taken in was read')
        const { shape, rows, unread: refused } = read
        return { shop: settings.shop.id, shape, rows, refused, isWhole, ...taken }
      } finally {
        progress.done()
        const [file = ''] = given.arguments
        io.stderr.write(remarks.text(file, io.words))
      }
    }),
  json: ({ became, isWhole: _, ...imported }) => ({ ...imported, ...became }),
  text: (imported, { words }) => importedText(imported, words),
  failure: (imported) => whyFailed(imported),
})

/** Every row is passed on; what is said of the first is kept for the report. */
async function readFile(
  given: FeedGiven,
  options: FeedOptions,
  remarks: RowRemarks,
  on: (row: FeedRow) => Promise<void>,
): Promise<FeedRead> {
  const [file = ''] = given.arguments
  try {
    return await readFeed(createReadStream(file), options, (row) => {
      remarks.note(row)
      return on(row)
    })
  } catch (error) {
    if (error instanceof ImportFault) throw notAllImported(file, error, remarks.rows() > 0)
    throw cannotRead(file, error)
  }
}

const notAllImported = (file: string, fault: ImportFault, isPart: boolean): Failure =>
  new Failure((w) => {
    const words = w.import.products
    const problem = faultText(fault, w)
    return isPart ? words.someImported(file, problem) : words.nothingImported(file, problem)
  })
