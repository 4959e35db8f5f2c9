/** The conditions by which a mapping recognises refunds and leaves rows out. */
import { type CellReader, cellReader } from './find-cells.ts'
import type { Mapping, RowCondition } from './mapping.ts'

/** Capitals aside. @example isOneOf(['yes'], 'Yes') // true */
export const isOneOf = (values: readonly string[], text: string): boolean => {
  const lower = text.toLowerCase()
  return values.some((value) => value.toLowerCase() === lower)
}

export const isMetBy = (condition: RowCondition, text: string): boolean =>
  'is' in condition ? isOneOf(condition.is, text) : !isOneOf(condition.isNot, text)

/** The reason for which the mapping leaves a row out; undefined if it does not. */
export function rowFilter(
  header: readonly string[],
  { leaveOut }: Mapping,
): (cells: readonly string[]) => string | undefined {
  const conditions = (leaveOut?.rows ?? []).map((condition, i) => ({
    condition,
    read: cellReader(header, `leaveOut.rows.${i}`, condition.column),
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
    cellReader(header, `leaveOut.orders.${i}`, condition.column),
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
