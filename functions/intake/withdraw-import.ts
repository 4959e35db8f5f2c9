/**
 * Removes the orders and refunds that an import brought and that nothing else has. Orders that were
 * there before, or that the shop has posted since, do not carry the import's mark and stay. So do
 * profiles and consents, which do not show where they came from.
 */
import { decode } from '../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { customerRowKind } from '../store/codecs/read-customer-rows.ts'
import { customersPrefix, linesSort } from '../store/keys.ts'
import type { Row, Table, Write } from '../store/table.ts'

export type Withdrawn = { readonly orders: number; readonly refunds: number }

/**
 * Safe to stop and to repeat: the import is open until all of it is removed.
 *
 * @example await withdrawImport(table, 'acme', 'qg3Yb1wT0nJcX2aR') // { orders: 120, refunds: 3 }
 */
export async function withdrawImport(
  table: Table,
  shop: string,
  importId: string,
): Promise<Withdrawn> {
  const removed = { orders: 0, refunds: 0 }
  for await (const row of table.scan(customersPrefix(shop))) {
    if (row.importId !== importId) continue
    const kind = customerRowKind(row.sk)
    if (kind === 'order' && (await removeOrder(table, row, importId))) removed.orders++
    if (kind === 'refund' && (await removeMarked(table, [row], importId))) removed.refunds++
  }
  return removed
}

async function removeOrder(table: Table, row: Row, importId: string): Promise<boolean> {
  const { value: order } = decode(CUSTOMER_ROWS.order, row)
  // What a newer build wrote is not removed by this one.
  if (!order) return false
  const key = { pk: row.pk, sk: linesSort(order.orderId) }
  const lines = await table.get(key)
  return removeMarked(
    table,
    lines?.contentHash === order.contentHash ? [row, lines] : [row],
    importId,
  )
}

/** On condition that the shop has not posted it meanwhile. */
async function removeMarked(
  table: Table,
  [marked, ...others]: readonly [Row, ...Row[]],
  importId: string,
): Promise<boolean> {
  const writes: readonly Write[] = [
    { remove: marked, on: { equals: { importId } } },
    ...others.map(
      (row): Write => ({ remove: row, on: { equals: { contentHash: String(row.contentHash) } } }),
    ),
  ]
  return (await table.writeTogether(writes)) === 'committed'
}
