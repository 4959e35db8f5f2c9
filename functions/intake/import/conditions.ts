/** The conditions by which a mapping recognises refunds and leaves rows out. */
import { type CellReader, cellReader, hasColumn } from './find-cells.ts'
import { isOneOf, type Mapping, type RowCondition } from './mapping.ts'
import type { StatusReader } from './order-status.ts'

/** @param text of its cell; of a status, what it was read as */
export function isMetBy(condition: RowCondition, text: string): boolean {
  if ('is' in condition) return isOneOf(condition.is, text)
  return !isOneOf('isNot' in condition ? condition.isNot : condition.statusIsNot, text)
}

/**
 * A condition that only leaves out what has certain values: a file without its column has none of
 * them, and is imported. One that keeps certain values (`isNot`) needs its column.
 */
const canBeMissing = (condition: RowCondition): boolean =>
  'is' in condition && !condition.is.includes('')

/** The columns of such conditions that a file lacks, for its summary. */
export const missingColumns = (
  header: readonly string[],
  { leaveOut }: Mapping,
): readonly string[] =>
  [...(leaveOut?.rows ?? []), ...(leaveOut?.orders ?? [])]
    .filter((condition) => canBeMissing(condition) && !hasColumn(header, condition.column))
    .flatMap(({ column }) => column)

const NOTHING: CellReader = () => ''

function conditionCell(
  header: readonly string[],
  field: string,
  condition: RowCondition,
  statuses: StatusReader,
): CellReader {
  if (canBeMissing(condition) && !hasColumn(header, condition.column)) return NOTHING
  if (!('statusIsNot' in condition)) return cellReader(header, field, condition.column)
  return cellReader(header, field, condition.column, 'any-parts', statuses.read)
}

/** Why a row or an order is left out, and the value for which it is, where only some are kept. */
export type LeftOut = { readonly reason: string; readonly value?: string }

/** @param text of the cell that met the condition */
export const leftOutBy = (condition: RowCondition, text: string): LeftOut => ({
  reason: condition.reason,
  ...(!('is' in condition) && { value: text }),
})

/** For what the mapping leaves a row out; undefined if it does not. */
export function rowFilter(
  header: readonly string[],
  { leaveOut }: Mapping,
  statuses: StatusReader,
): (cells: readonly string[], line: number) => LeftOut | undefined {
  const conditions = (leaveOut?.rows ?? []).map((condition, i) => ({
    condition,
    read: conditionCell(header, `leaveOut.rows.${i}`, condition, statuses),
  }))
  return (cells, line) => {
    for (const { condition, read } of conditions) {
      const text = read(cells, line)
      if (isMetBy(condition, text)) return leftOutBy(condition, text)
    }
    return undefined
  }
}

/**
 * What the conditions on whole orders look at. They are judged when the order is whole, since
 * an export may fill its order's columns on the first of its rows only.
 */
export function orderConditionCells(
  header: readonly string[],
  { leaveOut }: Mapping,
  statuses: StatusReader,
): (cells: readonly string[], line: number) => readonly string[] {
  const readers = (leaveOut?.orders ?? []).map((condition, i) =>
    conditionCell(header, `leaveOut.orders.${i}`, condition, statuses),
  )
  return (cells, line) => readers.map((read) => read(cells, line))
}

type CellTest = (cells: readonly string[], line: number) => boolean

/** Whether the row itself says it is a refund; by amount this is known only for whole orders. */
export function refundTest(
  header: readonly string[],
  { refunds }: Mapping,
  orderId: CellReader,
): CellTest {
  if (refunds?.by === 'prefix')
    return (cells, line) => orderId(cells, line).startsWith(refunds.prefix)
  if (refunds?.by !== 'column') return () => false
  const read = cellReader(header, 'refunds.column', refunds.column)
  return (cells, line) => isOneOf(refunds.is, read(cells, line))
}
