import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import {
  WAKE_AGAIN_AFTER_MS,
  type WakePorts,
  wakeDueCustomers,
} from '../../../functions/pipeline/reactions/wake-due-customers.ts'
import { type CustomerKey, STATE, wakeShardOf } from '../../../functions/store/keys.ts'
import { type Table, WAKE_SHARDS } from '../../../functions/store/table.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import { days, NOON, order } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

let store: TemporaryTable
const stores: TemporaryTable[] = []
beforeEach(() => {
  store = temporaryTable()
  stores.push(store)
})
afterAll(() => {
  for (const { stop } of stores) stop()
})

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `c-${i}`)

/** Customers who fall into one and the same shard. */
function inOneShard(count: number): readonly CustomerKey[] {
  const found: CustomerKey[] = []
  const shard = wakeShardOf(keyOf('c-0'))
  for (let i = 0; found.length < count; i++)
    if (wakeShardOf(keyOf(`c-${i}`)) === shard) found.push(keyOf(`c-${i}`))
  return found
}

const DECIDED = {
  class: 'prospect',
  purchases: 0,
  monetaryMinor: 0,
  settingsVersion: 1,
  version: 1,
} as const

const askToWake = (keys: readonly CustomerKey[], at = NOON) =>
  store.table.write(
    keys.map((pk, i) => ({
      put: {
        pk,
        sk: STATE,
        ...DECIDED,
        wakeAt: at - keys.length + i,
        wakeShard: wakeShardOf(pk),
      },
    })),
  )

/** Takes the key out of the index, as a decision with nothing ahead does. */
const letSleep = (pk: CustomerKey) => store.table.write([{ put: { pk, sk: STATE, ...DECIDED } }])

const failAfter = async (done: Promise<unknown>): Promise<never> => {
  await done
  throw new Error('no such zone')
}

const waker = (ports: Partial<WakePorts>) =>
  wakeDueCustomers({
    table: store.table,
    now: () => NOON,
    react: letSleep,
    onFailure: async () => {},
    mayGoOn: () => true,
    ...ports,
  })

