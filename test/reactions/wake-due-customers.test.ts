import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import { reactToCustomer } from '../../functions/reactions/react-to-customer.ts'
import { type WakePorts, wakeDueCustomers } from '../../functions/reactions/wake-due-customers.ts'
import { type CustomerKey, STATE, wakeShardOf } from '../../functions/store/keys.ts'
import { WAKE_SHARDS } from '../../functions/store/table.ts'
import { decidedShop, keyOf } from '../support/decided-shop.ts'
import { days, NOON, order } from '../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../support/temporary-table.ts'

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

const askToWake = (keys: readonly CustomerKey[], at = NOON) =>
  store.table.write(
    keys.map((pk, i) => ({
      put: { pk, sk: STATE, wakeAt: at - keys.length + i, wakeShard: wakeShardOf(pk) },
    })),
  )

/** Takes the key out of the index, as a decision with nothing ahead does. */
const letSleep = (pk: CustomerKey) => store.table.write([{ put: { pk, sk: STATE } }])

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
  it('wakes everyone who is due, once, and nobody else', async () => {
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

  it('lets no number of failing customers block the others behind them, and tells of each once', async () => {
    const keys = inOneShard(90)
    await askToWake(keys)
    const failing = new Set(keys.slice(0, 60))
    const told: string[] = []
    const woken: string[] = []
    const count = await waker({
      react: async (key) => {
        if (failing.has(key)) throw new Error('no such zone')
        woken.push(key)
        await letSleep(key)
      },
      onFailure: async (key) => {
        told.push(key)
      },
    })
    expect(woken.toSorted()).toEqual(keys.slice(60).toSorted())
    expect(told.toSorted()).toEqual([...failing].toSorted())
    expect(count).toBe(30)
    expect(await store.table.due(wakeShardOf(keys[0] as string), NOON, 100)).toHaveLength(60)
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

  it('decides: who did not buy for 90 days is dormant, and the key is gone', async () => {
    const shop = decidedShop(store.table, { campaigns: [] })
    for (const customer of names(20)) {
      await shop.tell(customer, { orders: [order('o-1', NOON)] })
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
