/** Finds in the rows of one file the cells that a mapping names. */
import { ImportFault, quotedCell } from './import-fault.ts'
import type { Cell } from './mapping.ts'

/** The trimmed text of a cell, or of several joined; empty if there is none. */
export type CellReader = (cells: readonly string[]) => string

const NO_CELL: CellReader = () => ''

type Joining = 'all-parts' | 'any-parts'

/**
 * A reader of the cell that `field` of the mapping names. From a list of columns, one must be in
 * the file. A joined cell is empty if a part is and it forms an id; a name may miss parts.
 *
 * @example cellReader(header, 'customer.id', ['Customer', 'Client'])(cells) // 'c-17'
 */
export function cellReader(
  header: readonly string[],
  field: string,
  cell: Cell | undefined,
  joining: Joining = 'any-parts',
): CellReader {
  if (cell === undefined) return NO_CELL
  if (typeof cell === 'string' || Array.isArray(cell)) return firstFilled(header, field, cell)
  const parts = cell.join.map((part) => firstFilled(header, field, part))
  return (cells) => {
    const texts = parts.map((part) => part(cells))
    const filled = texts.filter((text) => text !== '')
    if (joining === 'all-parts' && filled.length < texts.length) return ''
    return filled.join(cell.with)
  }
}

/** Whether the file has a column that `cell` names. @example hasColumn(header, ['Id', 'Order']) // true */
export const hasColumn = (
  header: readonly string[],
  columns: string | readonly string[],
): boolean => namesOf(columns).some((name) => header.includes(name))

const namesOf = (columns: string | readonly string[]): readonly string[] =>
  typeof columns === 'string' ? [columns] : columns

function firstFilled(
  header: readonly string[],
  field: string,
  columns: string | readonly string[],
): CellReader {
  const names = namesOf(columns)
  const [first, ...others] = names.map((name) => header.indexOf(name)).filter((at) => at >= 0)
  if (first === undefined) throw missingColumn(header, field, names)
  if (others.length === 0) return (cells) => (cells[first] ?? '').trim()
  return (cells) => {
    for (const at of [first, ...others]) {
      const text = (cells[at] ?? '').trim()
      if (text !== '') return text
    }
    return ''
  }
}

function missingColumn(
  header: readonly string[],
  field: string,
  names: readonly string[],
): ImportFault {
  const named = names.map(quotedCell)
  const has = header.map(quotedCell)
  return new ImportFault('missing-column', (w) => w.rows.noColumn(named, field, has), {
    line: 1,
    column: names[0] ?? '',
  })
}
