/** What reads the text of a feed, of whatever kind, as it comes. */
import type { FeedShape } from '../../language/faults/feed-fault-words.ts'
import type { RawArticle } from './raw-article.ts'

export type ArticleSource = {
  /** The articles that end in this piece. */
  readonly take: (text: string) => Iterable<RawArticle>
  /** Those that end with the file. */
  readonly end: () => Iterable<RawArticle>
  /** Known once an article was read, and at the end. */
  readonly shape: () => FeedShape
}
