/**
 * Whose turn it is to send: one line for the whole account, however many senders there are. A turn
 * is an instant; a sender that gets none learns when to come back, and why.
 *
 * The line is first come, first served across shops: with one line no sender waits longer than the
 * line is long, and marketing leaves room in it for service mail.
 */

import { spread } from '../hash.ts'
import type { Provider } from '../provider.ts'
import { DAY_MS, dayOf, type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import {
  type AccountPace,
  pruneAccount,
  quotaFreesAt,
  quotaRoom,
  savedMs,
  sendIntervalOf,
  takeSend,
} from './pace-account.ts'
import { believable, comeLater, turnAt } from './pace-line.ts'
import {
  countSend,
  pruneShop,
  type ShopPace,
  type SoftStart,
  slowTurn,
  softStartRoom,
} from './pace-shop.ts'
import { admittance, beginProbe } from './pace-stop.ts'

export type Ask = {
  readonly shop: string
  readonly provider: Provider
  readonly marketing: boolean
}

export type ParkReason =
  | 'pace-line-stopped'
  | 'pace-soft-start'
  | 'pace-provider-slow'
  | 'pace-daily-quota'
  | 'pace-too-far-ahead'

export type Park = { readonly turn: 'park'; readonly until: Instant; readonly reason: ParkReason }

export type Grant =
  /** `probe`: the line is stopped, and this send tests whether it moves again. */
  { readonly turn: 'go'; readonly at: number; readonly probe: boolean } | Park

export type PaceSettings = {
  /** How far ahead a turn may be; service mail looks further, so that a campaign leaves it room. */
  readonly aheadMs: { readonly marketing: number; readonly service: number }
}

export const PACE: PaceSettings = {
  aheadMs: { marketing: 20 * SECOND_MS, service: 30 * SECOND_MS },
}

export type ShopPacing = { readonly pace: ShopPace; readonly softStart: SoftStart | null }

export type TurnRequest = {
  readonly account: AccountPace
  /** Every shop that is asked for. */
  readonly shops: ReadonlyMap<string, ShopPacing>
  readonly asks: readonly Ask[]
  readonly now: Instant
  /** Different for everyone who asks, so that those parked together do not come back together. */
  readonly seed: string
  readonly settings: PaceSettings
  /**
   * Earlier turns that were reserved but not used, earliest first; they are used before new ones.
   */
  readonly spare?: readonly number[]
}

export type Reserved = {
  /** The rows as they will be; the same objects if nothing changed. */
  readonly account: AccountPace
  readonly shops: ReadonlyMap<string, ShopPace>
  /** One for each ask, in their order. */
  readonly grants: readonly Grant[]
  readonly spare: readonly number[]
}

/** Those that wait for the same instant come back over so long a time. */
const STOP_SPREAD_MS = 10 * MINUTE_MS
const QUOTA_SPREAD_MS = 30 * MINUTE_MS

type Rows = { readonly account: AccountPace; readonly shop: ShopPace }

/**
 * Gives each ask its turn, in their order. Turns are evenly spaced, 2.5% slower than the account's
 * rate; the 24 hours before any turn have room for it.
 *
 * @example
 * reserve({ account, shops, asks: [{ shop: 'tea', provider: 'gmail', marketing: true }], ... })
 *   .grants // [{ turn: 'go', at: 1782907200000, probe: false }]
 */
export function reserve(asked: TurnRequest): Reserved {
  const { now, settings } = asked
  const intervalMs = sendIntervalOf(asked.account, now)
  const latest = now + 2 * settings.aheadMs.service + intervalMs
  let account = pruneAccount(believable(asked.account, latest), now)
  const shops = new Map([...asked.shops].map(([shop, { pace }]) => [shop, pruneShop(pace, now)]))
  const spare = [...(asked.spare ?? [])]
  const grants = asked.asks.map((ask, i): Grant => {
    const standing = asked.shops.get(ask.shop)
    const shop = shops.get(ask.shop)
    if (!standing || !shop) throw new Error(`the pace of shop ${ask.shop} is not loaded`)
    const scatter = spread(`${asked.seed}#${i}`)
    const one: TurnCase = { ask, now, intervalMs, scatter, spare: spare[0], settings }
    const { rows, grant } = decideTurn({ account, shop }, standing.softStart, one)
    if (grant.turn === 'go') spare.shift()
    account = rows.account
    shops.set(ask.shop, rows.shop)
    return grant
  })
  return { account, shops, grants, spare }
}

type TurnCase = {
  readonly ask: Ask
  readonly now: Instant
  readonly intervalMs: number
  /** From 0 to 1, not reached. */
  readonly scatter: number
  readonly spare: number | undefined
  readonly settings: PaceSettings
}

type TurnDecision = { readonly rows: Rows; readonly grant: Grant }

const parkUntil = (until: number, reason: ParkReason): Park => ({
  turn: 'park',
  until: Math.ceil(until),
  reason,
})

/** @param scatter from 0 to 1, not reached: other for each of those that wait */
export const parkAtStop = (until: Instant, scatter: number): Park =>
  parkUntil(until + scatter * STOP_SPREAD_MS, 'pace-line-stopped')

export const parkAtQuota = (account: AccountPace, at: number, scatter: number): Park =>
  parkUntil(quotaFreesAt(account, at) + scatter * QUOTA_SPREAD_MS, 'pace-daily-quota')

const park = (rows: Rows, grant: Park): TurnDecision => ({ rows, grant })

/** Limits are checked first, so that a send that has to wait takes no turn. */
function decideTurn(rows: Rows, softStart: SoftStart | null, one: TurnCase): TurnDecision {
  const { ask, now, intervalMs, scatter, spare } = one
  const { account, shop } = rows
  const doors = [admittance(account, now), admittance(shop, now)]
  const shut = doors.filter((door) => typeof door === 'number')
  if (shut.length > 0) return park(rows, parkAtStop(Math.max(...shut), scatter))

  const at = spare ?? turnAt(account, now - savedMs(account, intervalMs))
  if (ask.marketing) {
    if (softStartRoom(shop, ask.provider, softStart, at) <= 0)
      return park(rows, parkUntil((dayOf(at) + 1 + scatter) * DAY_MS, 'pace-soft-start'))
    const slow = slowTurn(shop, ask.provider, intervalMs, { at, now })
    if (slow !== 'go')
      return park({ account, shop: slow.row }, parkUntil(slow.until, 'pace-provider-slow'))
  }
  const full = spare === undefined ? accountFull(rows, at, one) : undefined
  if (full) return full

  const probed = {
    account: doors[0] === 'probe' ? beginProbe(account, now) : account,
    shop: doors[1] === 'probe' ? beginProbe(shop, now) : shop,
  }
  return {
    rows: {
      account: spare === undefined ? takeSend(probed.account, at, now) : probed.account,
      shop: countSend(probed.shop, ask, intervalMs, { at, now }),
    },
    grant: { turn: 'go', at, probe: doors.includes('probe') },
  }
}

function accountFull(rows: Rows, at: number, one: TurnCase): TurnDecision | undefined {
  const { ask, now, intervalMs, scatter, settings } = one
  const { account, shop } = rows
  if (quotaRoom(account, at) < 1) return park(rows, parkAtQuota(account, at, scatter))
  const aheadMs = settings.aheadMs[ask.marketing ? 'marketing' : 'service']
  if (at <= now + aheadMs) return undefined
  const { line, until } = comeLater(account, intervalMs, aheadMs)
  return park({ account: line, shop }, parkUntil(until, 'pace-too-far-ahead'))
}
