/** A table as Google Merchant Center and Meta's catalogue have it. */
import { columnsShown, ImportFault, quotedCell } from '../import/import-fault.ts'
import { fieldNamed, nameOf, plainName } from './column-names.ts'
import { cellAt, type RowReader } from './column-shape.ts'
import type { FeedOptions } from './feed-options.ts'
import { type FeedField, ONLY_ONE, type RawArticle, withTwoTexts } from './raw-article.ts'

const NEEDED = ['id', 'title', 'link', 'image', 'availability'] as const

/** Whether a row is such a header, even one that lacks columns. */
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
  const severalPlaces = places.filter(([field, at]) => at.length > 1 && ONLY_ONE.has(field))
  return {
    shape: 'columns',
    idAt: fields.get('id')?.[0] ?? -1,
    hasLocale: fields.has('locale'),
    read: (cells, line) => [readRow(cells, line)],
  }

  function readRow(cells: readonly string[], line: number): RawArticle {
    const texts: Partial<Record<FeedField, string>> = {}
    for (const [field, at] of places) texts[field] = firstFilled(cells, at)
    const article = { line, cells: texts }
    for (const [field, at] of severalPlaces) {
      const different = new Set(at.map((place) => cellAt(cells, place)).filter(Boolean))
      if (different.size > 1)
        return withTwoTexts(article, field, header[at[0] ?? 0] ?? '', [...different])
    }
    return article
  }
}

/** Of columns with one name, the first that has a text. */
function firstFilled(cells: readonly string[], places: readonly number[]): string {
  for (const at of places) {
    const text = cellAt(cells, at)
    if (text !== '') return text
  }
  return ''
}

/** Where each field stands: under the first of its names that the header has. */
function fieldsIn(
  header: readonly string[],
  idColumn: string | undefined,
): ReadonlyMap<FeedField, readonly number[]> {
  const found = new Map<FeedField, { readonly at: readonly number[]; readonly rank: number }>()
  header.forEach((name, at) => {
    const isId = idColumn !== undefined && plainName(name) === plainName(idColumn)
    const named = isId ? ({ field: 'id', rank: -1 } as const) : fieldNamed(name)
    if (!named || (named.field === 'id' && idColumn !== undefined && !isId)) return
    const known = found.get(named.field)
    if (!known || named.rank < known.rank) found.set(named.field, { at: [at], rank: named.rank })
    else if (named.rank === known.rank) found.set(named.field, { ...known, at: [...known.at, at] })
  })
  return new Map([...found].map(([field, { at }]) => [field, at]))
}
