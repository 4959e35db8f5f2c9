/** Reads text as a shop's feed, and gives what was read of it. */
import type { FeedOptions, FeedRead } from '../../../functions/intake/feeds/feed-options.ts'
import type { FeedArticle, FeedRow, UnreadRow } from '../../../functions/intake/feeds/feed-row.ts'
import { readFeed } from '../../../functions/intake/feeds/read-feed.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'
import { inChunks } from '../import/importing.ts'

export type Fed = FeedRead & {
  readonly all: readonly FeedRow[]
  readonly articles: readonly FeedArticle[]
  readonly unreadRows: readonly UnreadRow[]
  /** What was left away of articles, as a reader of English sees it. */
  readonly notes: readonly string[]
}

export const SHOP: FeedOptions = {
  currency: 'EUR',
  locale: 'en',
  shopUrl: 'https://shop.example',
  zone: 'Europe/Berlin',
}

/** @param size of the pieces in which the file arrives */
export async function fed(
  file: string | Uint8Array,
  options: Partial<FeedOptions> = {},
  size = 4_096,
): Promise<Fed> {
  const all: FeedRow[] = []
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const read = await readFeed(inChunks(bytes, size), { ...SHOP, ...options }, (row) => {
    all.push(row)
  })
  const articles = all.filter((row) => row.kind === 'article')
  return {
    ...read,
    all,
    articles,
    unreadRows: all.filter((row) => row.kind === 'unread'),
    notes: articles.flatMap(({ note }) => (note ? [note(enFaults)] : [])),
  }
}

export const problemOf = ({ problem }: UnreadRow): string => problem(enFaults)
