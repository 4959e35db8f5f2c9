/** Finds customers by an address, an order or a name, each by an index. */
import type { DatabaseSync } from 'node:sqlite'
import { type ListedCustomers, MOST_FOUND, type Sought } from '../find-customers.ts'
import { customersPrefix, orderSort, PROFILE, parseCustomerKey } from '../keys.ts'
import { textIn } from './columns.ts'

/** Sorts after every key there is. */
const LAST = '\u{10ffff}'

/** @example await listedCustomers(sqlite)('tea', { orderId: 'A-1001' }) // ['c-17'] */
export const listedCustomers =
  (sqlite: DatabaseSync): ListedCustomers =>
  async (shop, sought) => {
    const from = customersPrefix(shop)
    const { statement, value } = question(sought)
    return sqlite
      .prepare(`${statement} LIMIT ${MOST_FOUND + 1}`)
      .all(from, from + LAST, value)
      .flatMap((found) => parseCustomerKey(textIn(found, 'pk'))?.customer ?? [])
  }

function question(sought: Sought): { readonly statement: string; readonly value: string } {
  if ('orderId' in sought)
    return {
      statement: `SELECT pk FROM listed_customers AS listed WHERE pk >= ? AND pk < ?
        AND EXISTS (SELECT 1 FROM rows WHERE rows.pk = listed.pk AND rows.sk = ?
          AND json_extract(rows.body, '$.movedTo') IS NULL)`,
      value: orderSort(sought.orderId),
    }
  const profiles = (index: string, condition: string) =>
    `SELECT pk FROM rows INDEXED BY ${index}
      WHERE sk = '${PROFILE}' AND pk >= ? AND pk < ? AND ${condition}`
  if ('addressHashes' in sought)
    return {
      statement: profiles(
        'profile_addresses',
        "json_extract(body, '$.addressHash') IN (SELECT value FROM json_each(?))",
      ),
      value: JSON.stringify(sought.addressHashes),
    }
  return {
    statement: profiles(
      'profile_names',
      "instr(lower(json_extract(body, '$.name')), lower(?)) > 0",
    ),
    value: sought.name,
  }
}
