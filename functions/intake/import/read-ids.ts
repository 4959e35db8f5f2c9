/** Reads the ids of a file, and refuses those that a program on their way has damaged. */
import { hasLostSigns, isPlaceholderId } from '../../domain/placeholder.ts'
import { type CellReader, cellReader } from './find-cells.ts'
import { ImportFault, quotedCell } from './import-fault.ts'
import type { Cell } from './mapping.ts'

export type IdReaders = {
  /** A reader of the id that `field` of the mapping names; a placeholder is no id. */
  readonly reader: (field: string, cell: Cell | undefined) => CellReader
  /** @throws ImportFault where a column turned out to have ids of two kinds */
  readonly end: () => void
}

/**
 * `5.27763E+12` is what a spreadsheet shows of 5277630123456: the rest is lost, and different ids
 * look the same. Java writes no plus, German spreadsheets a comma. `12e456` is an ordinary id.
 */
export const SCIENTIFIC = /^-?(?:\d+(?:[.,]\d+)?E\+\d+|\d[.,]\d+E\d+)$/i

/** What a spreadsheet writes instead of a cell: an error such as `#NAME?`, or `####` for want of room. */
export const NO_CELL = /^(?:#{2,}|#[\p{Lu}¡¿][\p{Lu}0-9/ ]*[!?])$/u

/** pandas makes `13085.0` of every id in a column of numbers of which one is empty. */
const FLOAT = /^(\d+)\.0$/

type Seen = { readonly text: string; readonly line: number }
type Kinds = { float?: Seen; other?: Seen }

/**
 * Ids that all end in `.0` are read without it. A program adds it to a whole column or to none, so
 * a column where some have it is refused: there it may be part of the id.
 *
 * @example const ids = idReaders(header); ids.reader('order.id', 'Order')(cells, 2) // 'A-1001'
 */
export function idReaders(header: readonly string[]): IdReaders {
  const columns = new Map<string, Kinds>()

  function read(text: string, column: string, line: number): string {
    if (text === '' || isPlaceholderId(text)) return ''
    if (SCIENTIFIC.test(text)) throw damaged(text, column, line)
    if (NO_CELL.test(text)) throw notExported(text, column, line)
    if (hasLostSigns(text)) throw lost(text, column, line)
    const kinds = columns.get(column) ?? {}
    columns.set(column, kinds)
    const [, whole] = FLOAT.exec(text) ?? []
    if (whole === undefined) kinds.other ??= { text, line }
    else kinds.float ??= { text, line }
    return whole ?? text
  }

  return {
    reader: (field, cell) => cellReader(header, field, cell, 'all-parts', read),
    end() {
      for (const [column, { float, other }] of columns)
        if (float && other) throw mixed(column, float, other)
    },
  }
}

/** An article's number, if it has one: an EAN in a spreadsheet is damaged as other ids are. */
export const skuReader = (
  header: readonly string[],
  field: string,
  cell: Cell | undefined,
): CellReader =>
  cellReader(header, field, cell, 'any-parts', (text, column, line) => {
    if (SCIENTIFIC.test(text)) throw damaged(text, column, line)
    return isPlaceholderId(text) || hasLostSigns(text) || NO_CELL.test(text) ? '' : text
  })

const damaged = (text: string, column: string, line: number): ImportFault =>
  new ImportFault(
    'damaged-id',
    (w) => w.rows.ids.scientific(quotedCell(text), quotedCell(column)),
    {
      line,
      column,
    },
  )

const notExported = (text: string, column: string, line: number): ImportFault =>
  new ImportFault(
    'damaged-id',
    (w) => w.rows.ids.notExported(quotedCell(text), quotedCell(column)),
    { line, column },
  )

const lost = (text: string, column: string, line: number): ImportFault =>
  new ImportFault('damaged-id', (w) => w.rows.ids.lostSigns(quotedCell(text), quotedCell(column)), {
    line,
    column,
  })

const mixed = (column: string, float: Seen, other: Seen): ImportFault =>
  new ImportFault(
    'damaged-id',
    (w) =>
      w.rows.ids.mixed(
        quotedCell(float.text),
        quotedCell(column),
        quotedCell(other.text),
        other.line,
      ),
    { line: float.line, column },
  )
