import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../functions/domain/policy.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { redecideShop } from '../../../functions/pipeline/reactions/redecide-shop.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import { type CustomerKey, customerKey } from '../../../functions/store/keys.ts'
import { addShop, changeShop, loadShop } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { NOON, settings } from '../../support/given.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'
import { understandsAll } from '../../support/understands-all.ts'

const IDS = ['ann', 'bea', 'cem', 'dan', 'eve']

async function shopOfFive(table: Table): Promise<(key: CustomerKey) => Promise<unknown>> {
  await addShop(table, settings().shop, defaultPolicy('EUR'))
  const react = (key: CustomerKey) =>
    reactToCustomer(key, {
      table,
      settings: async (shop) => (await loadShop(table, shop))?.settings,
      now: () => NOON + DAY_MS,
      ...understandsAll,
    })
  const purchases = IDS.map((id) => ({
    orderId: `of ${id}`,
    customer: { id },
    paidAt: NOON,
    currency: 'EUR',
    grossMinor: 500,
  }))
  await recordPurchases('acme', purchases, { table, addressHash: () => '' })
  for (const id of IDS) await react(customerKey('acme', id))
  return react
}

const change = (table: Table) =>
  changeShop(table, 'acme', () => ({ policy: { ...defaultPolicy('EUR'), dormantAfterDays: 30 } }))

for (const { name, missing, start } of STORE_ENGINES)
  describe.skipIf(missing)(`re-evaluating on ${name}${missing ? ` (${missing})` : ''}`, () => {
    it('reaches everyone who was decided for under older settings, once', async () => {
      const { table, stop } = await start()
      const react = await shopOfFive(table)
      const onFailure = () => {}
      expect(await redecideShop('acme', table, { react, onFailure })).toEqual({
        decided: 0,
        failed: 0,
      })
      await change(table)
      expect(await redecideShop('acme', table, { react, onFailure })).toEqual({
        decided: 5,
        failed: 0,
      })
      const ann = await loadCustomer(table, customerKey('acme', 'ann'))
      expect(ann.state).toMatchObject({ settingsVersion: 2, wakeAt: NOON + 30 * DAY_MS })
      expect((await redecideShop('acme', table, { react, onFailure })).decided).toBe(0)
      await stop()
    })

    it('reaches customers with facts and no reaction, once, and no anonymous order', async () => {
      const { table, stop } = await start()
      const react = await shopOfFive(table)
      const order = { paidAt: NOON, currency: 'EUR', grossMinor: 500 }
      const purchases = [
        { ...order, orderId: 'lost', customer: { id: 'fay' } },
        { ...order, orderId: 'anonymous', customer: {} },
        { ...order, orderId: 'zoe', customer: { id: 'zoe' } },
      ]
      await recordPurchases('acme', purchases, { table, addressHash: () => '' })
      const reached: string[] = []
      const ports = {
        react: (key: CustomerKey) => {
          reached.push(key)
          return react(key)
        },
        onFailure: () => {},
      }
      expect(await redecideShop('acme', table, ports)).toEqual({ decided: 2, failed: 0 })
      expect(reached.toSorted()).toEqual(['acme/fay', 'acme/zoe'])
      expect((await loadCustomer(table, customerKey('acme', 'fay'))).state).toMatchObject({
        class: 'first-time',
      })
      expect(await redecideShop('acme', table, ports)).toEqual({ decided: 0, failed: 0 })
      await stop()
    })

    it('goes on past a customer who fails, and is repeated for that one alone', async () => {
      const { table, stop } = await start()
      const react = await shopOfFive(table)
      await change(table)
      const failed: string[] = []
      const first = await redecideShop('acme', table, {
        react: (key) =>
          key === customerKey('acme', 'cem') ? Promise.reject(new Error('not now')) : react(key),
        onFailure: (key) => failed.push(key),
      })
      expect({ first, failed }).toEqual({ first: { decided: 4, failed: 1 }, failed: ['acme/cem'] })
      const reached: string[] = []
      await redecideShop('acme', table, {
        react: (key) => {
          reached.push(key)
          return react(key)
        },
        onFailure: () => {},
      })
      expect(reached).toEqual(['acme/cem'])
      await stop()
    })
  })
