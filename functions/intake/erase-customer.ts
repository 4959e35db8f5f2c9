/**
 * Erases a customer: their facts, journeys and messages, stored copies of their mails, and their
 * slots under the caps at their address. The record that this id was erased and when remains, and
 * so do suppressions, under keyed hashes only.
 */
import type { Instant } from '../domain/time.ts'
import { leaveAddress } from '../store/addresses.ts'
import { decode, readRow } from '../store/codecs/codec.ts'
import type { Identity } from '../store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../store/codecs/customer-rows.ts'
import { customerRowKind, datedAt } from '../store/codecs/read-customer-rows.ts'
import { blankProfile, isBlankProfile, isTombstone, stateIn, tombstone } from '../store/erasure.ts'
import { customerBehind, guestId, putIdentity, readState, withId } from '../store/identity.ts'
import { type CustomerKey, customerKey, PROFILE, parseCustomerKey, STATE } from '../store/keys.ts'
import { MOST_WRITES_TOGETHER, type Row, type Table, type Write } from '../store/table.ts'

export type ErasePorts = {
  readonly table: Table
  readonly now: () => Instant
  /** Erases the stored copies of a customer's mails; omitted if there are none. */
  readonly eraseMails?: ((key: CustomerKey) => Promise<void>) | undefined
}

export type Erased =
  | {
      readonly outcome: 'erased'
      /** Who bought at the same address without an id, and is still known. */
      readonly guest?: string
    }
  /** Nothing was known of them. */
  | { readonly outcome: 'unknown' }

/**
 * Erases one customer. Cut short at any instant, doing it again finishes it: the address is
 * forgotten only after everything that is found by it.
 *
 * Nothing dated up to the erasure brings them back, whenever it arrives; a purchase or a profile of
 * a later instant begins a new history.
 *
 * @throws if the store fails, or others keep changing the customer
 * @example await eraseCustomer(customerKey('acme', 'c-17'), { table, now: Date.now })
 */
export async function eraseCustomer(id: CustomerKey, ports: ErasePorts): Promise<Erased> {
  const { table, eraseMails } = ports
  const key = await customerBehind(table, id)
  const buried = await bury(key, ports)
  if (!buried) return { outcome: 'unknown' }
  const { rows, erasedAt, identity } = buried
  const others = await otherIds(key, identity, table)
  for (const other of others) await eraseOther(other, erasedAt, table)
  const addressHash = addressHashIn(rows)
  const guest = addressHash === undefined ? undefined : await guestAt(key, addressHash, table)
  if (addressHash !== undefined)
    for (const one of [key, ...others]) await leave(one, addressHash, table)
  const mailedAs = mailedAsIn(key, rows)
  await forgetRows(key, rows, erasedAt, table)
  // After the rows: by then no message can be claimed, so that no other mail will be kept.
  for (const one of new Set([key, ...others, ...mailedAs])) await eraseMails?.(one)
  await forgetIdentity(key, table)
  return { outcome: 'erased', ...(guest !== undefined && { guest }) }
}

/**
 * The other ids under which rows of the customer are, or that lead to them by an address of theirs:
 * what is known of those goes too, and a purchase under one begins a new history.
 */
async function otherIds(
  key: CustomerKey,
  { adopting = [], addresses = [] }: Identity,
  table: Table,
): Promise<readonly CustomerKey[]> {
  const id = parseCustomerKey(key)?.customer
  const guests = addresses.map((hash) => withId(key, guestId(hash)))
  const leading = await Promise.all(
    guests.map(async (guest) => (await readState(table, guest)).state?.movedTo === id),
  )
  const moving = adopting.map((one) => withId(key, one))
  return [...new Set([...moving, ...guests.filter((_, i) => leading[i])])]
}

async function eraseOther(key: CustomerKey, erasedAt: Instant, table: Table): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const rows = await table.query(key)
    const state = stateIn(rows)
    const [result] = await table.write([
      {
        put: tombstone(key, erasedAt, (state?.version ?? 0) + 1),
        on: state ? { equals: { version: state.version } } : { absent: true },
      },
    ])
    if (result?.done) return forgetRows(key, rows, erasedAt, table)
  }
  throw changedByOthers(key)
}

