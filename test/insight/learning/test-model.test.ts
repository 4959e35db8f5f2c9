import { afterAll, describe, expect, test } from 'vitest'
import { DEMO_CURRENCY, demoShop } from '../../../functions/demo/catalogue.ts'
import { type SimulatedShop, simulateShop } from '../../../functions/demo/simulate-shop.ts'
import { defaultPolicy } from '../../../functions/domain/policy.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { testModel } from '../../../functions/insight/learning/test-model.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { eachCustomer } from '../../../functions/store/customers.ts'
import { customersPrefix } from '../../../functions/store/keys.ts'
import { loadModelTest, modelTestRow } from '../../../functions/store/model-tests.ts'
import { addShop } from '../../../functions/store/shops.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const UNTIL = Date.UTC(2026, 4, 1)
const { table, stop } = temporaryTable()
afterAll(stop)

async function load(shop: string, { orders }: Pick<SimulatedShop, 'orders'>): Promise<void> {
  await addShop(table, { ...demoShop, id: shop }, defaultPolicy(DEMO_CURRENCY))
  const posted = orders.map(({ customer, lines: _lines, ...order }) => ({
    ...order,
    customer: { id: customer },
  }))
  await recordPurchases(shop, posted, { table, addressHash: (address) => address })
}

/** What customers spent who first bought after an instant. */
function ofNewcomers({ orders }: SimulatedShop, until: number): number {
  const known = new Set(orders.filter(({ paidAt }) => paidAt <= until).map((one) => one.customer))
  return orders
    .filter(({ customer, paidAt }) => paidAt > until && !known.has(customer))
    .reduce((sum, { grossMinor }) => sum + grossMinor, 0)
}

const run = (shop: string) =>
  testModel(shop, eachCustomer(table, customersPrefix(shop)), { table, now: () => UNTIL })

describe('The test of how well purchases are predicted', () => {
  test('compares the last quarter of the history with what was predicted, and is kept', async () => {
    const simulated = simulateShop({ seed: 7, until: UNTIL, customers: 150 })
    await load('tea', simulated)
    const result = await run('tea')
    if (!result) throw new Error('there was no test')
    const inTest = simulated.orders.filter(({ paidAt }) => paidAt > result.until)
    expect((result.to - result.until) / DAY_MS).toBeGreaterThan(100)
    expect(result.actual).toBeGreaterThan(0)
    expect(result.actual).toBeLessThanOrEqual(inTest.length)
    expect(result.expected / result.actual).toBeGreaterThan(0.5)
    expect(result.expected / result.actual).toBeLessThan(2)
    expect(result.tracking.at(-1)?.actual).toBeGreaterThan(result.actual)
    expect(await loadModelTest(table, 'tea')).toEqual(result)
    // The money that was expected in the same time.
    expect(result.money).toMatchObject({ currency: DEMO_CURRENCY, customers: result.customers })
    expect(result.money?.actualMinor).toBe(
      inTest.reduce((sum, { grossMinor }) => sum + grossMinor, 0) -
        ofNewcomers(simulated, result.until),
    )
    // Whether limits of their own are right for the customers, and what they would change.
    expect(result.rule).toMatchObject({ withinDays: 90, fixedDays: 90, right: { instants: 6 } })
    expect(result.rule?.preview).toEqual({
      ...{ intoDormant: 0, outOfDormant: 0, mails: 0, mailedCustomers: 0, laterMails: 0 },
    })
  })

  test('is read as it was stored before rules were tested', async () => {
    const before = { until: 1, to: 2, customers: 3, expected: 4, actual: 5 }
    await table.write([{ put: modelTestRow('old', { ...before, tracking: [], byFrequency: [] }) }])
    expect(await loadModelTest(table, 'old')).toMatchObject(before)
  })

  test('is left out if the history is too short to hold any of it back', async () => {
    const orders = simulateShop({ seed: 7, until: UNTIL, customers: 150 }).orders.filter(
      ({ paidAt }) => paidAt > UNTIL - 20 * DAY_MS,
    )
    await load('young', { orders })
    expect(await run('young')).toBeUndefined()
    expect(await loadModelTest(table, 'young')).toBeUndefined()
  })
})
