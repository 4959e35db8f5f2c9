import { describe, expect } from 'vitest'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/intake/record-facts.ts'
import { recordHold } from '../../functions/intake/record-hold.ts'
import type { Table } from '../../functions/store/table.ts'
import { welcome } from '../support/decided-shop.ts'
import { consent, days, NOON } from '../support/given.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { addressHash, addressOf, erasingShop, iso, NOTHING } from './erasing-shop.ts'

describe.each(STORE_ENGINES)('an erased customer with later facts on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  const { ports, purchase, refund, buy, erase, mailedCustomer, left } = erasingShop(() => table)

  check(`is not restored by facts that arrive late${because}`, async () => {
    const { customer, shop } = await mailedCustomer()
    await erase(customer)
    expect(await buy(customer, 'o-2', NOON)).toEqual(['erased'])
    expect(await buy(customer, 'o-2', NOON - 1, { updatedAt: iso(NOON + 5) })).toEqual(['erased'])
    const late = refund(customer, 'r-2', NOON)
    expect(await recordRefunds('acme', [late], ports())).toEqual(['erased'])
    const update = { email: addressOf(customer), updatedAt: NOON, consents: [consent(NOON)] }
    const put = (personal: object) => recordCustomer('acme', customer, personal, ports(), NOON + 1)
    expect(await put(update)).toBe('erased')
    expect(await put({ consents: [consent(NOON - 1)] })).toBe('erased')
    const name = { shop: 'acme', customer, hold: 'case' }
    expect(await recordHold(name, { reason: 'chargeback', at: NOON }, table, NOON)).toBe('erased')
    expect(await left(customer)).toEqual(NOTHING)
    expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
  })

  check(
    `is not brought back by what was on its way into the table meanwhile${because}`,
    async () => {
      const { customer, shop } = await mailedCustomer()
      // It read the customer before the erasure, which what it does then does not know of.
      let reads = 0
      const slow: Table = {
        ...table,
        query: async (...range) => (reads++ === 0 ? [] : table.query(...range)),
      }
      await erase(customer)
      const written = [purchase(customer, 'o-2', NOON)]
      await recordPurchases('acme', written, { table: slow, addressHash })
      expect(await shop.row(customer, 'profile')).not.toHaveProperty('email')
      expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
      expect((await shop.load(customer)).facts).toMatchObject({ orders: [], consents: [] })
      await erase(customer)
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(
    `is not brought back by the repeat of what was dated a little ahead${because}`,
    async () => {
      const { customer, shop } = await mailedCustomer()
      await buy(customer, 'o-2', NOON + 60_000)
      await erase(customer)
      expect(await buy(customer, 'o-2', NOON + 60_000)).toEqual(['erased'])
      shop.clock.now = NOON + days(1)
      expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
    },
  )

  check(`begins a new history with a purchase, without anything older${because}`, async () => {
    const { customer, shop } = await mailedCustomer()
    await erase(customer)
    shop.clock.now = NOON + days(2)
    const bare = { id: customer, email: 'new@example.org', locale: 'en', country: 'GB' }
    const consents = [consent(NOON - 5), consent(NOON + days(2))].map(({ at, ...personal }) => ({
      ...personal,
      at: iso(at),
    }))
    const rest = { customer: { ...bare, consents } }
    expect(await buy(customer, 'o-2', NOON + days(2), rest)).toEqual(['recorded'])
    expect(await buy(customer, 'o-1', NOON - days(1))).toEqual(['erased'])
    expect(await shop.react(customer)).toMatchObject({ outcome: 'committed' })
    const { facts, state, lifecycle } = await shop.load(customer)
    expect(facts.orders.map(({ orderId }) => orderId)).toEqual(['o-2'])
    expect(facts.profile).toEqual({
      email: 'new@example.org',
      locale: 'en',
      country: 'GB',
      updatedAt: NOON + days(2),
    })
    expect(facts.consents.map(({ at }) => at)).toEqual([NOON + days(2)])
    expect(facts.journeys).toMatchObject([{ campaign: welcome.id, n: 1 }])
    expect(facts.messages).toMatchObject([{ status: 'due' }])
    expect(state).toMatchObject({ class: 'first-time', erasedAt: NOON })
    expect(lifecycle).toMatchObject([{ from: 'prospect', to: 'first-time' }])
    expect(await buy(customer, 'o-0', NOON - days(3))).toEqual(['erased'])
    await erase(customer, NOON + days(3))
    expect(await left(customer)).toEqual(NOTHING)
  })

  check(`begins none with a refund, whatever it contains${because}`, async () => {
    const { customer, shop } = await mailedCustomer()
    await erase(customer)
    const later = refund(customer, 'r-9', NOON + 5)
    expect(await recordRefunds('acme', [later], ports())).toEqual(['recorded'])
    const { personal, rows } = await left(customer)
    expect({ personal, rows }).toEqual({ personal: [], rows: ['profile', 'refund#r-9', 'state'] })
    expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
  })

  check(`may get a new profile of a later instant${because}`, async () => {
    const { customer, shop } = await mailedCustomer()
    await erase(customer)
    const update = { name: 'Renamed', updatedAt: NOON + 1 }
    expect(await recordCustomer('acme', customer, update, ports(), NOON + 1)).toBe('updated')
    expect((await shop.load(customer)).facts.profile).toEqual({
      name: 'Renamed',
      updatedAt: NOON + 1,
    })
    expect(await shop.react(customer)).toMatchObject({ outcome: 'committed' })
  })
})
