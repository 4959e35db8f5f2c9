/** A table that a mapping describes. */
import { isoInstant } from '../../domain/time.ts'
import { type CellReader, cellReader, namingMisnamed } from '../import/find-cells.ts'
import { ImportFault } from '../import/import-fault.ts'
import { instantReader } from '../import/instant-format.ts'
import { type Cell, isOneOf } from '../import/mapping.ts'
import type { RowReader } from './column-shape.ts'
import type { FeedMapping } from './feed-mapping.ts'
import type { FeedOptions } from './feed-options.ts'
import type { FeedCells, RawArticle } from './raw-article.ts'

/**
 * @throws ImportFault that names the column which the mapping has and the file lacks
 * @example mappedColumns(header, mapping, options).read(cells, 2)
 */
export function mappedColumns(
  header: readonly string[],
  mapping: FeedMapping,
  options: FeedOptions,
): RowReader {
  const open = (names: readonly string[]): RowReader => openColumns(names, mapping, options)
  try {
    return open(header)
  } catch (error) {
    throw namingMisnamed(error, header, header, open)
  }
}

function openColumns(
  header: readonly string[],
  mapping: FeedMapping,
  { idColumn, zone }: FeedOptions,
): RowReader {
  const cell = (field: string, named: Cell): CellReader =>
    cellReader(header, field, named, field === 'id.column' ? 'all-parts' : 'any-parts')
  const { sale, language, currency, availability } = mapping
  const idCell = idColumn ?? mapping.id.column
  const id = cell('id.column', idCell)
  const title = textOf('title', mapping.title, cell)
  const [link, image] = (['link', 'image'] as const).map((field) =>
    textOf(field, mapping[field], cell),
  )
  const price = mapping.price && cell('price', mapping.price)
  const isAvailable = availabilityIn(availability, cell)
  const localeOf =
    typeof language === 'object' ? cell('language.column', language.column) : undefined
  const currencyOf =
    typeof currency === 'object' ? cell('currency.column', currency.column) : () => currency ?? ''
  const saleOf = sale && saleIn(sale, zone, cell)

  const cellsOf = (cells: readonly string[], line: number): FeedCells => ({
    id: id(cells, line),
    ...(localeOf && { locale: localeOf(cells, line) }),
    title: title(cells, line),
    link: link?.(cells, line) ?? '',
    image: image?.(cells, line) ?? '',
    availability: isAvailable(cells, line),
    ...(price && { price: price(cells, line) }),
    currency: currencyOf(cells, line),
    ...saleOf?.(cells, line),
  })

  return {
    shape: 'mapped',
    idAt: typeof idCell === 'string' ? header.indexOf(idCell) : -1,
    hasLocale: localeOf !== undefined,
    read: (cells, line) => [readRow(cellsOf, cells, line)],
  }
}

/** A column that the header has twice, with two texts in one row, is the fault of that row. */
function readRow(
  cellsOf: (cells: readonly string[], line: number) => FeedCells,
  cells: readonly string[],
  line: number,
): RawArticle {
  try {
    return { line, cells: cellsOf(cells, line) }
  } catch (error) {
    if (!(error instanceof ImportFault)) throw error
    return {
      line,
      cells: { locale: '' },
      broken: { value: cells.join(' '), problem: error.sentence },
    }
  }
}

type Columns = string | string[]
type CellOf = (field: string, named: Cell) => CellReader

function textOf(field: string, named: FeedMapping['link'], cell: CellOf): CellReader {
  if (named === undefined) return () => ''
  if (typeof named === 'object' && 'value' in named) return () => named.value
  return cell(field, named)
}

/** In the words of Google, or the word that is not known. */
function availabilityIn(availability: FeedMapping['availability'], cell: CellOf): CellReader {
  if ('value' in availability) return () => availability.value
  if ('quantity' in availability) {
    const quantity = cell('availability.quantity', availability.quantity)
    return (cells, line) => {
      const text = quantity(cells, line)
      if (!/^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/.test(text)) return text
      return Number(text.replace(',', '.')) > 0 ? 'in_stock' : 'out_of_stock'
    }
  }
  const { yes, no } = availability
  const word = cell('availability.column', availability.column)
  return (cells, line) => {
    const text = word(cells, line)
    if (isOneOf(yes, text)) return 'in_stock'
    return isOneOf(no, text) ? 'out_of_stock' : text
  }
}

/** As ISO 8601, whatever its format; what cannot be read stays as it is, and is refused as that. */
function saleIn(
  { price, dates, from, until, format, zone }: NonNullable<FeedMapping['sale']>,
  shopsZone: string,
  cell: CellOf,
): (cells: readonly string[], line: number) => FeedCells {
  const salePrice = cell('sale.price', price)
  const optional = (field: string, named: Columns | undefined): CellReader =>
    named === undefined ? () => '' : cell(field, named)
  const both = optional('sale.dates', dates)
  const first = optional('sale.from', from)
  const last = optional('sale.until', until)
  const read = instantReader(format, zone ?? shopsZone)
  const asIso = (text: string): string => {
    const at = text === '' ? undefined : read(text)
    return at === undefined ? text : isoInstant(at)
  }
  return (cells, line) => ({
    salePrice: salePrice(cells, line),
    saleDates: both(cells, line)
      .split('/')
      .map((part) => asIso(part.trim()))
      .join('/'),
    saleFrom: asIso(first(cells, line)),
    saleUntil: asIso(last(cells, line)),
  })
}
