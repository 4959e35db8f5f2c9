/** Replaying history: a year of the simulated shop, repeated until there are customers enough. */
import { simulateShop } from '../../functions/demo/simulate-shop.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { backtest } from '../../functions/insight/reports/backtest.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import { eachCustomer } from '../../functions/store/customers.ts'
import { customersPrefix } from '../../functions/store/keys.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { loadedShop, SHOP } from '../support/loaded-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import type { Figure } from './figure.ts'

const CUSTOMERS = 5_000
const NOW = Date.UTC(2026, 5, 1)

export async function benchBacktest(): Promise<readonly Figure[]> {
  const { table, stop } = temporaryTable()
  await loadedShop(table, NOW)
  const shop = simulateShop({ seed: 11, until: NOW, customers: CUSTOMERS })
  const ports = { table, addressHash: (address: string) => address }
  const orders = shop.orders.map(({ customer: id, lines, ...order }) => ({
    ...order,
    currency: 'EUR',
    lines: [...lines],
    customer: { id },
  }))
  for (let i = 0; i < orders.length; i += 500)
    await recordPurchases(SHOP, orders.slice(i, i + 500), ports)
  const refunds = shop.refunds.map(({ customer: id, ...refund }) => ({
    ...refund,
    currency: 'EUR',
    customer: { id },
  }))
  await recordRefunds(SHOP, refunds, ports)
  const settings = (await loadShop(table, SHOP))?.settings
  if (!settings) throw new Error('the shop is missing')
  const replay = () =>
    backtest({
      customers: () => eachCustomer(table, customersPrefix(SHOP)),
      settings,
      from: NOW - 365 * DAY_MS,
      to: NOW,
      assumeReachable: true,
    })
  await replay()
  const start = performance.now()
  await replay()
  const seconds = (performance.now() - start) / 1_000
  await stop()
  return [{ what: 'backtest of a year, customers', value: CUSTOMERS / seconds, unit: '/s' }]
}
