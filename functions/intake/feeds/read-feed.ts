/** Reads a product feed of any shape, an article at a time, in bounded memory. */
import { ImportFault } from '../import/import-fault.ts'
import type { ArticleSource } from './article-source.ts'
import type { FeedMapping } from './feed-mapping.ts'
import type { FeedOptions, FeedRead } from './feed-options.ts'
import type { FeedRow } from './feed-row.ts'
import { openFeed } from './feed-text.ts'
import { articleReader } from './interpret-article.ts'
import type { RawArticle } from './raw-article.ts'
import { readColumns } from './read-columns.ts'
import { readJson } from './read-json.ts'
import { readXml } from './read-xml.ts'

/**
 * Reads the whole feed; what it is (RSS, Atom, JSON, a table, and whose) is found in it. A row that
 * cannot be read is passed on as such, and the next one is read. Rows about one article in one
 * language are passed on as they come.
 *
 * @param on is awaited before the next row is read
 * @throws ImportFault if the file is no feed, names no article, or is damaged or cut; rows before
 *   that were passed on
 * @example
 * await readFeed(createReadStream('feed.xml'), { currency: 'EUR', zone: 'UTC', locale: 'en' }, (row) => …)
 */
export async function readFeed(
  source: AsyncIterable<Uint8Array>,
  given: FeedOptions,
  on: (row: FeedRow) => void | Promise<void>,
): Promise<FeedRead> {
  const { mapping } = given
  const options = { ...given, locale: given.locale ?? languageOf(mapping) }
  const { kind, text } = await openFeed(source, options.encoding ?? mapping?.encoding)
  const articles = sourceOf(kind, options)
  const interpret = articleReader({
    ...options,
    decimal: mapping?.decimal,
    idRule: options.idRule ?? mapping?.id.rule,
  })
  let rows = 0
  let unread = 0

  async function pass(some: Iterable<RawArticle>): Promise<void> {
    for (const raw of some) {
      if (rows === 0 && raw.cells.locale === undefined && options.locale === undefined)
        throw new ImportFault('missing-column', (w) => w.feed.file.noLanguage)
      const row = interpret(raw)
      rows++
      if (row.kind === 'unread') unread++
      const passed = on(row)
      if (passed) await passed
    }
  }

  try {
    for await (const piece of text) await pass(articles.take(piece))
    await pass(articles.end())
  } finally {
    await text.return(undefined)
  }
  // More often an export that failed than a shop that sells nothing.
  if (rows === 0) throw new ImportFault('no-articles', (w) => w.feed.file.noArticles)
  return { shape: articles.shape(), rows, unread }
}

/** Where a mapping states one for every row. */
const languageOf = (mapping: FeedMapping | undefined): string | undefined =>
  typeof mapping?.language === 'string' ? mapping.language : undefined

function sourceOf(kind: 'xml' | 'json' | 'columns', options: FeedOptions): ArticleSource {
  if (options.mapping && kind !== 'columns')
    throw new ImportFault('not-a-feed', (w) => w.feed.file.mappedNoTable)
  switch (kind) {
    case 'xml':
      return readXml(options)
    case 'json':
      return readJson(options)
    case 'columns':
      return readColumns(options)
  }
}
