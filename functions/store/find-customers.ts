/**
 * Which customers are meant by an address, an order or a name.
 *
 * 1. An address leads to the customer who was first to buy there (identity.ts), and its row names
 *    those who were mailed there lately. Both are known by key alone.
 * 2. Everyone else with that address, an order and a name are found only by a list of the shop's
 *    customers: SQLite has indexes for it, a deployed table must be read from end to end.
 */

import { loadAddress } from './addresses.ts'
import { readRow } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { isMarker } from './codecs/read-customer-rows.ts'
import { customerBehind, guestId } from './identity.ts'
import { customerKey, customersPrefix, orderSort, PROFILE, parseCustomerKey } from './keys.ts'
import { eachPartition } from './partitions.ts'
import type { Row, Table } from './table.ts'

export type Sought =
  /** By its hash under every key. */
  | { readonly addressHashes: readonly string[] }
  | { readonly orderId: string }
  /** Names that contain the text; the case of A to Z does not matter. */
  | { readonly name: string }

/** Ids of the customers who have it, of which some may lead to others: see 2. */
export type ListedCustomers = (shop: string, sought: Sought) => Promise<readonly string[]>

/** More are not shown to anyone who looks for one. */
export const MOST_FOUND = 50

/**
 * The present ids of the customers who are meant, the likeliest first.
 *
 * @param listed left out, only what is known by key is found: see 1
 * @example await findCustomers(table, 'tea', { addressHashes: [hash] }) // ['c-17']
 */
export async function findCustomers(
  table: Table,
  shop: string,
  sought: Sought,
  listed?: ListedCustomers,
): Promise<readonly string[]> {
  const byKey = 'addressHashes' in sought ? await atAddress(table, shop, sought) : []
  const others = (listed && (await listedUnder(shop, sought, listed))) ?? []
  const behind = [...byKey, ...others].slice(0, 2 * MOST_FOUND).map(async (id) => {
    const key = await customerBehind(table, customerKey(shop, id))
    return parseCustomerKey(key)?.customer ?? id
  })
  return [...new Set(await Promise.all(behind))].slice(0, MOST_FOUND)
}

/** An order by its id, or else with or without the "#" that Shopify shows before it. */
async function listedUnder(
  shop: string,
  sought: Sought,
  listed: ListedCustomers,
): Promise<readonly string[]> {
  const found = await listed(shop, sought)
  const other = 'orderId' in sought ? otherSpelling(sought.orderId) : undefined
  return found.length > 0 || other === undefined ? found : listed(shop, { orderId: other })
}

/** Undefined for a text without a number. @example otherSpelling('#1001') // '1001' */
function otherSpelling(orderId: string): string | undefined {
  if (/\s/.test(orderId) || !/\d/.test(orderId)) return undefined
  return orderId.startsWith('#') ? orderId.slice(1) : `#${orderId}`
}

async function atAddress(
  table: Table,
  shop: string,
  { addressHashes }: { readonly addressHashes: readonly string[] },
): Promise<readonly string[]> {
  const mailed = addressHashes.map(async (hash) => {
    const { own } = await loadAddress(table, shop, hash)
    return own.slots.map(({ customer }) => customer)
  })
  return [...addressHashes.map(guestId), ...(await Promise.all(mailed)).flat()]
}

/** Reads every row of the shop. @example findCustomers(table, shop, sought, listedByScan(table)) */
export const listedByScan =
  (table: Table): ListedCustomers =>
  async (shop, sought) => {
    const found: string[] = []
    const keep = (row: Row) => (isMeant(row, sought) ? row : undefined)
    const enough = () => found.length > MOST_FOUND
    for await (const [row] of eachPartition(table, customersPrefix(shop), { enough }, keep)) {
      const customer = row && parseCustomerKey(row.pk)?.customer
      if (customer !== undefined) found.push(customer)
    }
    return found
  }

function isMeant(row: Row, sought: Sought): boolean {
  if ('orderId' in sought) return row.sk === orderSort(sought.orderId) && !isMarker(row)
  if (row.sk !== PROFILE) return false
  if ('addressHashes' in sought)
    return sought.addressHashes.some((hash) => row.addressHash === hash)
  const { name = '' } = readRow(CUSTOMER_ROWS.profile, row) ?? {}
  return name.toLowerCase().includes(sought.name.toLowerCase())
}
