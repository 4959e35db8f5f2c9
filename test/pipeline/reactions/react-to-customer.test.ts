import { afterAll, describe, expect, it } from 'vitest'
import { claim, type MessageOf } from '../../../functions/domain/message.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { putMessage } from '../../../functions/store/customers.ts'
import { customerKey, STATE, wakeShardOf } from '../../../functions/store/keys.ts'
import type { Table, Write } from '../../../functions/store/table.ts'
import {
  decidedShop,
  keyOf,
  messageKey,
  WELCOME_SORT,
  welcome,
} from '../../support/decided-shop.ts'
import { consent, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, changes, stop } = temporaryTable()
afterAll(stop)

let customers = 0
const newCustomer = () => `c-${++customers}`

/** The table, with a concurrent write, once, just before a decision is written. */
function interrupted(first: () => Promise<unknown>): Table {
  let isDone = false
  const goFirst = async () => {
    if (isDone) return
    isDone = true
    await first()
  }
  return {
    ...table,
    async write(writes) {
      await goFirst()
      return table.write(writes)
    },
    async writeTogether(writes) {
      await goFirst()
      return table.writeTogether(writes)
    },
  }
}

describe('reacting to a first purchase', () => {
  it('writes class, journey, message and change of class in one transaction', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    const transactions: (readonly Write[])[] = []
    const watched: Table = {
      ...table,
      writeTogether(writes) {
        transactions.push(writes)
        return table.writeTogether(writes)
      },
      write: () => Promise.reject(new Error('nothing is written automatically')),
    }
    expect((await shop.react(customer, watched)).outcome).toBe('committed')
    expect(transactions).toHaveLength(1)
    expect((await table.query(keyOf(customer))).map(({ sk }) => sk)).toEqual([
      `consent#marketing#1970-01-01T00:00:00.000Z#checkout#granted`,
      'journey#welcome#1',
      'lifecycle#2026-01-01T12:00:00.000Z',
      WELCOME_SORT,
      'order#o-1',
      'profile',
      'state',
    ])
    expect(await shop.row(customer, 'state')).toMatchObject({
      class: 'first-time',
      since: NOON,
      purchases: 1,
      monetaryMinor: 1_000,
      settingsVersion: 1,
      version: 1,
    })
    expect(await shop.row(customer, WELCOME_SORT)).toMatchObject({ status: 'due', attempt: 0 })
    const [change] = (await shop.load(customer)).lifecycle
    expect(change).toEqual({ to: 'first-time', since: NOON, noticedAt: NOON })
  })

  it('twice changes nothing', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    const before = changes.length
    expect((await shop.react(customer)).outcome).toBe('unchanged')
    shop.clock.now += 1
    expect((await shop.react(customer)).outcome).toBe('unchanged')
    expect(changes.length).toBe(before)
  })

  it('by many at once ends as by one', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => shop.react(customer)))
    expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1)
    expect((await shop.load(customer)).facts.messages).toHaveLength(1)
    expect(await shop.row(customer, 'state')).toMatchObject({ version: 1 })
  })

  it('in a shop that is still loading starts nothing and announces nothing', async () => {
    const shop = decidedShop(table)
    const { openedAt: _, ...loading } = shop.inForce.settings.shop
    shop.inForce.settings = { ...shop.inForce.settings, shop: loading }
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    const { facts, lifecycle, state } = await shop.load(customer)
    expect([facts.journeys, facts.messages, lifecycle]).toEqual([[], [], []])
    expect(state?.class).toBe('first-time')
  })
})

