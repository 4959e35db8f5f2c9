/**
 * The attributes of a customer as rows. The later version of each counts: the same value again keeps
 * since when it holds, and one that was taken back leaves its version, so that an older report which
 * arrives late brings nothing back.
 */
import type { Instant } from '../domain/time.ts'
import { readRows } from '../store/codecs/codec.ts'
import type { StoredAttribute } from '../store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { encode } from '../store/codecs/read-customer-rows.ts'
import { attributeSort, type CustomerKey } from '../store/keys.ts'
import type { Table, Write } from '../store/table.ts'
import { isTakenBack } from './declared-faults.ts'
import type { PostedAttributes } from './wire.ts'

export type StatedAttributes = {
  readonly key: CustomerKey
  /** The id that they were posted under, if that is another one of the customer. */
  readonly movedFrom?: string | undefined
  readonly attributes: PostedAttributes
  readonly updatedAt: Instant
  readonly arrivedAt: Instant
}

const MOST_CONFLICTS = 20
const CUSTOMERS_AT_A_TIME = 32

/**
 * Safe to repeat. One query for a customer, and a write for each attribute that changes.
 *
 * @returns whether any changed
 * @throws if others keep changing them
 */
export async function recordAttributes(table: Table, stated: StatedAttributes): Promise<boolean> {
  const { key } = stated
  let changed = false
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const rows = await table.query(key, { prefix: attributeSort('') })
    const stored = new Map(readRows(CUSTOMER_ROWS.attribute, rows).map((one) => [one.name, one]))
    const writes = Object.keys(stated.attributes).flatMap((name) =>
      writeOf(name, stored.get(name), stated),
    )
    if (writes.length === 0) return changed
    const results = await table.write(writes)
    changed ||= results.some(({ done }) => done)
    if (results.every(({ done }) => done)) return changed
  }
  throw new Error(`attributes were changed by others ${MOST_CONFLICTS} times in a row`)
}

/** The same of many customers; those of one of them one after the other. */
export async function recordAllAttributes(
  table: Table,
  all: readonly StatedAttributes[],
): Promise<void> {
  const queue = Map.groupBy(all, ({ key }) => key).values()
  async function recordThose(): Promise<void> {
    for (const own of queue) for (const stated of own) await recordAttributes(table, stated)
  }
  await Promise.all(Array.from({ length: CUSTOMERS_AT_A_TIME }, recordThose))
}

function writeOf(
  name: string,
  stored: StoredAttribute | undefined,
  { key, movedFrom, attributes, updatedAt, arrivedAt }: StatedAttributes,
): readonly Write[] {
  const posted = attributes[name]
  const value = posted === null || isTakenBack(posted) ? undefined : posted
  const isSame = stored !== undefined && stored.value === value
  const isOld = stored !== undefined && updatedAt <= stored.updatedAt
  // Of two values of one version the later arrival counts, as with purchases.
  if (isOld && (isSame || updatedAt < stored.updatedAt)) return []
  const { since, arrivedAt: firstArrivedAt } = isSame ? stored : { since: updatedAt, arrivedAt }
  const row = encode('attribute', key, {
    ...{ name, since, arrivedAt: firstArrivedAt, updatedAt },
    ...(value !== undefined && { value }),
    ...(movedFrom !== undefined && { movedFrom }),
  })
  return [{ put: row, on: stored ? asRead(stored) : { absent: true } }]
}

const asRead = ({ updatedAt, since, arrivedAt }: StoredAttribute) => ({
  equals: { updatedAt, since, arrivedAt },
})
