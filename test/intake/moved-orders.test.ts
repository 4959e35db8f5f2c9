/** An order that moves to another customer. */
import { describe, expect, it } from 'vitest'
import { eraseCustomer } from '../../functions/intake/erase-customer.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import { PostedPurchase, PostedRefund } from '../../functions/intake/wire.ts'
import { listedByScan } from '../../functions/store/find-customers.ts'
import { guestId } from '../../functions/store/identity.ts'
import { joinCustomers } from '../../functions/store/join-customers.ts'
import type { Table } from '../../functions/store/table.ts'
import { secret } from '../support/api-shop.ts'
import { decidedShop, keyOf } from '../support/decided-shop.ts'
import { days, NOON } from '../support/given.ts'
import { Killed, killedAt } from '../support/killed-table.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const { addressHash } = secret
const iso = (at: number) => new Date(at).toISOString()
const lines = [{ sku: 'sencha', quantity: 1 }]

describe.each(STORE_ENGINES)('an order that moves to another customer, on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let worlds = 0

  /** Two customers, `a` and `b`; the order that moves is `o`, of 1,000 with a refund of 400. */
  function world() {
    const name = `w${++worlds}`
    const shop = decidedShop(table)
    const [a, b, o] = [`${name}-a`, `${name}-b`, `${name}-o`]
    const email = `${name}@example.org`
    async function buy(customer: object, fields: object = {}, through = table) {
      shop.clock.now += 1
      const given = { orderId: o, paidAt: iso(NOON - days(2)), currency: 'EUR', grossMinor: 1_000 }
      const ports = { table: through, addressHash, now: () => shop.clock.now }
      const purchase = PostedPurchase.parse({ ...given, lines, customer, ...fields })
      return (await recordPurchases('acme', [purchase], ports))[0]
    }
    async function refund(
      customer: object,
      refundId = `${name}-r`,
      fields: object = {},
      through = table,
    ) {
      shop.clock.now += 1
      const given = { refundId, orderId: o, at: iso(NOON - days(1)), currency: 'EUR', minor: 400 }
      const ports = { table: through, addressHash, now: () => shop.clock.now }
      const posted = PostedRefund.parse({ ...given, customer, ...fields })
      return (await recordRefunds('acme', [posted], ports))[0]
    }
    const other = (id: string) =>
      buy({ id }, { orderId: `${name}-${id}`, paidAt: iso(NOON - days(9)), grossMinor: 50 })
    /** Who has the order, and what was refunded of it there. */
    async function where(...ids: readonly string[]) {
      const found = await Promise.all(
        ids.map(async (id) => {
          const { facts } = await shop.load(id)
          const has = facts.orders.some(({ orderId }) => orderId === o)
          return { id, has, refunds: facts.refunds.map(({ minor }) => minor) }
        }),
      )
      return found.filter(({ has, refunds }) => has || refunds.length > 0)
    }
    async function standing(id: string) {
      await shop.react(id)
      const { state } = await shop.load(id)
      const { class: name, purchases, monetaryMinor } = state ?? {}
      return { class: name, purchases, monetaryMinor }
    }
    return { ...{ a, b, o, email, shop, buy, refund, other, where, standing } }
  }

  check(
    `counts at one of them whenever the process is killed, and moves once it is posted again${because}`,
    async () => {
      let killed = 0
      for (let write = 1, isDone = false; !isDone; write++)
        for (const when of ['before', 'after'] as const) {
          const { a, b, email, shop, buy, refund, other, where, standing } = world()
          // The former customer bought as a guest, whom a customer with an id adopted.
          await buy({ email })
          await refund({ email })
          await buy({ id: a, email }, { orderId: `${a}-own`, grossMinor: 50 })
          await shop.react(a)
          await other(b)
          const move = (through: Table) => buy({ id: b }, { previousCustomer: { email } }, through)
          const isKilled = await move(killedAt(table, write, when)).then(
            () => false,
            (error: unknown) => error instanceof Killed,
          )
          if (isKilled) killed++
          else isDone = true
          const meanwhile = await where(a, b)
          expect(meanwhile.filter(({ has }) => has).length).toBeGreaterThan(0)
          await move(table)
          expect(await where(a, b)).toEqual([{ id: b, has: true, refunds: [400] }])
          expect(await standing(a)).toEqual({
            ...{ class: 'first-time', purchases: 1, monetaryMinor: 50 },
          })
          expect(await standing(b)).toMatchObject({ purchases: 2, monetaryMinor: 650 })
          expect(shop.notUnderstood).toEqual([])
        }
      expect(killed).toBeGreaterThan(5)
    },
    60_000,
  )

  check(`takes what is posted to the former customer later with it${because}`, async () => {
    const { a, b, o, shop, buy, refund, where } = world()
    await buy({ id: a })
    expect(await buy({ id: b }, { previousCustomer: { id: a } })).toBe('recorded')
    expect(await buy({ id: a })).toBe('unchanged')
    expect(await buy({ id: a }, { grossMinor: 2_000 })).toBe('updated')
    expect(await shop.row(b, `order#${o}`)).toMatchObject({ grossMinor: 2_000 })
    expect(await shop.row(a, `order#${o}`)).toMatchObject({ grossMinor: 0, movedTo: b })
    expect(await shop.row(a, `~lines#${o}`)).toMatchObject({ lines: [], movedTo: b })
    expect(await shop.row(b, `~lines#${o}`)).toMatchObject({ lines })
    await refund({ id: a })
    expect(await where(a, b)).toEqual([{ id: b, has: true, refunds: [400] }])
    expect(await refund({ id: a })).toBe('unchanged')
    expect(await refund({ id: a }, undefined, { minor: 300 })).toBe('updated')
    expect(await where(a, b)).toEqual([{ id: b, has: true, refunds: [300] }])
  })

  check(`takes a late refund with it whenever the process is killed${because}`, async () => {
    for (const when of ['before', 'after'] as const)
      for (let write = 1; write <= 3; write++) {
        const { a, b, buy, refund, where } = world()
        await buy({ id: a })
        await buy({ id: b }, { previousCustomer: { id: a } })
        const post = (through: Table) => refund({ id: a }, undefined, {}, through)
        await post(killedAt(table, write, when)).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error
        })
        await post(table)
        expect(await where(a, b)).toEqual([{ id: b, has: true, refunds: [400] }])
      }
  })

  check(`is found at its new customer only, and erased with them${because}`, async () => {
    const { a, b, o, shop, buy, other, where } = world()
    await buy({ id: a })
    await other(a)
    await buy({ id: b }, { previousCustomer: { id: a } })
    expect(await listedByScan(table)('acme', { orderId: o })).toEqual([b])
    await eraseCustomer(keyOf(b), { table, now: () => shop.clock.now })
    expect(await buy({ id: a })).toBe('erased')
    expect(await where(a, b)).toEqual([])
  })

  check(`moves although it reaches its new customer first${because}`, async () => {
    const { a, b, buy, where } = world()
    await buy({ id: b }, { previousCustomer: { id: a } })
    expect(await buy({ id: a })).toBe('unchanged')
    expect(await where(a, b)).toEqual([{ id: b, has: true, refunds: [] }])
  })

  check(`moves on, and back, and stays where a newer version says${because}`, async () => {
    const { a, b, email, buy, refund, where } = world()
    const c = guestId(addressHash(email))
    const v = (n: number) => ({ updatedAt: iso(NOON + n) })
    await buy({ id: a }, v(1))
    await refund({ id: a })
    const there = async (id: string) =>
      expect(await where(a, b, c)).toEqual([{ id, has: true, refunds: [400] }])
    await buy({ id: b }, { ...v(2), previousCustomer: { id: a } })
    await buy({ email }, { ...v(3), previousCustomer: { id: b } })
    await there(c)
    await buy({ id: b }, { ...v(2), previousCustomer: { id: a } })
    await there(c)
    expect(await buy({ id: a }, { ...v(4), previousCustomer: { email } })).toBe('updated')
    await there(a)
    expect(await buy({ id: b }, { ...v(2), previousCustomer: { id: a } })).toBe('stale')
    await buy({ email }, { ...v(3), previousCustomer: { id: b } })
    await there(a)
    await buy({ id: b }, { ...v(5), previousCustomer: { id: a } })
    await there(b)
  })

  check(`is never lost between two posts that contradict each other${because}`, async () => {
    for (let round = 0; round < 5; round++) {
      const { a, b, buy, where } = world()
      await buy({ id: a })
      await buy({ id: b })
      await Promise.all([
        buy({ id: a }, { previousCustomer: { id: b } }),
        buy({ id: b }, { previousCustomer: { id: a } }),
      ])
      expect((await where(a, b)).length).toBeGreaterThan(0)
    }
  })

  check(`stays when its two customers turn out to be one${because}`, async () => {
    for (const isInto of [true, false]) {
      const { a, b, shop, buy, refund, other, where, standing } = world()
      await buy({ id: a })
      await refund({ id: a })
      await other(a)
      await buy({ id: b }, { previousCustomer: { id: a } })
      const [from, to] = isInto ? [a, b] : [b, a]
      await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, shop.clock.now)
      await shop.react(to)
      expect(await where(to)).toEqual([{ id: to, has: true, refunds: [400] }])
      expect(await standing(to)).toMatchObject({ purchases: 2, monetaryMinor: 650 })
      expect(await buy({ id: from })).toBe('unchanged')
    }
  })

  check(`leaves a customer whose rows are on their way elsewhere${because}`, async () => {
    const { a, b, email, shop, buy, refund, other, where } = world()
    await buy({ email })
    await refund({ email })
    await other(a)
    const guest = keyOf(guestId(addressHash(email)))
    await joinCustomers(table, { from: guest, to: keyOf(a) }, shop.clock.now)
    await buy({ id: b }, { previousCustomer: { email } })
    await shop.react(a)
    expect(await where(a, b)).toEqual([{ id: b, has: true, refunds: [400] }])
  })
})

it('names a former customer by id, or by address', () => {
  const given = { orderId: 'A-1', paidAt: iso(NOON), currency: 'EUR', grossMinor: 1 }
  const isGood = (previousCustomer: object) =>
    PostedPurchase.safeParse({ ...given, previousCustomer }).success
  expect(isGood({ id: 'c-1' })).toBe(true)
  expect(isGood({ email: 'ana@example.com' })).toBe(true)
  expect(isGood({})).toBe(false)
  expect(isGood({ id: '0' })).toBe(false)
})
