/** The demonstration shop: 18 months of simulated history, then a purchase now and then. */
import { demoShop } from '../../demo/catalogue.ts'
import { liveOrder, secondsBefore } from '../../demo/live-orders.ts'
import { purchaseBody } from '../../demo/purchase-body.ts'
import { simulateShop } from '../../demo/simulate-shop.ts'
import { type Instant, SECOND_MS } from '../../domain/time.ts'
import { readRow } from '../../store/codecs/codec.ts'
import { SHOP_ROWS } from '../../store/codecs/shop-rows.ts'
import { failureName } from '../../store/failure.ts'
import { shopKey } from '../../store/keys.ts'
import type { Log } from '../log.ts'
import { issueDayKey } from './day-key.ts'
import { demoRow, openDemo, seedDemo } from './seed-demo.ts'
import type { OneMachine } from './serve.ts'

const SEED = 20_260_501

export type Demo = {
  /** Opens the demonstration shop for a day; each start issues another. */
  readonly bearer: string
  readonly stop: () => Promise<void>
}

/** Seeds the shop if this database has none, and lets purchases arrive until stopped. */
export async function runDemo(
  { pipeline, url }: OneMachine,
  now: () => Instant,
  log: Log,
): Promise<Demo> {
  const { table } = pipeline
  // How far the simulation is, so that it goes on where it stopped.
  const found = readRow(SHOP_ROWS.demo, await table.get({ pk: shopKey(demoShop.id), sk: 'demo' }))
  const until = found?.until ?? now()
  const shop = simulateShop({ seed: SEED, until })
  if (!found) await seedDemo(pipeline, shop, until, now)
  await openDemo(table, now)
  const shown = await issueDayKey(table, demoShop.id, now())
  let held = shown

  let sequence = found?.sequence ?? 0
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let posting: Promise<void> = Promise.resolve()
  async function post(): Promise<void> {
    const { customer, order } = liveOrder({ seed: SEED, sequence, now: now(), shop })
    sequence += 1
    if (now() >= held.expiresAt) held = await issueDayKey(table, demoShop.id, now())
    await table.write([{ put: demoRow(until, sequence) }])
    const response = await fetch(`${url}/v1/shops/${demoShop.id}/purchases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${held.bearer}` },
      body: JSON.stringify(purchaseBody(order, customer)),
    })
    if (!response.ok) throw new Error(`the purchase was answered with ${response.status}`)
  }
  function schedule(nth: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      posting = post()
        .catch((error) => log('error', 'demo-purchase-failed', { problem: failureName(error) }))
        .finally(() => schedule(nth + 1))
    }, secondsBefore(nth) * SECOND_MS)
  }
  schedule(0)
  return {
    bearer: shown.bearer,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await posting
    },
  }
}
