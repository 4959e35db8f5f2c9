/** `rekindle products import`: what mails may show of the articles, from a product feed. */
import { createReadStream } from 'node:fs'
import type { Settings } from '../../domain/policy.ts'
import { ENCODINGS, encodingOf } from '../../domain/text-encoding.ts'
import { ID_RULE_NAMES, idRuleOf } from '../../intake/feeds/article-id.ts'
import { type FeedMapping, readFeedMapping } from '../../intake/feeds/feed-mapping.ts'
import type { FeedOptions, FeedRead } from '../../intake/feeds/feed-options.ts'
import type { FeedRow } from '../../intake/feeds/feed-row.ts'
import { readFeed } from '../../intake/feeds/read-feed.ts'
import { MOST_WITHDRAWN, takeFeed } from '../../intake/feeds/take-feed.ts'
import { ImportFault } from '../../intake/import/import-fault.ts'
import { describeFault } from '../../intake/import/read-mapping.ts'
import { Currency, PostedLocale } from '../../intake/wire-parts.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { cannotRead, Failure, UsageError } from '../failure.ts'
import { refusedLines } from '../import/refused-lines.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { makeProgress } from '../progress.ts'
import { readText } from '../read-text.ts'
import { type Given, jsonOption, type Options, shopOption, verb } from '../verb.ts'
import { importedText, whyFailed } from './text.ts'

const options = {
  ...shopOption,
  locale: { value: 'TAG' },
  mapping: { value: 'FILE' },
  currency: { value: 'CODE' },
  encoding: { value: 'NAME', known: ENCODINGS },
  'id-column': { value: 'NAME' },
  'id-rule': { value: 'RULES', known: ID_RULE_NAMES },
  full: {},
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
      const { done, moreRefused, moreNotes } = io.words.import.products
      const remarks = newRemarks()
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
        for (const [{ first, count }, more] of [
          [remarks.unread, moreRefused],
          [remarks.notes, moreNotes],
        ] as const) {
          const lines = first.map((one) => ({ ...one, problem: one.problem(io.words.faults) }))
          io.stderr.write(refusedLines(file, lines, more, count))
        }
      }
    }),
  json: ({ became, isWhole: _, ...imported }) => ({ ...imported, ...became }),
  text: (imported, { words }) => importedText(imported, words),
  failure: (imported) => whyFailed(imported),
})

async function feedOptions(given: FeedGiven, { shop, policy }: Settings): Promise<FeedOptions> {
  const mapping = given.text('mapping')
  return {
    shopUrl: shop.url,
    zone: shop.zone,
    currency: typed(given, 'currency', currencyOf) ?? policy.currency,
    locale: typed(given, 'locale', localeOf),
    encoding: typed(given, 'encoding', encodingOf),
    idColumn: given.text('id-column'),
    idRule: typed(given, 'id-rule', idRuleOf),
    mapping: mapping === undefined ? undefined : await ownMapping(mapping),
  }
}

async function ownMapping(file: string): Promise<FeedMapping> {
  const reading = readFeedMapping(await readText(file), file)
  if (reading.ok) return reading.mapping
  throw new Failure((w) => reading.faults.map((fault) => describeFault(fault, w.faults)).join('\n'))
}

const localeOf = (text: string): string | undefined => PostedLocale.safeParse(text).data
const currencyOf = (text: string): string | undefined => Currency.safeParse(text).data

/** What was typed, as it is meant; undefined if nothing was. */
function typed<T>(
  given: FeedGiven,
  option: 'locale' | 'currency' | 'encoding' | 'id-rule',
  read: (text: string) => T | undefined,
): T | undefined {
  const text = given.text(option)
  if (text === undefined) return undefined
  const meant = read(text)
  if (meant === undefined) throw new UsageError((w) => w.import.products.options[option](text))
  return meant
}

/** What is said of single rows: of the first, and of how many. */
type RowRemarks = {
  readonly first: { readonly line: number; readonly problem: FaultSentence }[]
  count: number
}
type Remarks = {
  rows: number
  readonly unread: RowRemarks
  /** Of rows that were read, and something of them left away. */
  readonly notes: RowRemarks
}

const newRemarks = (): Remarks => ({
  rows: 0,
  unread: { first: [], count: 0 },
  notes: { first: [], count: 0 },
})

const REMARKS_KEPT = 10

function remark(on: RowRemarks, line: number, problem: FaultSentence): void {
  on.count++
  if (on.first.length < REMARKS_KEPT) on.first.push({ line, problem })
}

/** Every row is passed on; what is said of the first is kept for the report. */
async function readFile(
  given: FeedGiven,
  options: FeedOptions,
  remarks: Remarks,
  on: (row: FeedRow) => Promise<void>,
): Promise<FeedRead> {
  const [file = ''] = given.arguments
  try {
    return await readFeed(createReadStream(file), options, (row) => {
      remarks.rows++
      if (row.kind === 'unread') remark(remarks.unread, row.line, row.problem)
      else if (row.note) remark(remarks.notes, row.line, row.note)
      return on(row)
    })
  } catch (error) {
    if (error instanceof ImportFault) throw notAllImported(file, error, remarks.rows > 0)
    throw cannotRead(file, error)
  }
}

const notAllImported = (file: string, { line, sentence }: ImportFault, isPart: boolean): Failure =>
  new Failure((w) => {
    const words = w.import.products
    const problem =
      line === undefined ? sentence(w.faults) : w.faults.rows.inLine(line, sentence(w.faults))
    return isPart ? words.someImported(file, problem) : words.nothingImported(file, problem)
  })
