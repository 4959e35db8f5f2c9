/** Finds in the rows of one file the cells that a mapping names. */
import { hasLostSigns, isPlaceholderText } from '../../domain/placeholder.ts'
import { columnsShown, ImportFault, quotedCell } from './import-fault.ts'
import type { Cell } from './mapping.ts'

/** The trimmed text of a cell, or of several joined; empty if there is none. */
export type CellReader = (cells: readonly string[], line?: number) => string

/** What the text of a cell is read as, and what is wrong with it. */
export type ReadText = (text: string, column: string, line: number) => string

const NO_CELL: CellReader = () => ''

/** Nothing, where a tool writes a word for it, or where signs were lost on the way. */
export const meaningfulText: ReadText = (text) =>
  isPlaceholderText(text) || hasLostSigns(text) ? '' : text

const asItIs: ReadText = (text) => text

type Joining = 'all-parts' | 'any-parts'

/**
 * A reader of the cell that `field` of the mapping names. From a list of columns, one must be in
 * the file. A joined cell is empty if a part is and it forms an id; a name may miss parts.
 *
 * @param readText what each cell is read as, before it is joined and before another column counts
 *
 * @example cellReader(header, 'customer.id', ['Customer', 'Client'])(cells) // 'c-17'
 */
export function cellReader(
  header: readonly string[],
  field: string,
  cell: Cell | undefined,
  joining: Joining = 'any-parts',
  readText: ReadText = asItIs,
): CellReader {
  if (cell === undefined) return NO_CELL
  if (typeof cell === 'string' || Array.isArray(cell))
    return firstFilled(header, field, cell, readText)
  const parts = cell.join.map((part) => firstFilled(header, field, part, readText))
  return (cells, line) => {
    const texts = parts.map((part) => part(cells, line))
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

/** Every column that a cell of a mapping names. @example columnsOf({ join: ['A', ['B', 'C']] }) // ['A', 'B', 'C'] */
export const columnsOf = (cell: Cell): readonly string[] =>
  typeof cell === 'string' || Array.isArray(cell) ? namesOf(cell) : cell.join.flatMap(namesOf)

const namesOf = (columns: string | readonly string[]): readonly string[] =>
  typeof columns === 'string' ? [columns] : columns

function firstFilled(
  header: readonly string[],
  field: string,
  columns: string | readonly string[],
  readText: ReadText,
): CellReader {
  const names = namesOf(columns)
  const readers = names
    .filter((name) => header.includes(name))
    .map((column) => {
      const textOf = columnReader(header, column)
      return (cells: readonly string[], line = 0) => readText(textOf(cells, line), column, line)
    })
  const [first, ...others] = readers
  if (first === undefined) throw missingColumn(header, field, names)
  if (others.length === 0) return first
  return (cells, line) => {
    for (const reader of readers) {
      const text = reader(cells, line)
      if (text !== '') return text
    }
    return ''
  }
}

/** A file that joins two tables may have a column twice: which of them is meant is a guess. */
function columnReader(
  header: readonly string[],
  column: string,
): (cells: readonly string[], line: number) => string {
  const at = header.indexOf(column)
  const again = header.flatMap((name, i) => (name === column && i > at ? [i] : []))
  if (again.length === 0) return (cells) => (cells[at] ?? '').trim()
  return (cells, line) => {
    const texts = [at, ...again].map((i) => (cells[i] ?? '').trim())
    const different = [...new Set(texts.filter((text) => text !== ''))]
    if (different.length > 1) throw twice(column, different, line)
    return different[0] ?? ''
  }
}

const twice = (column: string, texts: readonly string[], line: number): ImportFault =>
  new ImportFault(
    'broken-row',
    (w) => w.rows.columnTwice(quotedCell(column), texts.map(quotedCell)),
    { line, column },
  )

function missingColumn(
  header: readonly string[],
  field: string,
  names: readonly string[],
): ImportFault {
  const named = names.map(quotedCell)
  const has = columnsShown(header)
  return new ImportFault('missing-column', (w) => w.rows.noColumn(named, field, has), {
    line: 1,
    column: names[0] ?? '',
  })
}

/** A column as the mapping has it, and as the file writes it. */
type Misnamed = { readonly wanted: string; readonly written: string }

/**
 * What to throw for columns that the file has in other capitals or with other blanks: all of them
 * at once, since they come together. The fault itself if it is about another thing.
 *
 * @param written the header as the file writes it
 * @param open throws an ImportFault for the first column that a header lacks
 */
export function namingMisnamed(
  fault: unknown,
  header: readonly string[],
  written: readonly string[],
  open: (header: readonly string[]) => unknown,
): unknown {
  const renamed = [...header]
  const misnamed: Misnamed[] = []
  let next: unknown = fault
  while (next instanceof ImportFault && next.code === 'missing-column') {
    const { column: wanted = '' } = next
    const at = renamed.findIndex((name) => plainColumn(name) === plainColumn(wanted))
    if (at < 0 || renamed[at] !== header[at]) break
    misnamed.push({ wanted: quotedCell(wanted), written: quotedCell(written[at] ?? '') })
    renamed[at] = wanted
    next = thrownBy(() => open(renamed))
  }
  if (misnamed.length === 0) return fault
  return new ImportFault('missing-column', (w) => w.rows.misnamed(misnamed), { line: 1 })
}

/** @example plainColumn('Order_ID ') // 'orderid' */
const plainColumn = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\u200b-\u200d\ufeff-]/g, '')

function thrownBy(work: () => unknown): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}
