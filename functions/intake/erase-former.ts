/**
 * Erases what an id brought to the customer who it leads to, and nothing else of them: while the two
 * are being parted, and in an older copy of the rows where they are one customer still.
 */
import type { Instant } from '../domain/time.ts'
import { datedAt } from '../store/codecs/read-customer-rows.ts'
import { blankProfile, stateIn, tombstone } from '../store/erasure.ts'
import { customerBehind, idOf, isOfPerson } from '../store/identity.ts'
import type { CustomerKey } from '../store/keys.ts'
import { leftProfiles } from '../store/move-profile.ts'
import { partedIds } from '../store/parted-rows.ts'
import type { Table } from '../store/table.ts'
import { erasableOf } from './erased-ids.ts'
import { removeRows } from './remove-rows.ts'

/**
 * Removes what an id brought to a customer. A withdrawal of consent counts for both, and stays.
 *
 * @param customer who has the rows
 * @throws if the store fails, or others keep changing the customer
 * @example await removeFormer(customerKey('acme', 'c-17'), 'crm-42', table)
 */
export async function removeFormer(customer: CustomerKey, id: string, table: Table): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const rows = await table.query(customer)
    const parted = partedIds(id, rows)
    const profiles = leftProfiles(customer, rows, parted)
    if (profiles.length > 0 && (await table.writeTogether(profiles)) !== 'committed') continue
    return removeRows(erasableOf(id, rows), table)
  }
  throw new Error(`${customer} was changed by others ${MOST_TRIES} times in a row`)
}

const MOST_TRIES = 20

/**
 * Safe to repeat: the id leads to the customer until all of it is gone.
 *
 * @returns false if others changed it meanwhile
 * @throws if the store fails, or others keep changing the customer
 */
export async function eraseFormer(
  key: CustomerKey,
  erasedAt: Instant,
  table: Table,
): Promise<boolean> {
  await removeFormer(await customerBehind(table, key), idOf(key), table)
  const own = await table.query(key)
  await removeRows(
    own.filter((row) => isOfPerson(row) && datedAt(row) <= erasedAt),
    table,
  )
  const state = stateIn(own)
  const outcome = await table.writeTogether([
    {
      put: tombstone(key, erasedAt, (state?.version ?? 0) + 1),
      on: state ? { equals: { version: state.version } } : { absent: true },
    },
    { put: blankProfile(key, erasedAt) },
  ])
  return outcome === 'committed'
}
