/**
 * The rows that all senders share: what the account allows, and what each mailbox provider saw of
 * a shop. Every change is on condition of the row's version; who comes second looks again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Ask,
  type Grant,
  type PaceSettings,
  type Reserved,
  reserve,
} from '../domain/pace/pace.ts'
import { type AccountPace, unreadAccount } from '../domain/pace/pace-account.ts'
import {
  newShopPace,
  type ShopPace,
  type SoftStart,
  slowDown,
  slowness,
} from '../domain/pace/pace-shop.ts'
import type { Provider } from '../domain/provider.ts'
import type { Instant } from '../domain/time.ts'
import { type RowCodec, readRow } from './codecs/codec.ts'
import { SHARED_ROWS } from './codecs/shared-rows.ts'
import type { RowKey, Table } from './table.ts'

/** The partition of both; its rows are no facts and no settings. */
export const PACE_KEY = '~pace'

const ACCOUNT: RowKey = { pk: PACE_KEY, sk: 'account' }
const shopRow = (shop: string): RowKey => ({ pk: PACE_KEY, sk: `shop#${shop}` })

/** Waits before the row is looked at again, longer with every attempt. */
export type Pause = (attempt: number) => Promise<void>

const MOST_ATTEMPTS = 30
const FIRST_PAUSE_MS = 10
const LONGEST_PAUSE_MS = 200

/** How long to wait at most before an attempt, for a pause of random length. */
export const pauseOf = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))

const atRandom: Pause = (attempt) => sleep(Math.random() * pauseOf(attempt))

type Versioned = { readonly version: number }

/** What a row became, or stayed. */
type Changed<R> = { readonly row: R; readonly changed: boolean }

/**
 * Changes a row of which `first` is the version last read. A change that gives back what it was
 * given writes nothing.
 *
 * @throws if others were quicker thirty times
 */
