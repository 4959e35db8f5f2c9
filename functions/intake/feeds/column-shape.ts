/** What a shape of tables does: it recognises a header, and makes articles of the rows below it. */
import type { FeedShape } from '../../language/faults/feed-fault-words.ts'
import type { FeedOptions } from './feed-options.ts'
import type { RawArticle } from './raw-article.ts'

export type RowReader = {
  readonly shape: FeedShape
  /** Of the id, for rows that cannot be taken apart. */
  readonly idAt: number
  /** Whether rows name their language. */
  readonly hasLocale: boolean
  /** A row may have no article, or be one of several of its article. */
  readonly read: (cells: readonly string[], line: number) => readonly RawArticle[]
}

/**
 * Undefined for a header of another shape.
 *
 * @throws ImportFault for a header of this shape that lacks a column
 */
export type ColumnShape = (header: readonly string[], options: FeedOptions) => RowReader | undefined

/** By the names of a header, as they are compared. */
export type Places = (name: string) => number

/** -1 for a name that the header does not have. */
export const placesIn = (
  header: readonly string[],
  plain: (name: string) => string = (name) => name.trim().toLowerCase(),
): Places => {
  const names = header.map(plain)
  return (name) => names.indexOf(plain(name))
}

/** The trimmed text of a cell; empty where there is none. */
export const cellAt = (cells: readonly string[], at: number): string => cells[at]?.trim() ?? ''
