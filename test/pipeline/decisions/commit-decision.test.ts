import { afterAll, describe, expect, it } from 'vitest'
import { decide } from '../../../functions/domain/decide.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import { wakeShardOf } from '../../../functions/store/keys.ts'
import { MOST_WRITES_TOGETHER, type Table } from '../../../functions/store/table.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import {
  campaign,
  consent,
  days,
  hours,
  NOON,
  order,
  policy,
  refund,
  shopModel,
} from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

let customers = 0
const newCustomer = () => `c-${++customers}`

describe('the wake key', () => {
  const wakeOf = async (customer: string) => {
    const due = await table.due(wakeShardOf(keyOf(customer)), Number.MAX_SAFE_INTEGER, 10_000)
    return due.find(({ pk }) => pk === keyOf(customer))?.wakeAt
  }

  it('stays where it is when it would be later, and the early wake moves it', async () => {
    const shop = decidedShop(table, { campaigns: [] })
    const customer = newCustomer()
    await shop.record(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    expect(await wakeOf(customer)).toBe(NOON + days(90))
    shop.clock.now = NOON + days(10)
    await shop.record(customer, { orders: [order('o-2', NOON + days(10))] })
    expect(await shop.react(customer)).toMatchObject({ decision: { wakeAt: NOON + days(100) } })
    expect(await wakeOf(customer)).toBe(NOON + days(90))
    shop.clock.now = NOON + days(90)
    await shop.react(customer)
    expect(await wakeOf(customer)).toBe(NOON + days(100))
  })

  it('moves at once when it must be earlier', async () => {
    const shop = decidedShop(table, { campaigns: [] })
    const customer = newCustomer()
    await shop.record(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    await shop.record(customer, { refunds: [refund('o-1', NOON + 5)] })
    await shop.react(customer)
    expect(await wakeOf(customer)).toBe(NOON + 5)
  })

  it('goes when it is due and nothing is ahead', async () => {
    const shop = decidedShop(table, { campaigns: [] })
    const customer = newCustomer()
    await shop.record(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    shop.clock.now = NOON + days(90)
    expect((await shop.react(customer)).outcome).toBe('committed')
    expect(await wakeOf(customer)).toBeUndefined()
    const state = await shop.row(customer, 'state')
    expect(state).toMatchObject({ class: 'dormant' })
    expect(state).not.toHaveProperty('wakeShard')
  })

  it('is moved by a wake on which nothing else changes', async () => {
    const shop = decidedShop(table, { campaigns: [] })
    const customer = newCustomer()
    await shop.record(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    await shop.record(customer, { consents: [consent(NOON + 5), consent(NOON + 9)] })
    await shop.react(customer)
    for (const [at, next] of [
      [5, NOON + 9],
      [9, NOON + days(90)],
    ] as const) {
      shop.clock.now = NOON + at
      await shop.react(customer)
      expect(await wakeOf(customer)).toBe(next)
    }
  })
})

describe('a decision by a model', () => {
  it('names the version that provided the threshold, in state and in the change of class', async () => {
    const personalThreshold = { theta: 0.5, minDays: 10, maxDays: 200 }
    const personal = {
      campaigns: [],
      models: [shopModel({ version: 7 })],
      policy: policy({ personalThreshold }),
    }
    const shop = decidedShop(table, personal)
    const customer = newCustomer()
    await shop.record(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    expect(await shop.row(customer, 'state')).toMatchObject({ modelVersion: 7 })
    const { lifecycle } = await loadCustomer(table, keyOf(customer))
    expect(lifecycle).toMatchObject([{ to: 'first-time', modelVersion: 7 }])
  })
})

describe('a decision larger than one transaction', () => {
  const hourly = campaign({
    id: 'care',
    start: { kind: 'class-entered', class: 'first-time' },
    steps: [
      {
        id: 'tip',
        template: 'tip',
        afterMs: 0,
        repeat: { everyMs: hours(1), while: 'first-time' },
      },
    ],
    locales: { tip: ['en'] },
  })

  it('is committed in parts, ends as it would have at once, and loses nothing', async () => {
    const shop = decidedShop(table, { campaigns: [hourly] })
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    shop.clock.now = NOON + hours(500)
    const { facts } = await loadCustomer(table, keyOf(customer))
    const atOnce = decide(facts, shop.clock.now, shop.inForce.settings)
    expect(atOnce.messages).toHaveLength(501)

    const sizes: number[] = []
    const watched: Table = {
      ...table,
      writeTogether(writes) {
        sizes.push(writes.length)
        return table.writeTogether(writes)
      },
    }
    expect((await shop.react(customer, watched)).outcome).toBe('committed')
    expect(sizes).toEqual([100, 100, 100, 100, 100, 10])
    expect(Math.max(...sizes)).toBe(MOST_WRITES_TOGETHER)

    const { facts: after, lifecycle, state } = await shop.load(customer)
    const byStep = Object.fromEntries(after.messages.map((message) => [message.step, message]))
    const asOne = Object.fromEntries(atOnce.messages.map(({ after: one }) => [one.step, one]))
    expect(byStep).toEqual(asOne)
    expect(after.journeys).toHaveLength(1)
    expect(lifecycle).toHaveLength(1)
    expect(state?.wakeAt).toBe(atOnce.wakeAt)
    expect((await shop.react(customer)).outcome).toBe('unchanged')
  })

  it('that was cut off half way is due at once, so that the waker goes on with it', async () => {
    const shop = decidedShop(table, { campaigns: [hourly] })
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    shop.clock.now = NOON + hours(200)
    let transactions = 0
    const killed: Table = {
      ...table,
      async writeTogether(writes) {
        if (++transactions > 1) throw new Error('killed')
        return table.writeTogether(writes)
      },
    }
    await expect(shop.react(customer, killed)).rejects.toThrow('killed')
    const due = await table.due(wakeShardOf(keyOf(customer)), shop.clock.now, 1_000)
    expect(due.map(({ pk }) => pk)).toContain(keyOf(customer))
    await shop.react(customer)
    expect((await shop.load(customer)).facts.messages).toHaveLength(201)
    expect((await shop.row(customer, 'state'))?.wakeAt).toBeGreaterThan(shop.clock.now)
  })
})
