/** Finds the header of a file and holds its rows to it, or names what stands there instead. */
import { ImportFault, quotedCell } from './import-fault.ts'

type Cells = readonly string[]

/**
 * Called with the header first, trimmed and as it is written; the returned function is called for
 * every further row, with the line of the file on which the row begins, the header being line 1.
 */
export type OnHeader = (
  header: readonly string[],
  written: readonly string[],
) => (cells: readonly string[], line: number) => void

export type RowsUnder = {
  /** The next row that is not blank, and the line on which it begins. */
  readonly take: (cells: Cells, line: number) => void
  /** @throws ImportFault for a file without a header, or with a row that is not whole at its end */
  readonly end: () => void
}

/** How far below a title its header is looked for. */
const MOST_TITLE_ROWS = 20
const DELIMITERS = [';', '\t', '|', ',']

/** A row that has the header's columns is not found on the line where it should stand. */
type Sought = {
  readonly fault: ImportFault
  readonly first: Cells
  readonly line: number
  rows: number
}

/** What has fewer cells than the header: a row cut short if whole rows follow it. */
type Short = { readonly cells: Cells; readonly line: number }

/**
 * Passes on the header, and every row below it with as many cells; cells without text beyond the
 * last column are left away, and so is the header if it is repeated.
 *
 * @param hasMapping whether a person can state the delimiter of the file
 * @example const rows = rowsUnder({ delimiter: ',', hasMapping: true, backslashQuotes: [] }, onHeader)
 */
export function rowsUnder(
  file: {
    readonly delimiter: string
    readonly hasMapping: boolean
    /** Lines with a quote behind a backslash, which explain a row of the wrong width. */
    readonly backslashQuotes: readonly number[]
  },
  onHeader: OnHeader,
): RowsUnder {
  let onRow: ReturnType<OnHeader> | undefined
  let header: Cells = []
  let [width, named] = [0, 0]
  let sought: Sought | undefined
  let short: Short | undefined

  function takeHeader(cells: Cells, line: number): void {
    try {
      onRow = onHeader(
        cells.map((cell) => cell.trim()),
        cells,
      )
    } catch (error) {
      if (!(error instanceof ImportFault) || error.code !== 'missing-column') throw error
      if (sought) sought.rows++
      else sought = { fault: error, first: cells, line, rows: 0 }
      if (sought.rows >= MOST_TITLE_ROWS) throw faultOf(sought)
      return
    }
    if (sought) throw aboveHeader(sought, line)
    header = cells
    width = cells.length
    named = width - blanksAtEnd(cells)
  }

  const faultOf = ({ fault, first }: Sought): ImportFault => {
    const other = first.length === 1 && DELIMITERS.find((sign) => first[0]?.includes(sign))
    return other && file.hasMapping ? otherDelimiter(other, file.delimiter) : fault
  }

  return {
    take(cells, line) {
      const stated = line === 1 ? /^sep=(.?)$/i.exec(cells[0] ?? '') : null
      if (stated) return refuseOther(stated[1] ?? '', file)
      if (!onRow) return takeHeader(cells, line)
      if (isSameHeader(cells, header)) return
      if (isTotal(cells)) throw belowRows(cells, width, line)
      if (cells.length < named) {
        short ??= { cells, line }
        return
      }
      if (short) throw cutShort(short, width)
      if (cells.length - blanksAtEnd(cells) > width) {
        const isEscaped = file.backslashQuotes.includes(line)
        throw isEscaped ? backslashQuote(line) : tooWide(cells.length, width, line)
      }
      onRow(cells, line)
    },
    end() {
      if (sought && !onRow) throw faultOf(sought)
      if (!onRow) throw new ImportFault('empty-file', (w) => w.rows.emptyFile)
      if (!short) return
      if (file.backslashQuotes.includes(short.line)) throw backslashQuote(short.line)
      throw isTrailer(short.cells, width)
        ? belowRows(short.cells, width, short.line)
        : cutShort(short, width)
    },
  }
}

/** Files that were put one behind the other have the header, and its mark, once each. */
const isSameHeader = ([first = '', ...others]: Cells, [name, ...names]: Cells): boolean =>
  first.replace(/^\ufeff/, '') === name &&
  others.length === names.length &&
  others.every((cell, i) => cell === names[i])

const isBlank = (cell: string): boolean => cell.trim() === ''

const blanksAtEnd = (cells: Cells): number =>
  cells.length - 1 - cells.findLastIndex((cell) => !isBlank(cell))

const filledIn = (cells: Cells): Cells => cells.filter((cell) => !isBlank(cell))

/** What systems write in front of the sums below a list, in the larger languages. */
const TOTALS = new Set(
  'total|totals|grand total|sum|summe|gesamt|gesamtsumme|total general|totale|total général|totaal|suma|razem|итого|всего|合计|总计|合計|總計|総計|합계|총계'.split(
    '|',
  ),
)

const isTotal = (cells: Cells): boolean => {
  const filled = filledIn(cells)
  const first = (filled[0] ?? '')
    .trim()
    .replace(/[:：]$/, '')
    .toLowerCase()
  return TOTALS.has(first) && filled.length * 2 <= cells.length
}

/** Such as `(3 rows)`: hardly anything of a row. */
function isTrailer(cells: Cells, width: number): boolean {
  const filled = filledIn(cells).length
  return filled <= 2 && filled * 2 < width
}

function refuseOther(
  stated: string,
  { delimiter, hasMapping }: { readonly delimiter: string; readonly hasMapping: boolean },
): void {
  if (stated !== '' && stated !== delimiter && hasMapping) throw otherDelimiter(stated, delimiter)
}

const otherDelimiter = (found: string, stated: string): ImportFault =>
  new ImportFault('broken-row', (w) => w.rows.delimiter(shown(found), shown(stated)), { line: 1 })

/** As YAML takes it. */
const shown = (delimiter: string): string => JSON.stringify(delimiter)

const aboveHeader = ({ first, line: at }: Sought, header: number): ImportFault =>
  new ImportFault(
    'broken-row',
    (w) => w.rows.title(quotedCell(filledIn(first)[0]?.trim() ?? ''), header),
    {
      line: at,
    },
  )

function belowRows(cells: Cells, width: number, line: number): ImportFault {
  const filled = filledIn(cells)
  const text = quotedCell(filled[0]?.trim() ?? '')
  return new ImportFault('broken-row', (w) => w.rows.trailer(text, filled.length, width), { line })
}

const cutShort = ({ cells, line }: Short, width: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.rows.cutShort(cells.length, width), { line })

const tooWide = (cells: number, width: number, line: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.rows.width(cells, width), { line })

const backslashQuote = (line: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.rows.backslashQuote, { line })