describe('reacting while others decide', () => {
  it('is decided again, on fresh rows, if someone was faster', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    const faster = async () => {
      await shop.record(customer, { orders: [order('o-2', NOON)] })
      await shop.react(customer)
    }
    const reaction = await shop.react(customer, interrupted(faster))
    expect(reaction).toMatchObject({ decision: { assessment: { class: 'active' } } })
    expect(await shop.row(customer, 'state')).toMatchObject({ class: 'active', purchases: 2 })
    expect((await shop.load(customer)).facts.messages).toEqual([])
  })

  it('leaves a message alone that a sender took meanwhile', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    const stored = (await shop.load(customer)).facts.messages[0] as MessageOf<'due'>
    const claimed = claim(stored, { claimId: 'x', repeatable: false }, NOON)
    const sender = () =>
      table.write([putMessage(keyOf(customer), { before: stored, after: claimed })])
    await shop.record(customer, { consents: [consent(NOON, { act: 'withdrawn' })] })
    await shop.react(customer, interrupted(sender))
    expect(await shop.row(customer, WELCOME_SORT)).toMatchObject({
      status: 'claimed',
      claimId: 'x',
    })
  })

  it('gives up in words after twenty conflicts', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    let attempts = 0
    const contested: Table = {
      ...table,
      writeTogether: async () => {
        attempts++
        return 'conflict'
      },
    }
    await expect(shop.react(customer, contested)).rejects.toThrow('20 times in a row')
    expect(attempts).toBe(20)
  })
})

describe('reacting if there is no customer', () => {
  it.each(['~order:o-1', '~refund:r-1'])('does nothing for %s', async (customer) => {
    const shop = decidedShop(table)
    await shop.record(customer, { orders: [order('o-1', NOON)] })
    expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
    expect(await shop.row(customer, 'state')).toBeUndefined()
  })

  it('does nothing for a deleted shop, or without a customer', async () => {
    const { ports } = decidedShop(table)
    expect(await reactToCustomer(customerKey('gone', 'c'), ports)).toEqual({
      outcome: 'no-customer',
    })
    expect(await reactToCustomer('acme' as never, ports)).toEqual({ outcome: 'no-customer' })
  })

  it('wakes no customer again who was erased while their rows were on the way', async () => {
    const shop = decidedShop(table)
    const [pk, erasedAt] = [keyOf(newCustomer()), NOON]
    const state = { pk, sk: STATE, erasedAt, version: 3 }
    const isWoken = async () =>
      (await table.due(wakeShardOf(pk), NOON, 1_000)).some((wake) => wake.pk === pk)
    await table.write([{ put: { ...state, wakeAt: NOON, wakeShard: wakeShardOf(pk) } }])
    expect(await isWoken()).toBe(true)
    expect(await reactToCustomer(pk, shop.ports)).toEqual({ outcome: 'no-customer' })
    expect(await table.query(pk)).toEqual([{ ...state, version: 4 }])
    expect(await isWoken()).toBe(false)
    await reactToCustomer(pk, shop.ports)
    expect(await table.query(pk)).toEqual([{ ...state, version: 4 }])
  })

  it('decides for a guest, who is identified by their address', async () => {
    const shop = decidedShop(table)
    await shop.recordConsenting('~guest:abc', { orders: [order('o-1', NOON)] })
    expect((await shop.react('~guest:abc')).outcome).toBe('committed')
  })
})

describe('settings that changed', () => {
  it('are noted even if they change nothing, so that the customer counts as decided', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    shop.inForce.settings = { ...shop.inForce.settings, version: 2 }
    expect((await shop.react(customer)).outcome).toBe('committed')
    expect(await shop.row(customer, 'state')).toMatchObject({ settingsVersion: 2, version: 2 })
  })

  it('take back what is due if they pause its campaign', async () => {
    const shop = decidedShop(table)
    const customer = newCustomer()
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)] })
    await shop.react(customer)
    const campaigns = [{ ...welcome, paused: true }]
    shop.inForce.settings = { ...shop.inForce.settings, campaigns, version: 2 }
    await shop.react(customer)
    expect(await table.get(messageKey(customer))).toMatchObject({
      status: 'held',
      reason: 'campaign-paused',
    })
  })
})