async function changeRow<K extends string, R extends Versioned>(
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

export const loadAccountPace = async (table: Table): Promise<AccountPace | undefined> =>
  readRow(SHARED_ROWS.account, await table.get(ACCOUNT))

export const loadShopPace = async (table: Table, shop: string): Promise<ShopPace> =>
  readRow(SHARED_ROWS.pace, await table.get(shopRow(shop))) ?? newShopPace

type Ports = { readonly table: Table; readonly now: () => Instant; readonly pause?: Pause }

/** @example await changeAccountPace(ports, (row) => stopLine(row, reason, ports.now())) */
export async function changeAccountPace(
  ports: Ports,
  change: (row: AccountPace) => AccountPace,
): Promise<Changed<AccountPace>> {
  const first = (await loadAccountPace(ports.table)) ?? unreadAccount(ports.now())
  return changeRow(ports, SHARED_ROWS.account, ACCOUNT, first, change)
}

export const changeShopPace = async (
  ports: Ports,
  shop: string,
  change: (row: ShopPace) => ShopPace,
): Promise<Changed<ShopPace>> =>
  changeRow(ports, SHARED_ROWS.pace, shopRow(shop), await loadShopPace(ports.table, shop), change)

/**
 * Slows the shop's mail to a provider down that turned some away for its policy. What is heard
 * within ten minutes of it is no news, so every such bounce may be told.
 *
 * @returns how many times slower it is now; undefined where nothing changed
 * @example await slowProvider({ table, now }, 'tea', 'gmail') // 2
 */
export async function slowProvider(
  ports: Ports,
  shop: string,
  provider: Provider,
): Promise<number | undefined> {
  const now = ports.now()
  const { row, changed } = await changeShopPace(ports, shop, (pace) =>
    slowDown(pace, provider, now),
  )
  const pace = row.providers[provider]
  return changed && pace ? slowness(pace, now) : undefined
}

export type ReservePorts = Ports & {
  readonly softStart: (shop: string) => Promise<SoftStart | null>
  readonly seed: string
  readonly settings: PaceSettings
}

export type Turns = {
  readonly account: AccountPace
  /** One for each ask, in their order. */
  readonly grants: readonly Grant[]
  /** Turns that belong to nobody now, to be brought along next time. */
  readonly spare: readonly number[]
}

/**
 * Reserves turns for all asks: two reads and two conditional writes for one shop, however many
 * asks there are. The account's row comes first; where a shop's row then turns out to be newer, its
 * asks are decided again with the turns they have, and those it parks leave theirs over.
 *
 * Not in one transaction, which would cost twice as much: what is lost if this stops in between
 * are turns that nobody uses.
 */
export async function reservePace(
  asks: readonly Ask[],
  spare: readonly number[],
  ports: ReservePorts,
): Promise<Turns> {
  const { table, now, settings, seed } = ports
  const names = [...new Set(asks.map(({ shop }) => shop))]
  const [known, standings] = await Promise.all([
    loadAccountPace(table),
    Promise.all(names.map((shop) => standingOf(shop, ports))),
  ])
  const shops = new Map(standings)
  const made: { plan?: Reserved } = {}
  const { row: account } = await changeRow(
    ports,
    SHARED_ROWS.account,
    ACCOUNT,
    known ?? unreadAccount(now()),
    (row) => {
      made.plan = reserve({ account: row, shops, asks, now: now(), seed, settings, spare })
      return made.plan.account
    },
  )
  const { plan } = made
  if (!plan) throw new Error('no turn was decided on')
  const agreed = await Promise.all(
    standings.map(([shop, standing]) => settleShop(shop, standing, { plan, account, asks }, ports)),
  )
  const ofShop = new Map(names.map((shop, i) => [shop, [...(agreed[i]?.grants ?? [])]]))
  return {
    account,
    grants: asks.map(({ shop }) => ofShop.get(shop)?.shift() as Grant),
    spare: [...plan.spare, ...agreed.flatMap(({ left }) => left)].sort((a, b) => a - b),
  }
}

type Standing = { readonly pace: ShopPace; readonly softStart: SoftStart | null }

const standingOf = async (
  shop: string,
  { table, softStart }: ReservePorts,
): Promise<readonly [string, Standing]> => {
  const [pace, soft] = await Promise.all([loadShopPace(table, shop), softStart(shop)])
  return [shop, { pace, softStart: soft }]
}

type Plan = {
  readonly plan: Reserved
  readonly account: AccountPace
  readonly asks: readonly Ask[]
}

/** Writes a shop's part of the plan, or what becomes of it on the row that is there instead. */
async function settleShop(
  shop: string,
  { pace, softStart }: Standing,
  { plan, account, asks }: Plan,
  ports: ReservePorts,
): Promise<{ readonly grants: readonly Grant[]; readonly left: readonly number[] }> {
  const mine = asks.flatMap((ask, i) =>
    ask.shop === shop ? [{ ask, grant: plan.grants[i] as Grant }] : [],
  )
  const going = mine.filter(({ grant }) => grant.turn === 'go')
  const turns = going.flatMap(({ grant }) => (grant.turn === 'go' ? [grant.at] : []))
  const made: { again?: Reserved } = {}
  await changeRow(ports, SHARED_ROWS.pace, shopRow(shop), pace, (row) => {
    if (row.version === pace.version) return plan.shops.get(shop) ?? row
    made.again = reserve({
      account,
      shops: new Map([[shop, { pace: row, softStart }]]),
      asks: going.map(({ ask }) => ask),
      now: ports.now(),
      seed: ports.seed,
      settings: ports.settings,
      spare: turns,
    })
    return made.again.shops.get(shop) ?? row
  })
  const { again } = made
  if (!again) return { grants: mine.map(({ grant }) => grant), left: [] }
  const anew = [...again.grants]
  return {
    grants: mine.map(({ grant }) => (grant.turn === 'go' ? (anew.shift() as Grant) : grant)),
    left: again.spare,
  }
}
