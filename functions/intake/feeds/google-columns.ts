/** A table as Google Merchant Center and Meta's catalogue have it. */
import { columnsShown, ImportFault, quotedCell } from '../import/import-fault.ts'
import { fieldNamed, nameOf, plainName } from './column-names.ts'
import { cellAt, type RowReader } from './column-shape.ts'
import type { FeedOptions } from './feed-options.ts'
import type { FeedField, RawArticle } from './raw-article.ts'

const NEEDED = ['id', 'title', 'link', 'image', 'availability'] as const

/** Whether a row can be such a header, be it one that lacks columns. */
export const isGoogleHeader = (header: readonly string[], { idColumn }: FeedOptions): boolean => {
  const fields = fieldsIn(header, idColumn)
  return fields.has('id') && (fields.has('title') || fields.has('availability'))
}

/**
 * The columns of Google's specification (https://support.google.com/merchants/answer/7052112), with
 * spaces or `g:` too, in any order.
 *
 * @throws ImportFault that names the columns that are missing
 * @example googleColumns(['id', 'title', 'link', 'image link', 'availability'], { currency: 'EUR' })
 */
export function googleColumns(header: readonly string[], options: FeedOptions): RowReader {
  const fields = fieldsIn(header, options.idColumn)
  const { idColumn } = options
  if (idColumn !== undefined && !fields.has('id'))
    throw new ImportFault('missing-column', (w) =>
      w.feed.noIdColumn(quotedCell(idColumn), columnsShown(header)),
    )
  const missing = NEEDED.filter((field) => !fields.has(field)).map(nameOf)
  if (missing.length > 0 && options.locale === undefined && !fields.has('locale'))
    missing.push(nameOf('locale'))
  if (missing.length > 0)
    throw new ImportFault('missing-column', (w) => w.feed.noColumns(missing, columnsShown(header)))
  const places = [...fields]
  return {
    shape: 'columns',
    used: new Set(fields.values()),
    idAt: fields.get('id') ?? -1,
    hasLocale: fields.has('locale'),
    read: (cells, line): readonly RawArticle[] => [
      { line, cells: Object.fromEntries(places.map(([field, at]) => [field, cellAt(cells, at)])) },
    ],
  }
}

/** Where each field stands: under the first of its names that the header has. */
function fieldsIn(
  header: readonly string[],
  idColumn: string | undefined,
): ReadonlyMap<FeedField, number> {
  const found = new Map<FeedField, { readonly at: number; readonly rank: number }>()
  header.forEach((name, at) => {
    const isId = idColumn !== undefined && plainName(name) === plainName(idColumn)
    const named = isId ? ({ field: 'id', rank: -1 } as const) : fieldNamed(name)
    if (!named || (named.field === 'id' && idColumn !== undefined && !isId)) return
    const known = found.get(named.field)
    if (!known || named.rank < known.rank) found.set(named.field, { at, rank: named.rank })
  })
  return new Map([...found].map(([field, { at }]) => [field, at]))
}
