/** The ids that a customer had before they were joined with another (identity.ts). */
import { isGuest } from '../domain/identity.ts'
import { readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { type CustomerKey, formerSort } from './keys.ts'
import type { Row, Table } from './table.ts'

/**
 * The latest first, without guests who never bought anything: their rows only say where an address
 * leads after a split.
 *
 * @example formerIdsIn(rows) // ['~guest:PFAJ…']
 */
export const formerIdsIn = (rows: readonly Row[]): readonly string[] =>
  readRows(CUSTOMER_ROWS.former, rows)
    .filter(({ id, profile }) => profile !== undefined || !isGuest(id))
    .toSorted((a, b) => b.movedAt - a.movedAt)
    .map(({ id }) => id)

/** The same, read for a customer. @example await loadFormerIds(table, customerKey('tea', 'c-17')) */
export const loadFormerIds = async (table: Table, key: CustomerKey): Promise<readonly string[]> =>
  formerIdsIn(await table.query(key, { prefix: formerSort('') }))
