/** What is asked of a feed, and what its reading comes to. */
import type { Encoding } from '../../domain/text-encoding.ts'
import type { FeedShape } from '../../language/faults/feed-fault-words.ts'
import type { IdRule } from './article-id.ts'
import type { FeedMapping } from './feed-mapping.ts'

export type FeedOptions = {
  /** The language of rows that name none. */
  readonly locale?: string | undefined
  /** The shop's: a price in another one is refused. */
  readonly currency: string
  /** For shapes whose rows have no links, such as `https://shop.example.com`. */
  readonly shopUrl?: string | undefined
  /** The shop's (IANA), for the dates of sales that name none. */
  readonly zone: string
  /** For files of any other shape. */
  readonly mapping?: FeedMapping | undefined
  readonly encoding?: Encoding | undefined
  /** Another column (or tag, or field) than the usual one. */
  readonly idColumn?: string | undefined
  readonly idRule?: readonly IdRule[] | undefined
}

export type FeedRead = {
  readonly shape: FeedShape
  /** Articles in a language, and rows that could not be read. */
  readonly rows: number
  readonly unread: number
}
