/** Orders of one customer, with lines to count. */
import { loadNeighbours } from '../../../functions/store/counted-items.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'

export const ports = (table: Table) => ({ table, addressHash: (address: string) => address })

/** Of `lin`, a thousand minor units, yesterday. */
export const order = (orderId: string, ...skus: readonly string[]) => ({
  orderId,
  customer: { id: 'lin' },
  paidAt: NOON - days(1),
  currency: 'EUR',
  grossMinor: 1_000,
  lines: skus.map((sku) => ({ sku, quantity: 1 })),
})

export const skusBoughtWith = async (table: Table, shop: string, sku: string) =>
  (await loadNeighbours(table, shop, sku)).map((neighbour) => neighbour.sku)
