/** Prints what a golden file holds: JSON with sorted keys, laid out as the formatter wants it. */
import type { Row, Table } from '../../functions/store/table.ts'

const LINE_WIDTH = 100

/**
 * The value as JSON that does not depend on the order in which fields were written.
 *
 * @example golden({ b: [1, 2], a: 'x' }) // '{\n  "a": "x",\n  "b": [1, 2]\n}\n'
 */
export const golden = (value: unknown): string =>
  // Through JSON first, so that what is undefined is left out as it is when it is stored.
  `${print(JSON.parse(JSON.stringify(value)), 0, 0)}\n`

/** @param used columns already taken on the line, a comma behind the value included */
function print(value: unknown, depth: number, used: number): string {
  if (Array.isArray(value)) return printList(value, depth, used)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = '  '.repeat(depth + 1)
  const fields = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => {
      const start = `${inner}${JSON.stringify(name)}: `
      return start + print(field, depth + 1, widthOf(start) + 1)
    })
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${'  '.repeat(depth)}}`
}

function printList(list: readonly unknown[], depth: number, used: number): string {
  const isFlat = !list.some(holdsFields)
  if (isFlat) {
    const line = flat(list)
    if (used + widthOf(line) <= LINE_WIDTH) return line
  }
  const inner = '  '.repeat(depth + 1)
  const separator = list.every((one) => typeof one === 'number') ? fill(list, inner) : undefined
  const items =
    separator ?? list.map((one) => inner + print(one, depth + 1, widthOf(inner) + 1)).join(',\n')
  return `[\n${items}\n${'  '.repeat(depth)}]`
}

const holdsFields = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(holdsFields)
    : typeof value === 'object' && value !== null && Object.keys(value).length > 0

const flat = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(flat).join(', ')}]` : JSON.stringify(value)

/** Numbers stand as many to a line as fit. */
function fill(numbers: readonly number[], inner: string): string {
  const lines = ['']
  for (const [i, number] of numbers.entries()) {
    const text = `${number}${i < numbers.length - 1 ? ',' : ''}`
    const line = lines.at(-1) as string
    const longer = line === '' ? inner + text : `${line} ${text}`
    if (line !== '' && longer.length > LINE_WIDTH) lines.push(inner + text)
    else lines[lines.length - 1] = longer
  }
  return lines.join('\n')
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u

/** Chinese takes two columns a character. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0)

/** Every row that there is, in the order of their keys. */
export async function everyRow(table: Table, prefixes: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const prefix of prefixes) for await (const row of table.scan(prefix)) rows.push(row)
  return rows.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1))
}
