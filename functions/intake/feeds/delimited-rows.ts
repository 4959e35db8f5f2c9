/**
 * Takes a table apart into rows, one at a time. What csv-parse cannot do is go on: a feed is read
 * to its end, so a row whose quotes are wrong is one row, and the next line is read as if it were
 * not there.
 */
import { lineEndsIn } from '../import/decode-text.ts'
import { ImportFault } from '../import/import-fault.ts'

export type DelimitedRow = {
  readonly cells: readonly string[]
  /** On which it begins, the first line being 1. */
  readonly line: number
  /** Its quotes are wrong: the cells are those of its first line. */
  readonly isBroken: boolean
}

/** In characters. */
const LONGEST_ROW = 1_000_000

/**
 * Rows of a text that comes in pieces. Cells may be in quotes (RFC 4180), with line ends inside.
 * Between tabs, quotes that do not surround a whole cell are text, as Google has it.
 *
 * @throws ImportFault for a row of more than a million characters
 * @param width of the header, once it is known: what a wrong quote makes of several lines has
 *   another one, and each of the lines is then a row
 * @example const rows = delimitedRows(';', () => 2); [...rows.take('id;title\n'), ...rows.end()]
 */
export function delimitedRows(delimiter: string, width: () => number | undefined) {
  let rest = ''
  let line = 1

  function* take(isEnd: boolean): Generator<DelimitedRow> {
    let at = 0
    while (at < rest.length) {
      const row = rowAt(rest, at, { delimiter, isEnd, width: width() })
      if (row === undefined) break
      yield { cells: row.cells, line, isBroken: row.isBroken }
      line += row.isOneLine ? 1 : lineEndsIn(rest.slice(at, row.end))
      at = row.end
    }
    rest = rest.slice(at)
    if (rest.length > LONGEST_ROW)
      throw new ImportFault('broken-row', (w) => w.feed.file.tooLong, { line })
  }

  return {
    *take(text: string): Generator<DelimitedRow> {
      rest += text
      yield* take(false)
    },
    end: () => take(true),
  }
}

type How = {
  readonly delimiter: string
  /** Nothing comes after the text. */
  readonly isEnd: boolean
  readonly width: number | undefined
}

type RowAt = {
  readonly cells: readonly string[]
  readonly isBroken: boolean
  readonly isOneLine: boolean
  /** Where the next one begins. */
  readonly end: number
}

/** Undefined for a row that is not there to its end yet. */
function rowAt(text: string, at: number, how: How): RowAt | undefined {
  const { delimiter, isEnd } = how
  const lineEnd = lineEndFrom(text, at, isEnd)
  if (lineEnd === undefined) return undefined
  const first = text.slice(at, lineEnd.at)
  const isOneLine = true
  if (!first.includes('"'))
    return { cells: first.split(delimiter), isBroken: false, isOneLine, end: lineEnd.end }
  const quoted = quotedRow(text, at, how)
  if (quoted !== 'broken') return quoted
  const isBroken = delimiter !== '\t'
  const cells = isBroken ? first.split(delimiter) : first.split(delimiter).map(withoutQuotes)
  return { cells, isBroken, isOneLine, end: lineEnd.end }
}

type LineEnd = { readonly at: number; readonly end: number }

function lineEndFrom(text: string, from: number, isEnd: boolean): LineEnd | undefined {
  const lf = text.indexOf('\n', from)
  const before = lf < 0 ? text.indexOf('\r', from) : text.slice(from, lf).indexOf('\r')
  const cr = lf < 0 || before < 0 ? before : from + before
  if (lf < 0 && cr < 0) return isEnd ? { at: text.length, end: text.length } : undefined
  if (cr < 0) return { at: lf, end: lf + 1 }
  // It may be the first half of CR LF.
  if (cr === text.length - 1 && !isEnd) return undefined
  return { at: cr, end: cr + (text[cr + 1] === '\n' ? 2 : 1) }
}

/** A row some of whose cells may be in quotes. */
function quotedRow(
  text: string,
  from: number,
  { delimiter, isEnd, width }: How,
): RowAt | undefined | 'broken' {
  const cells: string[] = []
  let at = from
  let lineEnd: LineEnd | undefined
  for (;;) {
    const isQuoted = text[at] === '"'
    const close = isQuoted ? closingQuote(text, at + 1) : undefined
    if (close === -1) return isEnd || text.length - from > LONGEST_ROW ? 'broken' : undefined
    const start = close === undefined ? at : close + 1
    if (lineEnd === undefined || lineEnd.at < start) lineEnd = lineEndFrom(text, start, isEnd)
    if (lineEnd === undefined) return undefined
    const next = text.indexOf(delimiter, start)
    const end = next >= 0 && next < lineEnd.at ? next : lineEnd.at
    if (close !== undefined && text.slice(start, end).trim() !== '') return 'broken'
    cells.push(
      close === undefined ? text.slice(at, end) : text.slice(at + 1, close).replaceAll('""', '"'),
    )
    if (end === lineEnd.at) {
      const isOneLine = !/[\r\n]/.test(text.slice(from, lineEnd.at))
      if (!isOneLine && (delimiter === '\t' || cells.length !== (width ?? cells.length)))
        return 'broken'
      return { cells, isBroken: false, isOneLine, end: lineEnd.end }
    }
    at = end + 1
  }
}

/** Quotes inside are written twice. -1 if there is none yet. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at
  return -1
}

const withoutQuotes = (cell: string): string => {
  const inside = /^"((?:[^"]|"")*)"$/.exec(cell)?.[1]
  return inside === undefined ? cell : inside.replaceAll('""', '"')
}
