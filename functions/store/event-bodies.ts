/** The texts and lines of a customer's events, which no decision reads. */
import type { EventBody } from '../domain/customer-event.ts'
import { readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { type CustomerKey, eventBodySort } from './keys.ts'
import type { Table } from './table.ts'

/**
 * By the event's id; one without texts and lines has none.
 *
 * @example (await loadEventBodies(table, key)).get('e-1')?.texts
 */
export async function loadEventBodies(
  table: Table,
  key: CustomerKey,
): Promise<ReadonlyMap<string, EventBody>> {
  const rows = await table.query(key, { prefix: eventBodySort('') })
  return new Map(
    readRows(CUSTOMER_ROWS['event-body'], rows).map((body) => [body.eventId, body] as const),
  )
}
