/** What is known about an address, by its keyed hash, for all customers who share it. */
import {
  type AddressFacts,
  isUnknownAddress,
  type Suppression,
  UNKNOWN_ADDRESS,
  withFactsOfAllShops,
  withoutSlotsOf,
  withoutSuppression,
  withSuppression,
} from '../domain/address.ts'
import { type Instant, isoInstant } from '../domain/time.ts'
import { readRow } from './codecs/codec.ts'
import { SHARED_ROWS, type StoredAddress } from './codecs/shared-rows.ts'
import { ADDRESSES_PREFIX, ALL_SHOPS, addressKey } from './keys.ts'
import type { Row, Table, WriteCondition } from './table.ts'

export type LoadedAddress = {
  readonly hash: string
  readonly shop: string
  /** Of the shop's own row; absent if there is none yet. */
  readonly version?: number
  /** What the shop's own row says. */
  readonly own: AddressFacts
  /** The shop's row merged with that of all shops. */
  readonly facts: AddressFacts
}

/** One query, consistent: a customer who left a moment ago is left alone. */
export async function loadAddress(
  table: Table,
  shop: string,
  hash: string,
): Promise<LoadedAddress> {
  return addressFromRows(await table.query(addressKey(hash)), shop, hash)
}

/**
 * What the rows of an address's partition say to one shop.
 *
 * @throws UnreadableRowError: an address that cannot be read may be suppressed
 */
export function addressFromRows(rows: readonly Row[], shop: string, hash: string): LoadedAddress {
  const at = (sort: string) =>
    readRow(
      SHARED_ROWS.address,
      rows.find(({ sk }) => sk === sort),
    )
  const [row, all] = [at(shopSort(shop)), at(ALL_SHOPS)]
  const own = row ? factsOf(row) : UNKNOWN_ADDRESS
  return {
    hash,
    shop,
    ...(row && { version: row.version }),
    own,
    facts: all ? withFactsOfAllShops(own, factsOf(all)) : own,
  }
}

/** A shop's id never begins with "~" once it is encoded as its partition is. */
const shopSort = (shop: string): string => encodeURIComponent(shop)

const factsOf = ({ version: _version, ...facts }: StoredAddress): AddressFacts => facts

/**
 * The facts of an address row, such as a scan finds.
 *
 * @throws UnreadableRowError
 */
export const addressFactsOf = (row: Row): AddressFacts => factsOf(readRow(SHARED_ROWS.address, row))

/** On condition that it has not changed since it was loaded. */
export function putAddress(
  { hash, shop, version }: LoadedAddress,
  facts: AddressFacts,
): { readonly put: Row; readonly on: WriteCondition } {
  return {
    put: { pk: addressKey(hash), sk: shopSort(shop), ...facts, version: (version ?? 0) + 1 },
    on: version === undefined ? { absent: true } : { equals: { version } },
  }
}

const MOST_CONFLICTS = 20

const changedByOthers = (): Error =>
  new Error(`an address was changed by others ${MOST_CONFLICTS} times in a row`)

/**
 * Changes what is known about an address; safe to repeat if `change` is. Nothing is written if
 * nothing changes.
 *
 * @param shop the shop's id, or `ALL_SHOPS`
 * @param loaded the address as this request has read it, to be read again only if others changed it
 * @throws if other writers keep changing it
 */
export async function changeAddress(
  table: Table,
  shop: string,
  hash: string,
  change: (facts: AddressFacts) => AddressFacts,
  loaded?: LoadedAddress,
): Promise<AddressFacts> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const address = (attempt === 0 && loaded) || (await loadAddress(table, shop, hash))
    const changed = change(address.own)
    if (changed === address.own) return changed
    const [result] = await table.write([putAddress(address, changed)])
    if (result?.done) return changed
  }
  throw changedByOthers()
}

/** Suppresses an address in every shop there is and will be. */
export async function suppressForAll(
  table: Table,
  hash: string,
  suppression: Suppression,
): Promise<void> {
  await changeAddress(table, ALL_SHOPS, hash, (facts) => withSuppression(facts, suppression))
}

/**
 * Removes a customer's slots from the address, and deletes its row if nothing else is known about
 * it. Safe to repeat.
 *
 * @throws if other writers keep changing it
 */
export async function leaveAddress(
  table: Table,
  shop: string,
  hash: string,
  customer: string,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const address = await loadAddress(table, shop, hash)
    const left = withoutSlotsOf(address.own, customer)
    if (left === address.own) return
    const { put, on } = putAddress(address, left)
    const write = isUnknownAddress(left) ? { remove: put, on } : { put, on }
    const [result] = await table.write([write])
    if (result?.done) return
  }
  throw changedByOthers()
}

/** Why a suppression was lifted, so that it can be traced later. */
export type Lifting = { readonly why: string; readonly at: Instant }

/**
 * Lifts a suppression, keeps a note of it, and removes the recorded temporary bounces, which would
 * suppress the address again at the next one. A customer's own opt-out stays in force.
 *
 * @param shop the shop's id, or `ALL_SHOPS`
 * @returns the lifted suppression; undefined if there was none
 * @throws if other writers keep changing the address
 */
export async function liftSuppression(
  table: Table,
  shop: string,
  hash: string,
  lifting: Lifting,
): Promise<Suppression | undefined> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const address = await loadAddress(table, shop, hash)
    const { suppression } = address.own
    if (!suppression) return undefined
    const note: Row = { pk: addressKey(hash), sk: liftedSort(shop, lifting.at), ...lifting }
    const outcome = await table.writeTogether([
      putAddress(address, withoutSuppression(address.own)),
      { put: { ...note, shop, suppression } },
    ])
    if (outcome === 'committed') return suppression
  }
  throw changedByOthers()
}

const LIFTED = '~lifted#'
const liftedSort = (shop: string, at: Instant): string =>
  `${LIFTED}${isoInstant(at)}#${shopSort(shop)}`

/** What one shop knows of an address, or all do. */
export type KnownAddress = {
  readonly hash: string
  /** The shop's id, or `ALL_SHOPS`. */
  readonly shop: string
  readonly facts: AddressFacts
}

/** Every address about which something is known, read page by page. */
export async function* eachAddress(table: Table): AsyncIterable<KnownAddress> {
  for await (const row of table.scan(ADDRESSES_PREFIX)) {
    if (row.sk.startsWith(LIFTED)) continue
    const hash = row.pk.slice(ADDRESSES_PREFIX.length)
    yield { hash, shop: decodeURIComponent(row.sk), facts: addressFactsOf(row) }
  }
}
