/**
 * Customers whose mail waits for a code, so that new codes wake them:
 *
 * 1. A mail that finds its pool empty is parked and noted here in one transaction. It looks
 *    again only hours later.
 * 2. Each filling gives its pool another revision, after its codes and before it wakes those noted.
 * 3. Who was noted compares the revision with the one read before the pool was found empty, so that
 *    either they see the codes or the filling sees them.
 */
import { randomUUID } from 'node:crypto'
import type { FreeCode } from '../domain/coupon.ts'
import { spread } from '../domain/hash.ts'
import { type Message, withStatus } from '../domain/message.ts'
import { MESSAGE_ROWS } from '../domain/message-ref.ts'
import type { Instant } from '../domain/time.ts'
import { CODE_POOLS, CODE_ROWS, CODE_WAITERS, type StoredCodeWaiter } from './codecs/code-rows.ts'
import { readRow, readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { type AddedCodes, addCodes, CODE_SHARDS, type CodePool, codeShard } from './codes.ts'
import { putMessage } from './customers.ts'
import { customerBehind, idOf, wokenBy } from './identity.ts'
import { type CustomerKey, customerKey, parseCustomerKey } from './keys.ts'
import type { RowKey, Table, Write } from './table.ts'

/** Why a message without a code is parked. */
export const NO_CODES = 'no-codes'

const shardBy = (shop: string, name: string): string =>
  codeShard(shop, Math.floor(spread(name) * CODE_SHARDS))

const poolKey = ({ shop, pool }: CodePool): RowKey => ({
  pk: shardBy(shop, pool),
  sk: CODE_POOLS + pool,
})

const waiterKey = (shop: string, customer: string): RowKey => ({
  pk: shardBy(shop, customer),
  sk: CODE_WAITERS + customer,
})

/** Another one after each filling; undefined before the first. */
export const poolRevision = async (table: Table, pool: CodePool): Promise<string | undefined> =>
  readRow(CODE_ROWS['code-pool'], await table.get(poolKey(pool)))?.revision

/**
 * Adds codes and wakes as many of the customers who wait for one; safe to repeat.
 *
 * @example await fillPool(table, { shop: 'acme', pool: 'win-back' }, [{ code: 'WB-1' }], now) // { added: 1, known: 0 }
 */
export async function fillPool(
  table: Table,
  pool: CodePool,
  codes: readonly FreeCode[],
  now: Instant,
): Promise<AddedCodes> {
  const added = await addCodes(table, pool, codes, now)
  await table.write([{ put: { ...poolKey(pool), pool: pool.pool, revision: randomUUID() } }])
  await wakeWaiters(table, pool, codes.length, now)
  return added
}

/** To be committed together with the parked message. */
export const noteWaiter = (key: CustomerKey, { shop, pool }: CodePool, now: Instant): Write => ({
  put: { ...waiterKey(shop, idOf(key)), pool, since: now },
})

/** Of someone who is erased. */
export async function forgetWaiter(table: Table, key: CustomerKey): Promise<void> {
  const who = parseCustomerKey(key)
  if (!who) return
  const waiter = waiterKey(who.shop, who.customer)
  const [row] = await table.query(waiter.pk, { prefix: waiter.sk, limit: 1 })
  if (row?.sk === waiter.sk) await table.write([{ remove: waiter }])
}

const WAITERS_AT_A_TIME = 25

async function wakeWaiters(
  table: Table,
  { shop, pool }: CodePool,
  most: number,
  now: Instant,
): Promise<void> {
  let left = most
  for (let shard = 0; shard < CODE_SHARDS && left > 0; shard++) {
    let after = CODE_WAITERS
    for (;;) {
      const range = { prefix: CODE_WAITERS, after, limit: WAITERS_AT_A_TIME }
      const rows = await table.query(codeShard(shop, shard), range)
      const waiting = readRows(CODE_ROWS['code-waiter'], rows)
        .filter((waiter) => waiter.pool === pool)
        .slice(0, left)
      await Promise.all(waiting.map((waiter) => wakeWaiter(table, shop, waiter, now)))
      left -= waiting.length
      const last = rows.at(-1)
      if (!last || rows.length < WAITERS_AT_A_TIME || left <= 0) break
      after = last.sk
    }
  }
}

/** Has all of a customer's mails that wait for a code decided for now. */
async function wakeWaiter(
  table: Table,
  shop: string,
  { customer, since }: StoredCodeWaiter,
  now: Instant,
): Promise<void> {
  await wakeForCode(table, await customerBehind(table, customerKey(shop, customer)), now)
  // Unless they wait again already.
  await table.write([{ remove: waiterKey(shop, customer), on: { equals: { since } } }])
}

const MOST_CONFLICTS = 20

/** @throws if others keep changing the customer */
export async function wakeForCode(table: Table, key: CustomerKey, now: Instant): Promise<void> {
  for (let tries = 0; tries < MOST_CONFLICTS; tries++) {
    const rows = await table.query(key, { prefix: MESSAGE_ROWS })
    const waiting = readRows(CUSTOMER_ROWS.message, rows).filter(waitsForCode)
    if (waiting.length === 0) return
    const woken = await wokenBy(table, key, now)
    const writes = waiting.map((before) => {
      const after = withStatus(before, { status: 'parked', reason: NO_CODES, until: now })
      return putMessage(key, { before, after })
    })
    if ((await table.writeTogether([...writes, ...(woken ? [woken] : [])])) === 'committed') return
  }
  throw new Error(`${key} was changed by others ${MOST_CONFLICTS} times in a row`)
}

const waitsForCode = (message: Message): boolean =>
  message.status === 'parked' && message.reason === NO_CODES
