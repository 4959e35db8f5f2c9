/**
 * The code of a mail. A journey keeps the one that its first mail took; a mail that is written for
 * the first time is given one that is free, and takes it with its claim (claim-message.ts), so that a
 * code is never mailed twice and a mail that never left has taken none.
 */
import {
  type CampaignCoupon,
  type Coupon,
  couponOf,
  type FreeCode,
  isExpired,
} from '../../domain/coupon.ts'
import { spread } from '../../domain/hash.ts'
import type { MessageOf } from '../../domain/message.ts'
import { mailedIdOf } from '../../domain/message-ref.ts'
import { HOUR_MS, type Instant } from '../../domain/time.ts'
import { CODE_SHARDS, freeCodes, loadCoupon, removeTaken } from '../../store/codes.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'

/** For whom a mail is written. */
export type CouponFor = {
  readonly shop: string
  readonly key: CustomerKey
  readonly message: MessageOf<'due'>
  readonly rule: CampaignCoupon
}

export type GivenCoupon =
  | { readonly outcome: 'given'; readonly coupon: Coupon; readonly isNew: boolean }
  /** What an earlier mail of the journey promised is over. */
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'none-left' }

export type Coupons = {
  /** The same one for the same message, until it is released. */
  readonly give: (to: CouponFor) => Promise<GivenCoupon>
  /** After the message was claimed, or will not be by this process now. */
  readonly release: (key: CustomerKey, message: MessageOf<'due'>, was: 'taken' | 'left') => void
  /** It was not free any more: the next call of `give` gives another. */
  readonly discard: (to: Omit<CouponFor, 'rule'>, coupon: Coupon) => Promise<void>
}

/** Read at a time from one shard. */
const CODES_AT_A_TIME = 100
/** In the whole pool, as far as was read. */
const FEW = 50

type CouponPorts = {
  readonly table: Table
  readonly now: () => Instant
  /** At most once an hour for each pool, in each process. */
  readonly onFewLeft: (shop: string, pool: string, left: number) => void
}

type Held = { readonly shop: string; readonly pool: string; readonly free: FreeCode }

/** @example const coupons = makeCoupons({ table, now, onFewLeft }) */
export function makeCoupons({ table, now, onFewLeft }: CouponPorts): Coupons {
  /** By the id of the message whose mail has it. */
  const held = new Map<string, Held>()
  const inHand = new Map<string, FreeCode[]>()
  const warnedAt = new Map<string, Instant>()

  async function give({ shop, key, message, rule }: CouponFor): Promise<GivenCoupon> {
    const name = mailedIdOf(key, message)
    const own = await loadCoupon(table, { key, campaign: message.campaign, n: message.n })
    if (own) {
      putBack(name)
      return isExpired(own, now())
        ? { outcome: 'expired' }
        : { outcome: 'given', coupon: own, isNew: false }
    }
    const free = held.get(name)?.free ?? (await next(shop, rule.pool, name))
    if (!free) return { outcome: 'none-left' }
    held.set(name, { shop, pool: rule.pool, free })
    return { outcome: 'given', coupon: couponOf(rule, free, now()), isNew: true }
  }

  async function next(shop: string, pool: string, name: string): Promise<FreeCode | undefined> {
    const some = inHand.get(poolName(shop, pool)) ?? []
    for (let free = some.pop(); free; free = some.pop()) if (!isExpired(free, now())) return free
    return refill(shop, pool, name)
  }

  /** Begins in a shard of its own, and in an order of its own, so that senders seldom meet. */
  async function refill(shop: string, pool: string, name: string): Promise<FreeCode | undefined> {
    const isHeld = new Set([...held.values()].map(({ free }) => free.code))
    const found: FreeCode[] = []
    const first = Math.floor(spread(name) * CODE_SHARDS)
    for (let i = 0; i < CODE_SHARDS && found.length <= FEW; i++) {
      const shard = (first + i) % CODE_SHARDS
      for (const free of await freeCodes(table, { shop, pool, shard }, CODES_AT_A_TIME))
        if (!isExpired(free, now()) && !isHeld.has(free.code)) found.push(free)
    }
    if (found.length <= FEW) warn(shop, pool, found.length)
    found.sort((a, b) => spread(name + a.code) - spread(name + b.code))
    const free = found.pop()
    inHand.set(poolName(shop, pool), found)
    return free
  }

  function warn(shop: string, pool: string, left: number): void {
    const name = poolName(shop, pool)
    if (now() < (warnedAt.get(name) ?? Number.NEGATIVE_INFINITY) + HOUR_MS) return
    warnedAt.set(name, now())
    onFewLeft(shop, pool, left)
  }

  function putBack(name: string): void {
    const left = held.get(name)
    held.delete(name)
    if (left) inHand.get(poolName(left.shop, left.pool))?.push(left.free)
  }

  return {
    give,
    release: (key, message, was) => {
      const name = mailedIdOf(key, message)
      if (was === 'left') putBack(name)
      else held.delete(name)
    },
    discard: async ({ shop, key, message }, { pool, code }) => {
      held.delete(mailedIdOf(key, message))
      // Others take from what was read here, so it is read again.
      const others = inHand.get(poolName(shop, pool)) ?? []
      inHand.delete(poolName(shop, pool))
      // In a copy that was restored many may look free; then those at hand are looked at together.
      if ((await removeTaken(table, { shop, pool }, [code])) > 0)
        await removeTaken(
          table,
          { shop, pool },
          others.map((one) => one.code),
        )
    },
  }
}

const poolName = (shop: string, pool: string): string => `${shop}/${pool}`
