/** The demonstration shop: 18 months of simulated history, then a purchase now and then. */
import { demoShop } from '../../demo/catalogue.ts'
import { type OpeningPurchase, openingPurchases } from '../../demo/first-minute.ts'
import { liveOrder, secondsBefore } from '../../demo/live-orders.ts'
import { purchaseBody } from '../../demo/purchase-body.ts'
import { simulateShop } from '../../demo/simulate-shop.ts'
import { type Instant, SECOND_MS } from '../../domain/time.ts'
import { readRow } from '../../store/codecs/codec.ts'
import { SHOP_ROWS, type ShopRows } from '../../store/codecs/shop-rows.ts'
import { reportedFailure } from '../../store/failure.ts'
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
  let cast = found?.cast
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let posting: Promise<void> = Promise.resolve()
  async function post({ customer, order }: PostedOrder): Promise<void> {
    const response = await fetch(`${url}/v1/shops/${demoShop.id}/purchases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${held.bearer}` },
      body: JSON.stringify(purchaseBody(order, customer)),
    })
    if (!response.ok) throw new Error(`the purchase was answered with ${response.status}`)
  }

  /** So that a visitor finds mail, and one customer for each thing that may become of it. */
  async function openWithPurchases(): Promise<void> {
    const opening = openingPurchases({ seed: SEED, now: now(), shop, sequence })
    for (const purchase of opening) await post(purchase)
    await pipeline.idle()
    sequence += opening.length
    cast = castOf(opening)
    await table.write([{ put: demoRow(until, sequence, cast) }])
  }

  async function postNext(): Promise<void> {
    const purchase = liveOrder({ seed: SEED, sequence, now: now(), shop })
    sequence += 1
    if (now() >= held.expiresAt) held = await issueDayKey(table, demoShop.id, now())
    await table.write([{ put: demoRow(until, sequence, cast) }])
    await post(purchase)
  }
  function schedule(nth: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      posting = postNext()
        .catch((error) => log('error', 'demo-purchase-failed', { ...reportedFailure(error) }))
        .finally(() => schedule(nth + 1))
    }, secondsBefore(nth) * SECOND_MS)
  }
  if (!cast) await openWithPurchases()
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

type PostedOrder = Pick<OpeningPurchase, 'customer' | 'order'>

/** Who of them is who, by language. */
const castOf = (opening: readonly OpeningPurchase[]): ShopRows['demo']['cast'] =>
  Object.fromEntries(
    [...Map.groupBy(opening, ({ language }) => language)].map(([language, purchases]) => {
      const idOf = (role: OpeningPurchase['role']) =>
        purchases.find((purchase) => purchase.role === role)?.customer.id ?? ''
      return [
        language,
        {
          mailed: idOf('mailed'),
          waiting: idOf('waiting'),
          withoutConsent: idOf('withoutConsent'),
        },
      ]
    }),
  )
