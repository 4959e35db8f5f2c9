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
import { messageSort } from '../../domain/message-ref.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { poolRevision } from '../../store/code-waiters.ts'
import {
  CODE_SHARDS,
  type CodePool,
  eachFreeCode,
  loadCoupon,
  removeTaken,
} from '../../store/codes.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { RowKey, Table } from '../../store/table.ts'

/** For whom a mail is written. */
export type CouponFor = {
  readonly shop: string
  readonly key: CustomerKey
  readonly message: MessageOf<'due'>
  readonly rule: CampaignCoupon
  /** Of the journeys whose code it is (`entryNumbers`). */
  readonly entries: readonly number[]
}

export type GivenCoupon =
  | { readonly outcome: 'given'; readonly coupon: Coupon; readonly isNew: boolean }
  /** What an earlier mail of the journey promised is over. */
  | { readonly outcome: 'expired' }
  /** At `revision` (store/code-waiters.ts), or because other mails have the last ones in hand. */
  | ({ readonly outcome: 'none-left'; readonly revision: string | undefined } & CodePool)
  | { readonly outcome: 'in-hand' }

/** Each is of the row of a message. */
export type Coupons = {
  /** The same one for the same message, until one of the others is called for it. */
  readonly give: (to: CouponFor) => Promise<GivenCoupon>
  /** Its mail has taken the code. */
  readonly taken: (message: RowKey) => void
  /** No mail of this process takes it now, so another message may have it. */
  readonly release: (message: RowKey) => void
  /** The code was not free any more: the next call of `give` gives another. */
  readonly discard: (message: RowKey) => Promise<void>
}

const MOST_IN_HAND = 200
/** How long an empty pool whose revision stays is not read again. */
const LOOK_AGAIN_AFTER_MS = 10 * MINUTE_MS
/** In the whole pool, as far as was read. */
const FEW = 50

type CouponPorts = {
  readonly table: Table
  readonly now: () => Instant
  /** At most once an hour for each pool, in each process. */
  readonly onFewLeft: (shop: string, pool: string, left: number) => void
}

type Held = CodePool & { readonly free: FreeCode }
/** Of the pool that was found empty. */
type Empty = { readonly revision: string | undefined }

/** @example const coupons = makeCoupons({ table, now, onFewLeft }) */
export function makeCoupons({ table, now, onFewLeft }: CouponPorts): Coupons {
  /** By the row of the message whose mail has it. */
  const held = new Map<string, Held>()
  const inHand = new Map<string, FreeCode[]>()
  const empty = new Map<string, Empty & { readonly until: Instant }>()
  const warnedAt = new Map<string, Instant>()

  async function give({ shop, key, message, rule, entries }: CouponFor): Promise<GivenCoupon> {
    const own = await loadCoupon(table, { key, campaign: message.campaign, entries })
    if (own)
      return isExpired(own, now())
        ? { outcome: 'expired' }
        : { outcome: 'given', coupon: own, isNew: false }
    const name = nameOf({ pk: key, sk: messageSort(message) })
    const known = held.get(name)?.free
    if (known && isExpired(known, now())) held.delete(name)
    const of = { shop, pool: rule.pool }
    const free = held.get(name)?.free ?? inHandOf(of) ?? (await refill(of, name))
    if ('revision' in free) {
      if ([...held.values()].some((one) => poolName(one) === poolName(of)))
        return { outcome: 'in-hand' }
      return { outcome: 'none-left', ...of, ...free }
    }
    held.set(name, { ...of, free })
    return { outcome: 'given', coupon: couponOf(rule, free, now()), isNew: true }
  }

  function inHandOf(of: CodePool): FreeCode | undefined {
    const some = inHand.get(poolName(of)) ?? []
    for (let free = some.pop(); free; free = some.pop()) if (!isExpired(free, now())) return free
    return undefined
  }

  /** Begins in a shard of its own, and in an order of its own, so that senders seldom meet. */
  async function refill(of: CodePool, name: string): Promise<FreeCode | Empty> {
    // Before the codes, so that it is another one if some are added meanwhile.
    const revision = await poolRevision(table, of)
    const before = empty.get(poolName(of))
    if (before && before.revision === revision && now() < before.until) return { revision }
    const isHeld = new Set([...held.values()].map(({ free }) => free.code))
    const found: FreeCode[] = []
    const first = Math.floor(spread(name) * CODE_SHARDS)
    for (let i = 0; i < CODE_SHARDS && found.length <= FEW; i++) {
      const shard = (first + i) % CODE_SHARDS
      for await (const free of eachFreeCode(table, { ...of, shard }, now())) {
        if (!isHeld.has(free.code)) found.push(free)
        if (found.length === MOST_IN_HAND) break
      }
    }
    if (found.length <= FEW) warn(of, found.length)
    found.sort((a, b) => spread(name + a.code) - spread(name + b.code))
    const free = found.pop()
    inHand.set(poolName(of), found)
    if (free) return free
    empty.set(poolName(of), { revision, until: now() + LOOK_AGAIN_AFTER_MS })
    return { revision }
  }

  function warn(of: CodePool, left: number): void {
    const name = poolName(of)
    if (now() < (warnedAt.get(name) ?? Number.NEGATIVE_INFINITY) + HOUR_MS) return
    warnedAt.set(name, now())
    onFewLeft(of.shop, of.pool, left)
  }

  return {
    give,
    taken: (message) => {
      held.delete(nameOf(message))
    },
    release: (message) => {
      const left = held.get(nameOf(message))
      held.delete(nameOf(message))
      if (left) inHand.get(poolName(left))?.push(left.free)
    },
    discard: async (message) => {
      const gone = held.get(nameOf(message))
      held.delete(nameOf(message))
      if (!gone) return
      // Others take from what was read here, so it is read again.
      const others = inHand.get(poolName(gone)) ?? []
      inHand.delete(poolName(gone))
      // In a copy that was restored many may look free; then those at hand are looked at together.
      if ((await removeTaken(table, gone, [gone.free.code])) > 0)
        await removeTaken(
          table,
          gone,
          others.map(({ code }) => code),
        )
    },
  }
}

const nameOf = ({ pk, sk }: RowKey): string => `${pk} ${sk}`

const poolName = ({ shop, pool }: CodePool): string => `${shop}/${pool}`
