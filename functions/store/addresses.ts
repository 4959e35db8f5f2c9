/** An address by its keyed hash: what holds for it, whoever gives it as theirs. */
import { isDeepStrictEqual } from 'node:util'
import {
  type AddressFacts,
  type AddressSlot,
  type Suppression,
  UNKNOWN_ADDRESS,
  withSuppression,
  withWithdrawal,
} from '../domain/address.ts'
import { DAY_MS, type Instant, isoInstant, MINUTE_MS } from '../domain/time.ts'
import { ADDRESSES_PREFIX, ALL_SHOPS, addressKey } from './keys.ts'
import type { Condition, Row, RowOf, Table, Write } from './table.ts'

export type LoadedAddress = {
  readonly hash: string
  readonly shop: string
  /** Of the shop's own row; absent where there is none yet. */
  readonly version?: number
  /** What the shop's own row says. */
  readonly own: AddressFacts
  /** That, and what holds for all shops. */
  readonly facts: AddressFacts
}

type AddressRow = RowOf<AddressFacts & { version: number }>

/** One query, consistent: a customer who left a moment ago is left alone. */
export async function loadAddress(
  table: Table,
  shop: string,
  hash: string,
): Promise<LoadedAddress> {
  return addressOf(await table.query(addressKey(hash)), shop, hash)
}

/** What the rows of an address's partition say to one shop. */
export function addressOf(rows: readonly Row[], shop: string, hash: string): LoadedAddress {
  const row = rows.find(({ sk }) => sk === shopSort(shop)) as AddressRow | undefined
  const all = rows.find(({ sk }) => sk === ALL_SHOPS) as AddressRow | undefined
  const own = row ? addressFactsOf(row) : UNKNOWN_ADDRESS
  return {
    hash,
    shop,
    ...(row && { version: row.version }),
    own,
    facts: all ? withThoseOfAll(own, addressFactsOf(all)) : own,
  }
}

function withThoseOfAll(own: AddressFacts, { suppression, withdrawnAt }: AddressFacts) {
  const suppressed = suppression ? withSuppression(own, suppression) : own
  return withdrawnAt === undefined ? suppressed : withWithdrawal(suppressed, withdrawnAt)
}

/** A shop's id never begins with "~" once it is encoded as its partition is. */
const shopSort = (shop: string): string => encodeURIComponent(shop)

/** The facts of an address row, such as a scan finds. */
export const addressFactsOf = (row: Row): AddressFacts => {
  const { pk: _pk, sk: _sk, version: _version, ...facts } = row as AddressRow
  return facts
}

/** On condition that nobody changed it since it was loaded. */
export function putAddress(
  { hash, shop, version }: LoadedAddress,
  facts: AddressFacts,
): { readonly put: Row; readonly on: Condition } {
  return {
    put: { pk: addressKey(hash), sk: shopSort(shop), ...facts, version: (version ?? 0) + 1 },
    on: version === undefined ? { absent: true } : { equals: { version } },
  }
}

const MOST_CONFLICTS = 20

const changedByOthers = (): Error =>
  new Error(`an address was changed by others ${MOST_CONFLICTS} times in a row`)

/**
 * Changes what is known of an address; safe to repeat where `change` is. Nothing is written where
 * nothing changes.
 *
 * @param shop the shop's id, or `ALL_SHOPS`
 * @param loaded the address as this request has read it, to be read again only if others changed it
 * @throws if others keep changing it
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
 * Takes a customer's slots from the address, and forgets the address where nothing else is known of
 * it. Safe to repeat.
 *
 * @throws if others keep changing it
 */
export async function leaveAddress(
  table: Table,
  shop: string,
  hash: string,
  customer: string,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const address = await loadAddress(table, shop, hash)
    const slots = address.own.slots.filter((slot) => slot.customer !== customer)
    if (slots.length === address.own.slots.length) return
    const left = { ...address.own, slots }
    const { put, on } = putAddress(address, left)
    const write = isDeepStrictEqual(left, UNKNOWN_ADDRESS) ? { remove: put, on } : { put, on }
    const [result] = await table.write([write])
    if (result?.done) return
  }
  throw changedByOthers()
}

/** Why a suppression was lifted: nobody should have to guess later. */
export type Lifting = { readonly why: string; readonly at: Instant }

/**
 * Lifts a suppression, keeps a note of it, and forgets the temporary bounces, which would suppress
 * the address again at the next. Who asked to be left alone is left alone all the same.
 *
 * @param shop the shop's id, or `ALL_SHOPS`
 * @returns what was lifted; undefined where there was none
 * @throws if others keep changing the address
 */
export async function liftSuppression(
  table: Table,
  shop: string,
  hash: string,
  lifting: Lifting,
): Promise<Suppression | undefined> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const address = await loadAddress(table, shop, hash)
    const { suppression, ...others } = address.own
    if (!suppression) return undefined
    const note: Row = { pk: addressKey(hash), sk: liftedSort(shop, lifting.at), ...lifting }
    const outcome = await table.writeTogether([
      putAddress(address, { ...others, softBounces: [] }),
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

/** Every address of which something is known, without loading them all. */
export async function* eachAddress(table: Table): AsyncIterable<KnownAddress> {
  for await (const row of table.scan(ADDRESSES_PREFIX)) {
    if (row.sk.startsWith(LIFTED)) continue
    const hash = row.pk.slice(ADDRESSES_PREFIX.length)
    yield { hash, shop: decodeURIComponent(row.sk), facts: addressFactsOf(row) }
  }
}

/** No cap's window is longer. */
const SLOTS_KEPT_MS = 365 * DAY_MS
/** A slot may be so much older than its message; caps look back over days. */
const SLOT_MAY_LAG_MS = 10 * MINUTE_MS

/**
 * The write that reserves a customer's slots; undefined where they are the same messages still. One
 * that was parked, or relayed again, occupies the caps from when it fell due anew.
 */
export function slotsWrite(
  address: LoadedAddress,
  customer: string,
  slots: readonly AddressSlot[],
  now: Instant,
): Write | undefined {
  const before = address.own.slots.filter((slot) => slot.customer === customer)
  const recent = slots.filter(({ at }) => at > now - SLOTS_KEPT_MS)
  const reserved = new Map(before.map((slot) => [slotName(slot), slot.at]))
  if (
    recent.length === before.length &&
    recent.every((slot) => slot.at <= (reserved.get(slotName(slot)) ?? 0) + SLOT_MAY_LAG_MS)
  )
    return undefined
  const others = address.own.slots.filter(
    (slot) => slot.customer !== customer && slot.at > now - SLOTS_KEPT_MS,
  )
  return putAddress(address, { ...address.own, slots: [...others, ...recent] })
}

const slotName = ({ campaign, n, step }: AddressSlot): string => `${campaign}#${n}#${step}`
