import { afterAll, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../functions/domain/time.ts'
import {
  isOfPurchase,
  leaveOrReact,
  makePurchasesThatWait,
  type PurchasesThatWait,
} from '../../../functions/pipeline/reactions/purchases-that-wait.ts'
import { linesSort } from '../../../functions/store/keys.ts'
import type { Table } from '../../../functions/store/table.ts'
import { type DecidedShop, decidedShop, keyOf } from '../../support/decided-shop.ts'
import { consent, NOON, order, policy } from '../../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'

const small = policy({ quietHours: null, mostOrdersOfAPerson: 3 })
const orders = (...ids: readonly string[]) => ids.map((id) => order(id, NOON))

describe.each(STORE_ENGINES)('more orders than a person makes, on $name', (engine) => {
  const starting = engine.start()
  let customers = 0
  afterAll(async () => (await starting).stop())

  async function till(
    made: readonly string[] = ['o-1', 'o-2', 'o-3', 'o-4'],
  ): Promise<{ shop: DecidedShop; id: string; waits: PurchasesThatWait; table: Table }> {
    const { table }: StoreUnderTest = await starting
    const shop = decidedShop(table, { policy: small })
    const id = `till-${++customers}`
    await shop.recordConsenting(id, { orders: orders(...made) })
    const waits = makePurchasesThatWait({ table, now: () => shop.clock.now })
    return { shop, id, waits, table }
  }
  const purchase = ({ shop, id, waits }: Awaited<ReturnType<typeof till>>, isPurchase = true) =>
    leaveOrReact(waits, keyOf(id), isPurchase, () => shop.react(id))

  it('leaves their next purchases to one decision within the hour, and counts all of them', async () => {
    const at = await till()
    expect(await purchase(at)).toMatchObject({ outcome: 'committed', isNotAPerson: true })
    expect(await at.shop.row(at.id, 'state')).toMatchObject({ manyOrders: 4 })
    for (const id of ['o-5', 'o-6']) {
      at.shop.clock.now += 60_000
      await at.shop.record(at.id, { orders: orders(id) })
      expect(await purchase(at)).toEqual({ outcome: 'waits' })
    }
    const state = await at.shop.row(at.id, 'state')
    expect(state).toMatchObject({ manyOrders: 4, wakeAt: NOON + 60_000 + HOUR_MS })
    at.shop.clock.now = Number(state?.wakeAt)
    expect(await purchase(at)).toMatchObject({ outcome: 'committed' })
    expect(await at.shop.row(at.id, 'state')).toMatchObject({ manyOrders: 6, purchases: 6 })
  })

  it('decides for a person at once, and reads nothing more for it', async () => {
    const at = await till(['o-1', 'o-2'])
    for (const id of ['o-3', 'o-4']) {
      expect((await purchase(at)).outcome).not.toBe('waits')
      await at.shop.record(at.id, { orders: orders(id) })
    }
    expect(await purchase(at)).toMatchObject({ isNotAPerson: true })
  })

  it('decides at once for anything else, and with it for the purchases that waited', async () => {
    const at = await till()
    await purchase(at)
    await at.shop.record(at.id, { orders: orders('o-5') })
    await purchase(at)
    await at.shop.record(at.id, { consents: [consent(NOON, { act: 'withdrawn' })] })
    expect(await purchase(at, false)).toMatchObject({ outcome: 'committed' })
    expect(await at.shop.row(at.id, 'state')).toMatchObject({ manyOrders: 5 })
  })

  it('never moves a wake that comes earlier, and decides if it is due', async () => {
    const at = await till()
    await purchase(at)
    await at.shop.record(at.id, { orders: orders('o-5') })
    await purchase(at)
    const wakeAt = (await at.shop.row(at.id, 'state'))?.wakeAt
    at.shop.clock.now += HOUR_MS / 2
    expect(await purchase(at)).toEqual({ outcome: 'waits' })
    expect(await at.shop.row(at.id, 'state')).toMatchObject({ wakeAt })
    at.shop.clock.now = Number(wakeAt)
    expect((await purchase(at)).outcome).not.toBe('waits')
  })

  it('counts a purchase that comes while a decision which has not read it is being made', async () => {
    const at = await till()
    await purchase(at)
    let isFirst = true
    const interrupted: Table = {
      ...at.table,
      async query(key, range) {
        const rows = await at.table.query(key, range)
        if (isFirst && range?.prefix === undefined) {
          isFirst = false
          await at.shop.record(at.id, { orders: orders('o-5') })
          expect(await purchase(at)).toEqual({ outcome: 'waits' })
        }
        return rows
      },
    }
    await at.shop.record(at.id, { consents: [consent(NOON, { act: 'withdrawn' })] })
    await at.shop.react(at.id, interrupted)
    const state = await at.shop.row(at.id, 'state')
    const isCounted = state?.manyOrders === 5
    expect(isCounted || Number(state?.wakeAt) <= at.shop.clock.now + HOUR_MS).toBe(true)
  })

  it('is no more so once the policy allows as many', async () => {
    const at = await till()
    await purchase(at)
    at.shop.inForce.settings = { ...at.shop.inForce.settings, policy: policy({}), version: 2 }
    await at.shop.react(at.id)
    expect((await at.shop.row(at.id, 'state'))?.manyOrders).toBeUndefined()
    expect((await purchase(at)).outcome).toBe('unchanged')
  })
})

describe('what is part of a purchase', () => {
  it('is an order, its lines and what it says of the buyer, and nothing that is posted separately', () => {
    const row = (sk: string, fields: object = {}) => ({ pk: 'acme/c-1', sk, ...fields })
    expect(isOfPurchase(row('order#o-1'))).toBe(true)
    expect(isOfPurchase(row(linesSort('o-1')))).toBe(true)
    expect(isOfPurchase(row('profile', { updatedAt: 2, replacedAt: 1 }))).toBe(true)
    expect(isOfPurchase(row('profile', { updatedAt: 2 }))).toBe(true)
    expect(isOfPurchase(row('profile', { updatedAt: 2, replacedAt: 2 }))).toBe(false)
    for (const sk of [
      'refund#r-1',
      'hold#h',
      'preferences',
      'consent#marketing#x#y#granted',
      'new#1',
    ])
      expect(isOfPurchase(row(sk))).toBe(false)
  })
})
