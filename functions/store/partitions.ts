/** The rows of a scan, partition by partition: one customer in memory at a time. */
import type { Row, ScanRange, Table } from './table.ts'

/** All rows of a partition that are kept, of which there is one at least. */
export type Partition = readonly [Row, ...Row[]]

const isPartition = (rows: readonly Row[]): rows is Partition => rows.length > 0

/**
 * Every partition whose key begins with `prefix`, whole: one that the scan ended in is left out.
 *
 * @param keep what to hold of each row, or nothing, so that a large partition needs little memory
 * @example for await (const rows of eachPartition(table, 'acme/')) rows[0].pk // 'acme/c-17'
 */
export async function* eachPartition(
  table: Table,
  prefix: string,
  range: ScanRange = {},
  keep: (row: Row) => Row | undefined = (row) => row,
): AsyncIterable<Partition> {
  const { enough = () => false, ...rest } = range
  let hasEnded = false
  let rows: Row[] = []
  let pk: string | undefined
  const hasEnough = () => {
    hasEnded = enough()
    return hasEnded
  }
  for await (const row of table.scan(prefix, { ...rest, enough: hasEnough })) {
    if (row.pk !== pk && isPartition(rows)) {
      yield rows
      rows = []
    }
    pk = row.pk
    const kept = keep(row)
    if (kept) rows.push(kept)
  }
  if (isPartition(rows) && !hasEnded) yield rows
}
