import { afterAll, describe, expect, it } from 'vitest'
import { eraseCustomer } from '../../../functions/intake/erase-customer.ts'
import { isOfPerson } from '../../../functions/store/identity.ts'
import { joinCustomers } from '../../../functions/store/join-customers.ts'
import type { Table } from '../../../functions/store/table.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import { NOON, order } from '../../support/given.ts'
import { Killed, killedAt } from '../../support/killed-table.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'

/** More rows than three transactions take along. */
const ORDERS = 150

describe.each(STORE_ENGINES)(
  'a customer with more rows than one transaction takes, on $name',
  (engine) => {
    const starting = engine.start()
    let customers = 0
    afterAll(async () => (await starting).stop())

    async function joining() {
      const { table } = await starting
      const shop = decidedShop(table)
      const n = ++customers
      const [from, to] = [`from-${n}`, `to-${n}`]
      const orders = Array.from({ length: ORDERS }, (_, i) => order(`o-${i}`, NOON - i))
      await shop.record(from, { orders })
      await shop.record(to, { orders: [order('own', NOON)] })
      await shop.react(from)
      await shop.react(to)
      await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, NOON)
      const left = async () => (await table.query(keyOf(from))).filter(isOfPerson)
      return { table, shop, from, to, left }
    }

    it('moves in pages, from few reads', async () => {
      const { table, shop, to, left } = await joining()
      let reads = 0
      const counted: Table = {
        ...table,
        query(...asked) {
          reads += 1
          return table.query(...asked)
        },
      }
      await shop.react(to, counted)
      expect((await shop.load(to)).facts.orders).toHaveLength(ORDERS + 1)
      expect(await left()).toEqual([])
      expect(reads).toBeLessThan(12)
    })

    it('goes on where it was killed, before or after any of the pages', async () => {
      for (const write of [1, 2, 4]) {
        const { table, shop, to, left } = await joining()
        await expect(
          shop.react(to, killedAt(table, write, write === 2 ? 'before' : 'after')),
        ).rejects.toThrow(Killed)
        await shop.react(to)
        expect((await shop.load(to)).facts.orders).toHaveLength(ORDERS + 1)
        expect(await left()).toEqual([])
      }
    })

    it('takes along what is recorded between two pages, and a newer version of what has not moved', async () => {
      const { table, shop, from, to, left } = await joining()
      let pages = 0
      const interrupted: Table = {
        ...table,
        async writeTogether(writes) {
          const outcome = await table.writeTogether(writes)
          if (++pages === 2)
            await shop.record(from, {
              orders: [
                order('late', NOON),
                order('o-99', NOON - 99, { grossMinor: 5, updatedAt: NOON }),
              ],
            })
          return outcome
        },
      }
      await shop.react(to, interrupted)
      await shop.react(from)
      const { orders } = (await shop.load(to)).facts
      expect(orders).toHaveLength(ORDERS + 2)
      expect(orders.find(({ orderId }) => orderId === 'o-99')).toMatchObject({ grossMinor: 5 })
      expect(await left()).toEqual([])
    })

    it('ends where either is erased between two pages', async () => {
      for (const isFormer of [true, false]) {
        const { table, shop, from, to, left } = await joining()
        let pages = 0
        const interrupted: Table = {
          ...table,
          async writeTogether(writes) {
            const outcome = await table.writeTogether(writes)
            if (++pages === 2)
              await eraseCustomer(keyOf(isFormer ? from : to), { table, now: () => NOON + 1 })
            return outcome
          },
        }
        await shop.react(to, interrupted)
        shop.clock.now += 60_000
        await shop.react(to)
        await shop.react(from)
        expect((await shop.load(to)).facts.orders).toEqual([])
        expect(await left()).toEqual([])
      }
    })
  },
)
