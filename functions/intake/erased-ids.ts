/** Under which ids, and at which addresses, something is known of a customer who is erased. */
import { readRow } from '../store/codecs/codec.ts'
import type { Identity } from '../store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { customerBehind, guestId, hashOfGuest, idOf, readState, withId } from '../store/identity.ts'
import { type CustomerKey, FORMER_PREFIX, PROFILE } from '../store/keys.ts'
import { isRowOf, partedIds } from '../store/parted-rows.ts'
import type { Row, Table } from '../store/table.ts'

/**
 * The other ids under which rows of the customer are or were, or that lead to them by an address of
 * theirs: what is known of those goes too, and a purchase under one begins a new history.
 *
 * @param identity of the customer, with the ids that an erasure found that was cut short
 */
export async function otherIds(
  key: CustomerKey,
  rows: readonly Row[],
  { adopting = [], addresses = [], forgetting = [] }: Identity,
  table: Table,
): Promise<readonly string[]> {
  const former = rows.flatMap(({ sk }) =>
    sk.startsWith(FORMER_PREFIX) ? [sk.slice(FORMER_PREFIX.length)] : [],
  )
  const known = [...new Set([...adopting, ...addresses.map(guestId), ...former])]
  const ids = await withThoseOnTheirWay(key, known, table)
  const keys = await Promise.all(ids.map((id) => customerBehind(table, withId(key, id))))
  const leading = ids.filter((id, i) => keys[i] === key && id !== idOf(key))
  return [...new Set([...forgetting, ...leading])]
}

/** What is on its way to one of these ids is on its way to the customer. */
async function withThoseOnTheirWay(
  key: CustomerKey,
  first: readonly string[],
  table: Table,
): Promise<readonly string[]> {
  const ids = new Set(first)
  // A set yields what is added to it meanwhile.
  for (const id of ids)
    for (const one of (await readState(table, withId(key, id))).state?.adopting ?? []) ids.add(one)
  return [...ids]
}

/** Every address at which mails of the customer occupy places, by its keyed hash. */
export async function addressHashes(
  rows: readonly Row[],
  { addresses = [] }: Identity,
  others: readonly CustomerKey[],
  table: Table,
): Promise<ReadonlySet<string>> {
  const profiles = await Promise.all(others.map((pk) => table.get({ pk, sk: PROFILE })))
  const former = rows
    .filter(({ sk }) => sk.startsWith(FORMER_PREFIX))
    .map((row) => readRow(CUSTOMER_ROWS.former, row).profile?.addressHash)
  const hashes = [
    ...addresses,
    ...former,
    addressHashIn(rows),
    ...profiles.map((row) => row && addressHashIn([row])),
    ...others.map((one) => hashOfGuest(idOf(one))),
  ]
  return new Set(hashes.filter((hash) => hash !== undefined))
}

/** @throws UnreadableRowError, since an address that cannot be read could not be forgotten */
export const addressHashIn = (rows: readonly Row[]): string | undefined =>
  readRow(
    CUSTOMER_ROWS.profile,
    rows.find(({ sk }) => sk === PROFILE),
  )?.addressHash

/** An id that is being parted from another customer, who still has rows of it. */
export type Parting = { readonly from: CustomerKey; readonly to: CustomerKey }

/** Those of these ids of a customer whose rows are on their way back, by a split. */
export async function partings(
  keys: readonly CustomerKey[],
  table: Table,
): Promise<readonly Parting[]> {
  const found: Parting[] = []
  for (const to of keys)
    for (const id of (await readState(table, to)).state?.adopting ?? []) {
      const from = withId(to, id)
      if ((await readState(table, from)).state?.releasing === idOf(to)) found.push({ from, to })
    }
  return found
}

/** The rows that an id brought to a customer, of all of whom these are. */
export const partedOf = (id: string, rows: readonly Row[]): readonly Row[] =>
  rows.filter(isRowOf(partedIds(id, rows), rows))

/** Of those, what goes if the id is erased. A withdrawal of consent counts for both, and stays. */
export const erasableOf = (id: string, rows: readonly Row[]): readonly Row[] =>
  partedOf(id, rows).filter(({ act }) => act !== 'withdrawn')
