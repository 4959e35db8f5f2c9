/** What is read of a product feed, one row at a time, whatever the shape of its file. */
import type { UnreadReason } from '../../domain/recommend/product.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import type { PostedProductWords } from '../product-wire.ts'

/** An article in one language. */
export type FeedArticle = {
  readonly kind: 'article'
  readonly line: number
  readonly sku: string
  readonly locale: string
  readonly available: boolean
  readonly words: PostedProductWords
  /** What of it was left away, such as an invalid sale; it counts as read. */
  readonly note?: FaultSentence
}

/** A row that cannot be read: the article that it names must not be shown until it can. */
export type UnreadRow = {
  readonly kind: 'unread'
  readonly line: number
  /** Of the article, where the row names one. */
  readonly sku?: string
  /** Where it is known; the article is unread in every language otherwise. */
  readonly locale?: string
  readonly why: UnreadReason
  /** The cell at fault, cut to 100 characters. */
  readonly value: string
  readonly problem: FaultSentence
}

export type FeedRow = FeedArticle | UnreadRow
