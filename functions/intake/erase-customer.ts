/**
 * Erases a customer: their facts, journeys and messages, stored copies of their mails, and their
 * slots under the caps at their address. The record that this id was erased and when remains, and
 * so do suppressions, under keyed hashes only.
 */
import type { Instant } from '../domain/time.ts'
import { leaveAddress } from '../store/addresses.ts'
import { forgetWaiter } from '../store/code-waiters.ts'
import type { Identity } from '../store/codecs/customer-row-types.ts'
import { datedAt } from '../store/codecs/read-customer-rows.ts'
import {
  blankProfile,
  findState,
  isBlankProfile,
  isTombstone,
  stateIn,
  tombstone,
} from '../store/erasure.ts'
import {
  customerBehind,
  guestId,
  idOf,
  isOfPerson,
  putIdentity,
  readState,
  withId,
} from '../store/identity.ts'
import { type CustomerKey, FORMER_PREFIX, PROFILE, parseCustomerKey, STATE } from '../store/keys.ts'
import { MOST_WRITES_TOGETHER, type Row, type Table, type Write } from '../store/table.ts'
import { removeFormer } from './erase-former.ts'
import {
  addressHashes,
  addressHashIn,
  erasableOf,
  otherIds,
  partedOf,
  partings,
} from './erased-ids.ts'
import { removeRows } from './remove-rows.ts'

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
  const buried = await bury(id, ports)
  if (!buried) return { outcome: 'unknown' }
  const { key, rows, erasedAt, identity } = buried
  const others = (identity.forgetting ?? []).map((id) => withId(key, id))
  const hashes = await addressHashes(rows, identity, others, table)
  for (const hash of hashes) for (const one of [key, ...others]) await leave(one, hash, table)
  const parted = await partings([key, ...others], table)
  for (const other of others) await eraseOther(other, erasedAt, table)
  for (const { from, to } of parted) await removeFormer(from, idOf(to), table)
  const addressHash = addressHashIn(rows)
  const guest = addressHash === undefined ? undefined : await guestAt(key, addressHash, table)
  await forgetRows(key, rows, erasedAt, table, identity)
  // After the rows: by then no message can be claimed, so that no other mail will be kept.
  for (const one of [key, ...others]) {
    await forgetWaiter(table, one)
    await eraseMails?.(one)
  }
  for (const { from, to } of parted) await endParting(from, to, ports)
  await forgetIdentity(key, others, table)
  return { outcome: 'erased', ...(guest !== undefined && { guest }) }
}

async function endParting(other: CustomerKey, key: CustomerKey, ports: ErasePorts): Promise<void> {
  const { table, now } = ports
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const state = await readState(table, other)
    if (state.state?.releasing !== idOf(key)) return
    const [result] = await table.write([putIdentity(other, state, { releasing: undefined }, now())])
    if (result?.done) return
  }
  throw changedByOthers(other)
}

/** It leads to the customer until all is done: the erasure may be repeated under this id only. */
async function eraseOther(key: CustomerKey, erasedAt: Instant, table: Table): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const rows = await table.query(key)
    const state = stateIn(rows)
    const { movedTo, adopting } = state ?? {}
    const identity = { ...(movedTo !== undefined && { movedTo }), ...(adopting && { adopting }) }
    const [result] = await table.write([
      {
        put: tombstone(key, erasedAt, (state?.version ?? 0) + 1, identity),
        on: state ? { equals: { version: state.version } } : { absent: true },
      },
    ])
    if (result?.done) return forgetRows(key, rows, erasedAt, table)
  }
  throw changedByOthers(key)
}

/** Last: by it the rest is found again if this was cut short. */
async function forgetIdentity(
  key: CustomerKey,
  others: readonly CustomerKey[],
  table: Table,
): Promise<void> {
  const most = MOST_WRITES_TOGETHER - 1
  for (let from = 0; from + most < others.length; from += most)
    await untie(undefined, others.slice(from, from + most), table)
  await untie(key, others.slice(others.length - (others.length % most || most)), table)
}

/** @param key left out while others are left that lead to it */
async function untie(
  key: CustomerKey | undefined,
  others: readonly CustomerKey[],
  table: Table,
): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const keys = [...others, ...(key === undefined ? [] : [key])]
    const found = await Promise.all(keys.map((one) => readState(table, one)))
    const writes = found.flatMap((state, i): Write[] => {
      const { addresses, adopting, forgetting, movedTo, erasedAt } = state.state ?? {}
      const one = keys[i] as CustomerKey
      const isOther = one !== key
      // Joined again since: that is another history.
      if (isOther && (erasedAt === undefined || state.state?.class !== undefined)) return []
      if (!addresses && !adopting && !forgetting && !(isOther && movedTo !== undefined)) return []
      const none = { addresses: undefined, adopting: undefined, forgetting: undefined }
      return [putIdentity(one, state, { ...none, ...(isOther && { movedTo: undefined }) })]
    })
    if (writes.length === 0 || (await table.writeTogether(writes)) === 'committed') return
  }
  throw changedByOthers(key ?? (others[0] as CustomerKey))
}

