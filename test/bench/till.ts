/**
 * What a purchase costs where one id has thousands of orders, as a till has: CPU from the request to
 * the last write, with the limit of the policy and without it.
 */
import { isoInstant } from '../../functions/domain/time.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../functions/intake/wire.ts'
import { changeShop } from '../../functions/store/shops.ts'
import { acceptingPipeline } from '../support/accepting-pipeline.ts'
import { loadedShop, SHOP } from '../support/loaded-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import type { Figure } from './figure.ts'

const ORDERS = [2_500, 20_000]
const MEASURED = 40
const BATCH = 500
const LIMITS = [
  { name: 'decided for at once', mostOrdersOfAPerson: 1_000_000 },
  { name: 'left to one decision an hour', mostOrdersOfAPerson: 2_000 },
]

export async function benchTill(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const { name, mostOrdersOfAPerson } of LIMITS)
    for (const orders of ORDERS)
      figures.push({
        what: `CPU of a purchase under an id with ${orders} orders, ${name}`,
        value: await cpuOfPurchase(orders, mostOrdersOfAPerson),
        unit: 'ms',
      })
  return figures
}

const bodyOf = (i: number) => ({
  orderId: `order-${i}`,
  paidAt: isoInstant(Date.now() - i),
  currency: 'EUR',
  grossMinor: 2_500,
  lines: [{ sku: 'tea-1', title: 'Assam', quantity: 1, unitMinor: 2_500 }],
  customer: { id: 'till-1', email: 'till@example.com', name: 'Till', locale: 'en', country: 'GB' },
})

async function cpuOfPurchase(orders: number, mostOrdersOfAPerson: number): Promise<number> {
  const temporary = temporaryTable()
  const pipeline = acceptingPipeline(temporary.store)
  const { table, addressHash } = pipeline
  const authorization = `Bearer ${await loadedShop(table, Date.now())}`
  await changeShop(table, SHOP, ({ settings }) => ({
    policy: { ...settings.policy, mostOrdersOfAPerson },
  }))
  for (let first = 0; first < orders; first += BATCH) {
    const bodies = Array.from({ length: BATCH }, (_, i) => bodyOf(first + i))
    await recordPurchases(
      SHOP,
      bodies.map((body) => PostedPurchase.parse(body)),
      { table, addressHash },
    )
    await pipeline.idle()
  }
  async function post(i: number): Promise<void> {
    await pipeline.handlers['POST /v1/shops/{shop}/purchases']?.({
      headers: { 'content-type': 'application/json', authorization },
      pathParameters: { shop: SHOP },
      body: JSON.stringify(bodyOf(i)),
    })
    await pipeline.idle()
  }
  await post(orders)
  const before = process.cpuUsage()
  for (let i = 1; i <= MEASURED; i++) await post(orders + i)
  const { user, system } = process.cpuUsage(before)
  await pipeline.stop()
  temporary.stop()
  return (user + system) / 1_000 / MEASURED
}
