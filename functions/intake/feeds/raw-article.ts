/** An article as its file has it: texts by field, whatever the shape of the file. */
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { quotedCell } from '../import/import-fault.ts'

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
  /** Whether the shop shows it at all, in the words of Meta. */
  'status',
  'visibility',
  /** From when on it is not to be shown. */
  'expires',
] as const
export type FeedField = (typeof FEED_FIELDS)[number]

/** Of which an article has one: two that differ leave it open which is meant. */
export const ONLY_ONE: ReadonlySet<FeedField> = new Set([
  'id',
  'locale',
  'availability',
  'price',
  'currency',
  'salePrice',
])

/** A field is absent where the file has no place for it, and empty where it is not filled in. */
export type FeedCells = Partial<Readonly<Record<FeedField, string>>>

/** What two texts for one of those fields make of an article; it may be that of either id. */
export function withTwoTexts(
  { line, cells }: RawArticle,
  field: FeedField,
  name: string,
  texts: readonly string[],
): RawArticle {
  const problem: FaultSentence = (w) => w.rows.columnTwice(quotedCell(name), texts.map(quotedCell))
  const { id = '' } = cells
  return {
    line,
    cells: { ...cells, id: field === 'id' ? '' : id },
    broken: { value: texts.join(' '), problem },
  }
}

export type RawArticle = {
  readonly line: number
  readonly cells: FeedCells
  /** Where the row itself could not be taken apart: the rest is as far as it could. */
  readonly broken?: { readonly value: string; readonly problem: FaultSentence }
}