const changedByOthers = (key: CustomerKey): Error =>
  new Error(`${key} was changed by others ${MOST_TRIES} times in a row`)

const MOST_TRIES = 20

/** Writes the tombstone, from which on no decision is committed and no message is found. */
async function bury(id: CustomerKey, { table, now }: ErasePorts) {
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    const key = await customerBehind(table, id)
    const rows = await table.query(key)
    // Parted in between: the customer with the rows is not the one asked for.
    if ((await customerBehind(table, id)) !== key) continue
    if (rows.length === 0) return undefined
    const state = stateIn(rows)
    const { addresses, adopting, releasing } = state ?? {}
    const own = ownRows(rows, releasing)
    const forgetting = await otherIds(key, rows, state ?? {}, table)
    const identity: Identity = {
      ...(addresses && { addresses }),
      ...(adopting && { adopting }),
      ...(releasing !== undefined && { releasing }),
      ...(forgetting.length > 0 && { forgetting }),
    }
    const others = forgetting.map((id) => withId(key, id))
    const theirs = [
      ...(await rowsOf(others, table)),
      ...(await rowsOnTheirWay([key, ...others], table)),
    ]
    const before = state?.erasedAt
    if (before !== undefined && own.every(isLeft) && theirs.every((row) => datedAt(row) <= before))
      return { key, rows: own, erasedAt: before, identity }
    // Clocks differ: known facts dated slightly ahead must not come back either.
    const erasedAt = Math.max(now(), before ?? 0, ...[...own, ...theirs].map(latestIn))
    const [result] = await table.write([
      {
        put: tombstone(key, erasedAt, (state?.version ?? 0) + 1, identity),
        on: state ? { equals: { version: state.version } } : { absent: true },
      },
    ])
    if (result?.done) return { key, rows: own, erasedAt, identity }
  }
  throw changedByOthers(id)
}

/** What is under other ids of the customer still: on its way, or left by a late recording. */
async function rowsOf(keys: readonly CustomerKey[], table: Table): Promise<readonly Row[]> {
  const found = await Promise.all(keys.map((key) => table.query(key)))
  return found.flat().filter(isOfPerson)
}

/** What is on its way back to these ids by a split, and still with the other customer. */
async function rowsOnTheirWay(keys: readonly CustomerKey[], table: Table): Promise<readonly Row[]> {
  const found: Row[] = []
  for (const { from, to } of await partings(keys, table))
    found.push(...erasableOf(idOf(to), await table.query(from)))
  return found
}

/** What is on its way back to an id that is being parted is that customer's, whom nothing was asked of. */
function ownRows(rows: readonly Row[], releasing: string | undefined): readonly Row[] {
  if (releasing === undefined) return rows
  const parted = new Set(partedOf(releasing, rows))
  return rows.filter((row) => !parted.has(row))
}

/** An order may have changed since it was paid. */
const latestIn = (row: Row): Instant =>
  Math.max(datedAt(row), typeof row.updatedAt === 'number' ? row.updatedAt : 0)

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
  const guest = guestId(addressHash)
  if (guest === idOf(key)) return undefined
  const rows = await table.query(withId(key, guest))
  // One that leads to a customer is that customer, who has not asked for anything.
  const isAnother = findState(rows).state?.movedTo !== undefined
  return !isAnother && rows.some((row) => !isLeft(row)) ? guest : undefined
}

/** The profile goes first: only it contains an address or a name. */
async function forgetRows(
  key: CustomerKey,
  found: readonly Row[],
  erasedAt: Instant,
  table: Table,
  { forgetting = [], releasing }: Identity = {},
): Promise<void> {
  if (!found.some(isBlankProfile)) await table.write([{ put: blankProfile(key, erasedAt) }])
  const isFormer = ({ sk }: Row) =>
    sk.startsWith(FORMER_PREFIX) && forgetting.includes(sk.slice(FORMER_PREFIX.length))
  let rows = found.filter(isToGo)
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    await removeRows(rows, table)
    // Rows written concurrently or late are still there; those of a new history stay.
    rows = ownRows(await table.query(key), releasing).filter(
      (row) => isToGo(row) && (datedAt(row) <= erasedAt || isFormer(row)),
    )
    if (rows.length === 0) return
  }
  throw changedByOthers(key)
}

const isToGo = ({ sk }: Row): boolean => sk !== STATE && sk !== PROFILE
