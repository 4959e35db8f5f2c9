/**
 * The rows that all senders share: what the account allows, and what each mailbox provider saw of
 * a shop. Every change is on condition of the row's version; the second of two looks again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type AccountPace, unreadAccount } from '../domain/pace/pace-account.ts'
import { newShopPace, type ShopPace } from '../domain/pace/pace-shop.ts'
import type { Instant } from '../domain/time.ts'
import { type RowCodec, readRow } from './codecs/codec.ts'
import { SHARED_ROWS } from './codecs/shared-rows.ts'
import type { RowKey, Table } from './table.ts'

/** The partition of both; its rows are neither facts nor settings. */
export const PACE_KEY = '~pace'

const ACCOUNT: RowKey = { pk: PACE_KEY, sk: 'account' }
const shopRow = (shop: string): RowKey => ({ pk: PACE_KEY, sk: `shop#${shop}` })

/** Waits before the row is read again, longer with every attempt. */
export type Pause = (attempt: number) => Promise<void>

const MOST_ATTEMPTS = 30
const FIRST_PAUSE_MS = 10
const LONGEST_PAUSE_MS = 200

/** How long to wait at most before an attempt, for a pause of random length. */
export const pauseOf = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))

const atRandom: Pause = (attempt) => sleep(Math.random() * pauseOf(attempt))

type VersionedRow = { readonly version: number }

/** What a row became, or stayed. */
type Changed<R> = { readonly row: R; readonly changed: boolean }

/**
 * Changes a row whose last read version is `first`. A change that returns its input writes nothing.
 *
 * @throws if other writers win thirty times in a row
 */
async function changeRow<K extends string, R extends VersionedRow>(
  { table, pause = atRandom }: { readonly table: Table; readonly pause?: Pause | undefined },
  codec: RowCodec<K, R>,
  key: RowKey,
  first: R,
  change: (row: R) => R,
): Promise<Changed<R>> {
  let before = first
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const after = change(before)
    if (after === before) return { row: before, changed: false }
    const row = { ...after, version: before.version + 1 }
    const on =
      before.version === 0
        ? ({ absent: true } as const)
        : { equals: { version: before.version } as const }
    const [result] = await table.write([{ put: { ...row, ...key }, on }])
    if (result?.done) return { row, changed: true }
    // The first time the row came with the refusal; by the end of a pause it is old again.
    if (attempt > 0) await pause(attempt)
    const stored = attempt > 0 ? await table.get(key) : result?.stored
    before = readRow(codec, stored) ?? { ...first, version: 0 }
  }
  throw new Error(`${key.pk} ${key.sk} is being changed by others; try again`)
}

/** @throws UnreadableRowError */
export const loadAccountPace = async (table: Table): Promise<AccountPace | undefined> =>
  readRow(SHARED_ROWS.account, await table.get(ACCOUNT))

export const loadShopPace = async (table: Table, shop: string): Promise<ShopPace> =>
  readRow(SHARED_ROWS.pace, await table.get(shopRow(shop))) ?? newShopPace

export type PacePorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly pause?: Pause
}

/**
 * Changes the account's row.
 *
 * @param read the row as it was last read; left out, it is read now
 * @example await changeAccountPace(ports, (row) => stopLine(row, reason, ports.now()))
 */
export async function changeAccountPace(
  ports: PacePorts,
  change: (row: AccountPace) => AccountPace,
  read?: AccountPace,
): Promise<Changed<AccountPace>> {
  const first = read ?? (await loadAccountPace(ports.table)) ?? unreadAccount(ports.now())
  return changeRow(ports, SHARED_ROWS.account, ACCOUNT, first, change)
}

/**
 * Changes a shop's row.
 *
 * @param read the row as it was last read; left out, it is read now
 */
export async function changeShopPace(
  ports: PacePorts,
  shop: string,
  change: (row: ShopPace) => ShopPace,
  read?: ShopPace,
): Promise<Changed<ShopPace>> {
  const first = read ?? (await loadShopPace(ports.table, shop))
  return changeRow(ports, SHARED_ROWS.pace, shopRow(shop), first, change)
}