describe('the waker', () => {
  it('wakes everyone who is due, once, and no other customer', async () => {
    const due = names(200).map(keyOf)
    await askToWake(due)
    await askToWake(['later-1', 'later-2'].map(keyOf), NOON + MINUTE_MS)
    const woken: string[] = []
    const count = await waker({
      react: async (key) => {
        woken.push(key)
        await letSleep(key)
      },
    })
    expect(count).toBe(200)
    expect(woken.toSorted()).toEqual(due.toSorted())
    expect(new Set(due.map(wakeShardOf)).size).toBeGreaterThan(WAKE_SHARDS / 2)
  })

  it('wakes the longest due first within a shard', async () => {
    const keys = inOneShard(60)
    await askToWake(keys)
    const woken: string[] = []
    await waker({
      react: async (key) => {
        woken.push(key)
        await letSleep(key)
      },
    })
    // Within 25 at a time they run side by side.
    expect(woken.slice(0, 25).toSorted()).toEqual(keys.slice(0, 25).toSorted())
    expect(woken).toHaveLength(60)
  })

  it('lets no number of failing customers block those behind them, and reports each once', async () => {
    const keys = inOneShard(90)
    await askToWake(keys)
    const failing = new Set(keys.slice(0, 60))
    const reported: string[] = []
    const woken: string[] = []
    const count = await waker({
      react: async (key) => {
        if (failing.has(key)) throw new Error('no such zone')
        woken.push(key)
        await letSleep(key)
      },
      onFailure: async (key) => {
        reported.push(key)
      },
    })
    expect(woken.toSorted()).toEqual(keys.slice(60).toSorted())
    expect(reported.toSorted()).toEqual([...failing].toSorted())
    expect(count).toBe(30)
  })

  it('leaves a customer who failed alone for a quarter of an hour, and then tries again', async () => {
    const [key] = inOneShard(1) as [CustomerKey]
    await askToWake([key])
    let reported = 0
    const runAt = (now: number) =>
      waker({
        now: () => now,
        react: () => Promise.reject(new Error('no such zone')),
        onFailure: async () => {
          reported++
        },
      })
    for (let minute = 0; minute < 60; minute++) await runAt(NOON + minute * MINUTE_MS)
    expect(reported).toBe(4)
    expect(WAKE_AGAIN_AFTER_MS).toBe(15 * MINUTE_MS)
    expect(await store.table.due(wakeShardOf(key), NOON + 60 * MINUTE_MS, 10)).toEqual([
      { pk: key, wakeAt: NOON + 60 * MINUTE_MS },
    ])
  })

  it('moves no wake of a customer for whom another decided meanwhile', async () => {
    const [key] = inOneShard(1) as [CustomerKey]
    const put = { pk: key, sk: STATE, ...DECIDED, wakeShard: wakeShardOf(key) }
    await store.table.write([{ put: { ...put, wakeAt: NOON } }])
    const decidedByAnother = { ...put, wakeAt: NOON + MINUTE_MS, version: 2 }
    await waker({ react: () => failAfter(store.table.write([{ put: decidedByAnother }])) })
    expect(await store.table.get({ pk: key, sk: STATE })).toEqual(decidedByAnother)

    // Between reading the state and moving its wake, too.
    await store.table.write([{ put: { ...put, wakeAt: NOON } }])
    const query: Table['query'] = async (pk, range) => {
      const rows = await store.table.query(pk, range)
      await store.table.write([{ put: decidedByAnother }])
      return rows
    }
    await waker({ table: { ...store.table, query }, react: () => failAfter(Promise.resolve()) })
    expect(await store.table.get({ pk: key, sk: STATE })).toEqual(decidedByAnother)
  })

  it('reaches those behind the ones who failed and could not even be moved', async () => {
    const keys = inOneShard(90)
    await askToWake(keys)
    const failing = new Set(keys.slice(0, 60))
    const reported: string[] = []
    const count = await waker({
      table: { ...store.table, write: () => Promise.reject(new Error('throttled')) },
      react: (key) => (failing.has(key) ? failAfter(Promise.resolve()) : letSleep(key)),
      onFailure: async (key) => {
        reported.push(key)
      },
    })
    expect(count).toBe(30)
    expect(reported.toSorted()).toEqual([...failing].toSorted())
  })

  it('takes on a shard in small groups however many are due, and asks for its time between them', async () => {
    await askToWake(inOneShard(400))
    let [running, most, asked] = [0, 0, 0]
    const count = await waker({
      react: async (key) => {
        most = Math.max(most, ++running)
        await letSleep(key)
        running--
      },
      mayGoOn: () => ++asked > 0,
    })
    expect(count).toBe(400)
    expect(most).toBeLessThanOrEqual(25)
    expect(asked).toBeGreaterThanOrEqual(400 / 25 + WAKE_SHARDS)
  })

  it('takes on nothing more when its time is over, and the rest is due next time', async () => {
    const keys = inOneShard(60)
    await askToWake(keys)
    let rounds = 0
    const isFirstRound = () => ++rounds <= WAKE_SHARDS
    expect(await waker({ mayGoOn: () => false })).toBe(0)
    const first = await waker({ mayGoOn: isFirstRound })
    expect(first).toBeGreaterThan(0)
    expect(first + (await waker({}))).toBe(60)
  })

  it('decides: a customer who did not buy for 90 days is dormant, and the key is removed', async () => {
    const shop = decidedShop(store.table, { campaigns: [] })
    for (const customer of names(20)) {
      await shop.record(customer, { orders: [order('o-1', NOON)] })
      await shop.react(customer)
    }
    shop.clock.now = NOON + days(90) - 1
    const wake = () =>
      waker({ now: shop.ports.now, react: (key) => reactToCustomer(key, shop.ports) })
    expect(await wake()).toBe(0)
    shop.clock.now = NOON + days(90)
    expect(await wake()).toBe(20)
    expect(await wake()).toBe(0)
    expect(await shop.row('c-7', STATE)).toMatchObject({ class: 'dormant', version: 2 })
  })
})
