/** The conditions by which a mapping recognises refunds and leaves rows out. */
import { type CellReader, cellReader, hasColumn } from './find-cells.ts'
import type { Mapping, RowCondition } from './mapping.ts'

/** Capitals aside. @example isOneOf(['yes'], 'Yes') // true */
export const isOneOf = (values: readonly string[], text: string): boolean => {
  const lower = text.toLowerCase()
  return values.some((value) => value.toLowerCase() === lower)
}

export const isMetBy = (condition: RowCondition, text: string): boolean =>
  'is' in condition ? isOneOf(condition.is, text) : !isOneOf(condition.isNot, text)

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

const conditionCell = (
  header: readonly string[],
  field: string,
  condition: RowCondition,
): CellReader =>
  canBeMissing(condition) && !hasColumn(header, condition.column)
    ? NOTHING
    : cellReader(header, field, condition.column)

/** The reason for which the mapping leaves a row out; undefined if it does not. */
export function rowFilter(
  header: readonly string[],
  { leaveOut }: Mapping,
): (cells: readonly string[]) => string | undefined {
  const conditions = (leaveOut?.rows ?? []).map((condition, i) => ({
    condition,
    read: conditionCell(header, `leaveOut.rows.${i}`, condition),
  }))
  return (cells) =>
    conditions.find(({ condition, read }) => isMetBy(condition, read(cells)))?.condition.reason
}

/**
 * What the conditions on whole orders look at. They are judged when the order is whole, since
 * an export may fill its order's columns on the first of its rows only.
 */
export function orderConditionCells(
  header: readonly string[],
  { leaveOut }: Mapping,
): (cells: readonly string[]) => readonly string[] {
  const readers = (leaveOut?.orders ?? []).map((condition, i) =>
    conditionCell(header, `leaveOut.orders.${i}`, condition),
  )
  return (cells) => readers.map((read) => read(cells))
}

/** Whether the row itself says it is a refund; by amount this is known only for whole orders. */
export function refundTest(
  header: readonly string[],
  { refunds }: Mapping,
  orderId: CellReader,
): (cells: readonly string[]) => boolean {
  if (refunds?.by === 'prefix') return (cells) => orderId(cells).startsWith(refunds.prefix)
  if (refunds?.by !== 'column') return () => false
  const read = cellReader(header, 'refunds.column', refunds.column)
  return (cells) => isOneOf(refunds.is, read(cells))
}