/** The ids under which mails of the customer went out: their copies are found by those. */
const mailedAsIn = (key: CustomerKey, rows: readonly Row[]): readonly CustomerKey[] =>
  rows.flatMap((row) => {
    if (!isMessage(row)) return []
    const { mailedAs } = decode(CUSTOMER_ROWS.message, row).value ?? {}
    return mailedAs ? [withId(key, mailedAs.customer)] : []
  })

/** Last: by it the rest is found again if this was cut short. */
async function forgetIdentity(key: CustomerKey, table: Table): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const state = await readState(table, key)
    if (!state.state?.addresses && !state.state?.adopting) return
    const write = putIdentity(key, state, { addresses: undefined, adopting: undefined })
    const [result] = await table.write([write])
    if (result?.done) return
  }
  throw changedByOthers(key)
}

const changedByOthers = (key: CustomerKey): Error =>
  new Error(`${key} was changed by others ${MOST_TRIES} times in a row`)

const MOST_TRIES = 20

/** Writes the tombstone, from which on no decision is committed and no message is found. */
async function bury(key: CustomerKey, { table, now }: ErasePorts) {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const rows = await table.query(key)
    if (rows.length === 0) return undefined
    const state = stateIn(rows)
    const { addresses, adopting } = state ?? {}
    const identity = { ...(addresses && { addresses }), ...(adopting && { adopting }) }
    if (state?.erasedAt !== undefined && rows.every(isLeft))
      return { rows, erasedAt: state.erasedAt, identity }
    // Clocks differ: known facts dated slightly ahead must not come back either.
    const erasedAt = Math.max(now(), state?.erasedAt ?? 0, ...rows.map(latestIn))
    const [result] = await table.write([
      {
        put: tombstone(key, erasedAt, (state?.version ?? 0) + 1, identity),
        on: state ? { equals: { version: state.version } } : { absent: true },
      },
    ])
    if (result?.done) return { rows, erasedAt, identity }
  }
  throw changedByOthers(key)
}

/** An order may have changed since it was paid. */
const latestIn = (row: Row): Instant =>
  Math.max(datedAt(row), typeof row.updatedAt === 'number' ? row.updatedAt : 0)

/** @throws UnreadableRowError, since an address that cannot be read could not be forgotten */
const addressHashIn = (rows: readonly Row[]): string | undefined =>
  readRow(
    CUSTOMER_ROWS.profile,
    rows.find(({ sk }) => sk === PROFILE),
  )?.addressHash

/** What an erasure that was finished leaves. */
const isLeft = (row: Row): boolean => isTombstone(row) || isBlankProfile(row)

async function leave(key: CustomerKey, addressHash: string, table: Table): Promise<void> {
  const who = parseCustomerKey(key)
  if (who) await leaveAddress(table, who.shop, addressHash, who.customer)
}

async function guestAt(
  key: CustomerKey,
  addressHash: string,
  table: Table,
): Promise<string | undefined> {
  const shop = parseCustomerKey(key)?.shop
  const guest = guestId(addressHash)
  if (shop === undefined || customerKey(shop, guest) === key) return undefined
  const rows = await table.query(customerKey(shop, guest))
  return rows.some((row) => !isLeft(row)) ? guest : undefined
}

/** The profile goes first: only it contains an address or a name. */
async function forgetRows(
  key: CustomerKey,
  found: readonly Row[],
  erasedAt: Instant,
  table: Table,
): Promise<void> {
  if (!found.some(isBlankProfile)) await table.write([{ put: blankProfile(key, erasedAt) }])
  let rows = found.filter(isToGo)
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const writes = rows.toSorted(messagesFirst).map(({ pk, sk }): Write => ({ remove: { pk, sk } }))
    for (let from = 0; from < writes.length; from += MOST_WRITES_TOGETHER)
      await table.writeTogether(writes.slice(from, from + MOST_WRITES_TOGETHER))
    // Rows written concurrently or late are still there; those of a new history stay.
    rows = (await table.query(key)).filter((row) => isToGo(row) && datedAt(row) <= erasedAt)
    if (rows.length === 0) return
  }
  throw changedByOthers(key)
}

const isToGo = ({ sk }: Row): boolean => sk !== STATE && sk !== PROFILE

const isMessage = ({ sk }: Row): boolean => customerRowKind(sk) === 'message'

/** So that no sender claims one any more. */
const messagesFirst = (a: Row, b: Row): number => Number(isMessage(b)) - Number(isMessage(a))
