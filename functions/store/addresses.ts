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

/**
 * One query, consistent: a customer who left a moment ago is left alone. Where the address is hashed
 * with a newer key by now, a second query reads where its facts are (move-address.ts).
 *
 * @throws UnreadableRowError: an address that cannot be read may be suppressed
 */
export async function loadAddress(
  table: Table,
  shop: string,
  hash: string,
): Promise<LoadedAddress> {
  const read = new Map<string, readonly Row[]>()
  for (let needed: string | undefined = hash; needed !== undefined; ) {
    read.set(needed, await table.query(addressKey(needed)))
    const { address, needs } = addressFromRows(read, shop, hash)
    if (address) return address
    needed = needs
  }
  throw new Error('an address moved in a circle')
}

/** An address, or the hash whose partition has to be read as well. */
export type AddressRead =
  | { readonly address: LoadedAddress; readonly needs?: never }
  | { readonly needs: string | undefined; readonly address?: never }

/**
 * What the rows of an address's partition say to one shop.
 *
 * @param read the partitions that were read, by their hash
 * @throws UnreadableRowError
 */
export function addressFromRows(
  read: ReadonlyMap<string, readonly Row[]>,
  shop: string,
  hash: string,
): AddressRead {
  const own = follow(read, shopSort(shop), hash)
  const all = shop === ALL_SHOPS ? undefined : follow(read, ALL_SHOPS, hash)
  const unread = [own, all].find((place) => place?.movedTo !== undefined)?.movedTo
  if (unread !== undefined) return { needs: read.has(unread) ? undefined : unread }
  const facts = own.stored ? factsOf(own.stored) : UNKNOWN_ADDRESS
  return {
    address: {
      hash: own.hash,
      shop,
      ...(own.stored && { version: own.stored.version }),
      own: facts,
      facts: all?.stored ? withFactsOfAllShops(facts, factsOf(all.stored)) : facts,
    },
  }
}

/** As far as it was read. */
function follow(read: ReadonlyMap<string, readonly Row[]>, sort: string, hash: string) {
  let place = placeIn(read.get(hash) ?? [], sort, hash)
  const seen = new Set([hash])
  while (place.movedTo !== undefined && read.has(place.movedTo) && !seen.has(place.movedTo)) {
    seen.add(place.movedTo)
    place = placeIn(read.get(place.movedTo) ?? [], sort, place.movedTo)
  }
  return place
}

/** One row of an address's partition: what it says, or where it has moved. */
export type AddressPlace = {
  readonly hash: string
  readonly stored?: StoredAddress
  readonly movedTo?: string
  readonly version?: number
}

/** @throws UnreadableRowError */
export function placeIn(rows: readonly Row[], sort: string, hash: string): AddressPlace {
  const row = rows.find(({ sk }) => sk === sort)
  if (!row) return { hash }
  if (isMoved(row)) return { hash, ...readRow(SHARED_ROWS.moved, row) }
  const stored = readRow(SHARED_ROWS.address, row)
  return { hash, stored, version: stored.version }
}

const isMoved = (row: Row): boolean => row.movedTo !== undefined

/** A shop's id never begins with "~" once it is encoded as its partition is. */
export const shopSort = (shop: string): string => encodeURIComponent(shop)

export const factsOf = ({ version: _version, ...facts }: StoredAddress): AddressFacts => facts

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
    if (row.sk.startsWith(LIFTED) || isMoved(row)) continue
    const hash = row.pk.slice(ADDRESSES_PREFIX.length)
    yield { hash, shop: decodeURIComponent(row.sk), facts: addressFactsOf(row) }
  }
}
