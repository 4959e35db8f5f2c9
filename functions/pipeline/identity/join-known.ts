/**
 * Customers whom an earlier build recorded: their addresses lead to them from now on, and the guests
 * who bought there become them. What they then come to starts no journey whose cause lies before:
 * finishing the upgrade has moved `Settings.rulesSince` (store/finish-upgrade.ts).
 */
import { isGuest } from '../../domain/identity.ts'
import { findState } from '../../store/erasure.ts'
import {
  BEYOND_DECISIONS,
  type CustomerKey,
  customersPrefix,
  orderSort,
  PROFILE,
  parseCustomerKey,
  STATE,
} from '../../store/keys.ts'
import { eachPartition } from '../../store/partitions.ts'
import type { Row, Table } from '../../store/table.ts'

export type KnownByAddress = { readonly key: CustomerKey; readonly addressHash: string }

/** Each customer with an id, a purchase and an address that is not known to lead to them yet. */
export async function* customersToJoin(shop: string, table: Table): AsyncIterable<KnownByAddress> {
  const range = { below: BEYOND_DECISIONS }
  for await (const rows of eachPartition(table, customersPrefix(shop), range, ofInterest)) {
    const known = toJoin(rows)
    if (known) yield known
  }
}

const ORDERS = orderSort('')

const ofInterest = (row: Row): Row | undefined => {
  const { pk, sk, addressHash } = row
  if (sk.startsWith(ORDERS)) return { pk, sk }
  if (sk === PROFILE) return { pk, sk, addressHash }
  return sk === STATE ? row : undefined
}

function toJoin(rows: readonly Row[]): KnownByAddress | undefined {
  const [{ pk }] = rows as readonly [Row]
  const who = parseCustomerKey(pk)
  const { state } = findState(rows)
  const addressHash = rows.find(({ sk }) => sk === PROFILE)?.addressHash
  const hasBought = rows.some(({ sk }) => sk.startsWith(ORDERS))
  if (!who || isGuest(who.customer) || who.customer.startsWith('~') || !hasBought) return undefined
  if (typeof addressHash !== 'string' || state?.movedTo !== undefined) return undefined
  return state?.addresses?.includes(addressHash) ? undefined : { key: who.key, addressHash }
}
