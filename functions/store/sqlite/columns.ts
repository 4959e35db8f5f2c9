/** The columns of a statement's result, checked for what they hold: SQLite does not promise it. */
import type { SQLOutputValue } from 'node:sqlite'
import type { Row } from '../table.ts'

export type Columns = Readonly<Record<string, SQLOutputValue>>

const wrong = (name: string, expected: string): Error =>
  new TypeError(`the column "${name}" holds no ${expected}`)

/** @throws if it is anything else @example textIn({ pk: 'acme/17' }, 'pk') // 'acme/17' */
export function textIn(columns: Columns, name: string): string {
  const value = columns[name]
  if (typeof value !== 'string') throw wrong(name, 'text')
  return value
}

/** @throws if it is anything else @example numberIn({ count: 3 }, 'count') // 3 */
export function numberIn(columns: Columns, name: string): number {
  const value = columns[name]
  if (typeof value !== 'number') throw wrong(name, 'number')
  return value
}

/** @throws if it is anything else */
export function bytesIn(columns: Columns, name: string): Uint8Array {
  const value = columns[name]
  if (!(value instanceof Uint8Array)) throw wrong(name, 'bytes')
  return value
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/**
 * A row of the table, still to be read by its codec. The object that was parsed is completed rather
 * than copied: every load makes many, and a copy of each would show.
 *
 * @param pk where the statement does not select it
 * @throws if a column is missing or the body is not an object
 * @example rowIn({ sk: 'state', body: '{"class":"active"}' }, 'acme/17').class // 'active'
 */
export function rowIn(columns: Columns, pk: string = textIn(columns, 'pk')): Row {
  const body: unknown = JSON.parse(textIn(columns, 'body'))
  if (!isObject(body)) throw wrong('body', 'object')
  return Object.assign(body, { pk, sk: textIn(columns, 'sk') })
}
