/** A shop's pools of unique codes: filled by the shop, and emptied by the mails that leave. */
import { type Coupon, type FreeCode, isExpired } from '../domain/coupon.ts'
import { spread } from '../domain/hash.ts'
import type { Instant } from '../domain/time.ts'
import { CODE_ROWS, FREE_CODES, TAKEN_CODES } from './codecs/code-rows.ts'
import { readRow, readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { encode } from './codecs/read-customer-rows.ts'
import { CODES_PREFIX, type CustomerKey, couponSort, shopKey } from './keys.ts'
import type { RowKey, Table, Write } from './table.ts'

/** A pool is spread over these, so that a broadcast's codes are not all in one partition. */
export const CODE_SHARDS = 16

/** Of the shards of a shop's codes. */
export const codeShard = (shop: string, shard: number): string =>
  `${CODES_PREFIX}${shopKey(shop)}/${shard}`
const placeOf = (shop: string, code: string): string =>
  codeShard(shop, Math.floor(spread(code) * CODE_SHARDS))

const freeKey = (shop: string, pool: string, code: string): RowKey => ({
  pk: placeOf(shop, code),
  sk: `${FREE_CODES}${pool}#${code}`,
})
const takenKey = (shop: string, pool: string, code: string): RowKey => ({
  pk: placeOf(shop, code),
  sk: `${TAKEN_CODES}${pool}#${code}`,
})

const CODES_AT_A_TIME = 500

export type CodePool = { readonly shop: string; readonly pool: string }

export type AddedCodes = { readonly added: number; readonly known: number }

/**
 * Adds codes to a pool; safe to repeat. One that is there, or was taken, is left as it is.
 *
 * @example await addCodes(table, { shop: 'acme', pool: 'win-back' }, [{ code: 'WB-1' }], now) // { added: 1, known: 0 }
 */
export async function addCodes(
  table: Table,
  { shop, pool }: CodePool,
  codes: readonly FreeCode[],
  now: Instant,
): Promise<AddedCodes> {
  let added = 0
  for (let from = 0; from < codes.length; from += CODES_AT_A_TIME) {
    const some = codes.slice(from, from + CODES_AT_A_TIME)
    const taken = await Promise.all(some.map(({ code }) => table.get(takenKey(shop, pool, code))))
    const results = await table.write(
      some
        .filter((_, i) => taken[i] === undefined)
        .map(({ code, expiresAt }) => ({
          put: {
            ...freeKey(shop, pool, code),
            ...{ pool, code, addedAt: now },
            ...(expiresAt !== undefined && { expiresAt }),
          },
          on: { absent: true },
        })),
    )
    added += results.filter(({ done }) => done).length
  }
  return { added, known: codes.length - added }
}

/**
 * The free codes of one shard of a pool that can still be given, page by page. Those that have expired
 * are removed on the way, so that they are passed over once.
 */
export async function* eachFreeCode(
  table: Table,
  { shop, pool, shard }: CodePool & { readonly shard: number },
  now: Instant,
): AsyncIterable<FreeCode> {
  const prefix = `${FREE_CODES}${pool}#`
  let after = prefix
  for (;;) {
    const rows = await table.query(codeShard(shop, shard), {
      prefix,
      after,
      limit: CODES_AT_A_TIME,
    })
    const codes = readRows(CODE_ROWS['free-code'], rows)
    await removeFree(
      table,
      { shop, pool },
      codes.filter((code) => isExpired(code, now)),
    )
    yield* codes.filter((code) => !isExpired(code, now))
    const last = rows.at(-1)
    if (!last || rows.length < CODES_AT_A_TIME) return
    after = last.sk
  }
}

const removeFree = (
  table: Table,
  { shop, pool }: CodePool,
  codes: readonly Pick<FreeCode, 'code'>[],
) =>
  table.write(
    codes.map(({ code }) => ({ remove: freeKey(shop, pool, code), on: { equals: { code } } })),
  )

/** Whose coupon a code becomes. */
export type CouponOwner = {
  readonly shop: string
  readonly key: CustomerKey
  readonly campaign: string
  /** The number of the journey. */
  readonly n: number
}

/**
 * The writes by which a journey takes a free code, to be committed with the claim of its first mail.
 * They conflict where it was taken by another.
 */
export function takeCode(
  { shop, key, campaign, n }: CouponOwner,
  { pool, code, expiresAt }: Coupon,
  now: Instant,
): readonly Write[] {
  const coupon = { campaign, n, pool, code, takenAt: now }
  return [
    { remove: freeKey(shop, pool, code), on: { equals: { code } } },
    { put: { ...takenKey(shop, pool, code), pool, code, takenAt: now }, on: { absent: true } },
    {
      put: encode('coupon', key, { ...coupon, ...(expiresAt !== undefined && { expiresAt }) }),
      on: { absent: true },
    },
  ]
}

/**
 * The coupon that a journey has already; undefined if none was taken for it.
 *
 * @param entries numbers of journeys that are one, in the order in which they are asked
 */
export async function loadCoupon(
  table: Table,
  {
    key,
    campaign,
    entries,
  }: Pick<CouponOwner, 'key' | 'campaign'> & { readonly entries: readonly number[] },
): Promise<Coupon | undefined> {
  for (const n of entries) {
    const row = await table.get({ pk: key, sk: couponSort(campaign, n) })
    const stored = readRow(CUSTOMER_ROWS.coupon, row)
    if (!stored) continue
    const { pool, code, expiresAt } = stored
    return { pool, code, ...(expiresAt !== undefined && { expiresAt }) }
  }
  return undefined
}

/**
 * Removes those of some codes that an older copy of the rows takes for free although they were taken.
 *
 * @returns how many there were
 */
export async function removeTaken(
  table: Table,
  { shop, pool }: CodePool,
  codes: readonly string[],
): Promise<number> {
  const taken = await Promise.all(codes.map((code) => table.get(takenKey(shop, pool, code))))
  const results = await removeFree(
    table,
    { shop, pool },
    codes.filter((_, i) => taken[i] !== undefined).map((code) => ({ code })),
  )
  return results.filter(({ done }) => done).length
}

/** The pools of the codes that a shop's mails have given, by code; reads all of them. */
export async function takenCodes(table: Table, shop: string): Promise<ReadonlyMap<string, string>> {
  const pools = new Map<string, string>()
  for (let shard = 0; shard < CODE_SHARDS; shard++) {
    const rows = await table.query(codeShard(shop, shard), { prefix: TAKEN_CODES })
    for (const { pool, code } of readRows(CODE_ROWS['taken-code'], rows)) pools.set(code, pool)
  }
  return pools
}

export type PoolCount = { readonly pool: string; readonly free: number; readonly taken: number }

/** How many codes each pool of a shop has; reads all of them. */
export async function countCodes(table: Table, shop: string): Promise<readonly PoolCount[]> {
  const pools = new Map<string, { free: number; taken: number }>()
  const count = (pool: string, what: 'free' | 'taken'): void => {
    const counted = pools.get(pool) ?? { free: 0, taken: 0 }
    counted[what]++
    pools.set(pool, counted)
  }
  for (let shard = 0; shard < CODE_SHARDS; shard++) {
    const rows = await table.query(codeShard(shop, shard))
    const taken = new Set<string>()
    for (const { pool, code } of readRows(CODE_ROWS['taken-code'], rows)) {
      count(pool, 'taken')
      taken.add(`${pool}#${code}`)
    }
    // In a copy that was restored both rows may be there: see removeTaken.
    for (const { pool, code } of readRows(CODE_ROWS['free-code'], rows))
      if (!taken.has(`${pool}#${code}`)) count(pool, 'free')
  }
  return [...pools]
    .map(([pool, counted]) => ({ pool, ...counted }))
    .toSorted((a, b) => (a.pool < b.pool ? -1 : 1))
}
