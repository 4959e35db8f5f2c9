/** Reads a table: finds its delimiter and its shape by the header, and its articles row by row. */
import { hasLostSigns } from '../../domain/placeholder.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import type { FeedShape } from '../../language/faults/feed-fault-words.ts'
import { ImportFault, quotedCell } from '../import/import-fault.ts'
import type { ArticleSource } from './article-source.ts'
import type { ColumnShape, RowReader } from './column-shape.ts'
import { type DelimitedRow, delimitedRows } from './delimited-rows.ts'
import type { FeedMapping } from './feed-mapping.ts'
import type { FeedOptions } from './feed-options.ts'
import { googleColumns, isGoogleHeader } from './google-columns.ts'
import { mappedColumns } from './mapped-columns.ts'
import type { RawArticle } from './raw-article.ts'
import { shopifyExport } from './shopify-export.ts'
import { wooCommerceExport } from './woocommerce-export.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** In which the header has to be. */
const START_CHARACTERS = 64_000
const MOST_ROWS_ABOVE = 20

/** The most particular first. */
const SHAPES: readonly ColumnShape[] = [
  shopifyExport,
  wooCommerceExport,
  (header, options) =>
    isGoogleHeader(header, options) ? googleColumns(header, options) : undefined,
]

/**
 * A reader of tables in which the cells stand between commas, semicolons, tabs or bars.
 *
 * @throws ImportFault for a table of no shape that is known, or that lacks a column
 */
export function readColumns(options: FeedOptions): ArticleSource {
  let start: string | undefined = ''
  let rows: ReturnType<typeof delimitedRows> | undefined
  let header: Header | undefined

  function* open(text: string): Generator<RawArticle> {
    header = headerIn(text, options)
    start = undefined
    rows = delimitedRows(header.delimiter, () => header?.names.length)
    for (const row of rows.take(text)) yield* articlesOf(row, header)
  }

  return {
    *take(text) {
      if (rows && header) {
        for (const row of rows.take(text)) yield* articlesOf(row, header)
        return
      }
      start += text
      if ((start ?? '').length >= START_CHARACTERS) yield* open(start ?? '')
    },
    *end() {
      if (start !== undefined) yield* open(start)
      if (rows && header) for (const row of rows.end()) yield* articlesOf(row, header)
    },
    shape: (): FeedShape => header?.reader.shape ?? 'columns',
  }
}

type Header = {
  readonly delimiter: string
  readonly line: number
  readonly names: readonly string[]
  readonly reader: RowReader
}

/** The rows at the start of a text that hold more than a comment, or than Excel's `sep=;`. */
function rowsAbove(text: string, delimiter: string): readonly DelimitedRow[] {
  const rows = delimitedRows(delimiter, () => undefined)
  const above: DelimitedRow[] = []
  for (const row of [rows.take(text), rows.end()].flatMap((some) => [...some])) {
    if (!isBlank(row.cells) && !isComment(row.cells)) above.push(row)
    if (above.length >= MOST_ROWS_ABOVE) break
  }
  return above
}

const mapped =
  (mapping: FeedMapping): ColumnShape =>
  (header, options) =>
    mappedColumns(header, mapping, options)

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** Meta's template explains each column in a row above the header. */
const isComment = ([first = '']: readonly string[]): boolean =>
  /^"?#\s*\S/.test(first.trim()) || /^sep=.?$/i.test(first.trim())

function headerIn(text: string, options: FeedOptions): Header {
  const beginning = text.slice(0, START_CHARACTERS)
  const stated = options.mapping?.delimiter
  const delimiters = stated === undefined ? DELIMITERS : [stated]
  const tried = delimiters.map((delimiter) => ({
    delimiter,
    rows: rowsAbove(beginning, delimiter),
  }))
  const widest = tried.toSorted(
    (a, b) => (b.rows[0]?.cells.length ?? 0) - (a.rows[0]?.cells.length ?? 0),
  )
  let fault: unknown
  for (const { delimiter, rows } of widest) {
    try {
      const header = headerAmong(rows, delimiter, options)
      if (header) return header
    } catch (error) {
      fault ??= error
    }
  }
  const first = widest[0]?.rows[0]
  // What a header says may be lost with its signs.
  const lost = first?.cells.find(hasLostSigns)
  if (first && lost !== undefined)
    throw new ImportFault('encoding', (w) => w.feed.encoding(quotedCell(lost)), {
      line: first.line,
    })
  if (fault) throw fault
  if (!first) throw new ImportFault('empty-file', (w) => w.rows.emptyFile)
  googleColumns(first.cells.map(trimmed), options)
  throw new ImportFault('not-a-feed', (w) => w.feed.file.notAFeed.text)
}

const trimmed = (cell: string): string => cell.trim()

function headerAmong(
  rows: readonly DelimitedRow[],
  delimiter: string,
  options: FeedOptions,
): Header | undefined {
  for (const { cells, line } of rows) {
    const names = cells.map(trimmed)
    for (const shape of options.mapping ? [mapped(options.mapping)] : SHAPES) {
      const reader = shape(names, options)
      if (!reader) continue
      const [first] = rows
      if (first && first.line < line) throw belowTitle(first, line)
      return { delimiter, line, names, reader }
    }
  }
  return undefined
}

const belowTitle = ({ cells, line }: DelimitedRow, header: number): ImportFault => {
  const title = quotedCell(cells.map(trimmed).find((cell) => cell !== '') ?? '')
  return new ImportFault('broken-row', (w) => w.rows.title(title, header), { line })
}

function articlesOf(
  { cells, line, isBroken }: DelimitedRow,
  header: Header,
): readonly RawArticle[] {
  const { names, reader } = header
  if (line <= header.line || isBlank(cells) || isRepeated(cells, names)) return []
  const problem = isBroken ? quotes : wrongWidth(cells, names)
  if (!problem) return reader.read(cells, line)
  const broken = { value: cells.join(header.delimiter), problem }
  const naming = (id: string): RawArticle => ({
    line,
    cells: { id, ...(reader.hasLocale && { locale: '' }) },
    broken,
  })
  const idIn = (place: number): string => cells[place]?.replace(/^"|"$/g, '').trim() ?? ''
  const id = idIn(reader.idAt)
  // Cells too many may be in front of the id, which is then found from the end.
  const fromEnd = idIn(reader.idAt + Math.max(0, cells.length - names.length))
  const isOne = reader.idAt <= 0 || fromEnd === id || fromEnd === ''
  return isOne ? [naming(id)] : [naming(id), naming(fromEnd)]
}

/** Files that were put one behind the other have it once each. */
const isRepeated = (cells: readonly string[], names: readonly string[]): boolean =>
  cells.length === names.length && cells.every((cell, at) => cell.trim() === names[at])

const quotes: FaultSentence = (w) => w.feed.quotes

/** Empty cells beyond the last column are passed over, and so is the end of a header without names. */
function wrongWidth(cells: readonly string[], names: readonly string[]): FaultSentence | undefined {
  const named = names.findLastIndex((name) => name !== '') + 1
  if (cells.length < named) return (w) => w.rows.cutShort(cells.length, named)
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1
  return filled > names.length ? (w) => w.rows.width(cells.length, names.length) : undefined
}
