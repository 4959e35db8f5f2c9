/** An article as its file has it: texts by field, whatever the shape of the file. */
import type { FaultSentence } from '../../language/faults/fault-words.ts'

export const FEED_FIELDS = [
  'id',
  'locale',
  'title',
  'link',
  'image',
  'availability',
  'price',
  /** ISO 4217, of all its prices. */
  'currency',
  'salePrice',
  /** Both instants of a sale in one text. */
  'saleDates',
  'saleFrom',
  'saleUntil',
] as const
export type FeedField = (typeof FEED_FIELDS)[number]

/** A field is absent where the file has no place for it, and empty where it is not filled in. */
export type FeedCells = Partial<Readonly<Record<FeedField, string>>>

export type RawArticle = {
  readonly line: number
  readonly cells: FeedCells
  /** Where the row itself could not be taken apart: the rest is as far as it could. */
  readonly broken?: { readonly value: string; readonly problem: FaultSentence }
}
