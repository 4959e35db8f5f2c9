/** Under which ids, and at which addresses, something is known of a customer who is erased. */
import { decode, readRow } from '../store/codecs/codec.ts'
import type { Identity } from '../store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { customerRowKind } from '../store/codecs/read-customer-rows.ts'
import { customerBehind, guestId, hashOfGuest, idOf, readState, withId } from '../store/identity.ts'
import { type CustomerKey, FORMER_PREFIX, formerSort, PROFILE } from '../store/keys.ts'
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

/** Rows that are still with another customer, from whom an id is being parted. */
export type Parted = {
  readonly from: CustomerKey
  readonly to: CustomerKey
  readonly rows: readonly Row[]
}

/** The rows on their way back to one of these ids of a customer, by a split. */
export async function partedRows(
  keys: readonly CustomerKey[],
  table: Table,
): Promise<readonly Parted[]> {
  const parted: Parted[] = []
  for (const to of keys)
    for (const id of (await readState(table, to)).state?.adopting ?? []) {
      const from = withId(to, id)
      if ((await readState(table, from)).state?.releasing === idOf(to))
        parted.push({ from, to, rows: rowsOf(idOf(to), await table.query(from)) })
    }
  return parted
}

function rowsOf(id: string, rows: readonly Row[]): readonly Row[] {
  const journeys = new Set<string>()
  for (const row of rows) {
    if (customerRowKind(row.sk) !== 'journey') continue
    const { value } = decode(CUSTOMER_ROWS.journey, row)
    if (value?.mailedAs?.customer === id) journeys.add(`${value.campaign}#${value.n}`)
  }
  const isOfJourney = (one: JourneyRef | undefined) => journeys.has(`${one?.campaign}#${one?.n}`)
  return rows.filter((row) => {
    switch (customerRowKind(row.sk)) {
      case 'journey':
        return isOfJourney(decode(CUSTOMER_ROWS.journey, row).value)
      case 'message':
        return isOfJourney(decode(CUSTOMER_ROWS.message, row).value)
      default:
        return row.movedFrom === id || row.sk === formerSort(id)
    }
  })
}

type JourneyRef = { readonly campaign: string; readonly n: number }
