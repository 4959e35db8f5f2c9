/** The demonstration shop: 18 months of simulated history, then a purchase now and then. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileCampaign } from '../../campaigns/compile-campaign.ts'
import { publishCampaign } from '../../campaigns/publish-campaign.ts'
import { readCampaignFolder } from '../../campaigns/read-campaign-folder.ts'
import {
  DEMO_CURRENCY,
  type Product as DemoProduct,
  demoShop,
  products,
  titleIn,
} from '../../demo/catalogue.ts'
import { livePurchase } from '../../demo/live-purchases.ts'
import type { SimulatedCustomer } from '../../demo/people.ts'
import { type SimulatedOrder, type SimulatedShop, simulateShop } from '../../demo/simulate-shop.ts'
import { defaultPolicy } from '../../domain/policy.ts'
import type { Product } from '../../domain/recommend/product.ts'
import { type Instant, isoInstant, SECOND_MS, startOfSecond } from '../../domain/time.ts'
import { buildRecommendations } from '../../insight/learning/build-recommendations.ts'
import { fitModel } from '../../insight/learning/fit-model.ts'
import { productOf } from '../../intake/product-words.ts'
import { recordCustomer, recordPurchases, recordRefunds } from '../../intake/record-facts.ts'
import { MOST_PURCHASES } from '../../intake/wire.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import { eachCustomer } from '../../store/customers.ts'
import { failureName } from '../../store/failure.ts'
import { recordProduct } from '../../store/items.ts'
import { customersPrefix, shopKey } from '../../store/keys.ts'
import { addShop, changeShop, loadShop } from '../../store/shops.ts'
import type { RowOf, Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { issueDayKey } from './day-key.ts'
import type { Pipeline } from './pipeline.ts'
import type { OneMachine } from './serve.ts'

const SEED = 20_260_501
const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url))
/** The first few come quickly, for whoever has just opened the page. */
const FIRST_PURCHASES_AFTER_SECONDS = [3, 6, 10, 15, 22]
const THEN_EVERY_SECONDS = 20

/** What must be remembered of the simulation, so that it goes on where it stopped. */
type DemoRow = RowOf<{ until: Instant; sequence: number }>

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
  const found = (await table.get({ pk: shopKey(demoShop.id), sk: 'demo' })) as DemoRow | undefined
  const until = found?.until ?? now()
  const shop = simulateShop({ seed: SEED, until })
  if (!found) await seed(pipeline, shop, until, pipeline.idle, now)
  await open(table, now)
  const shown = await issueDayKey(table, demoShop.id, now())
  let held = shown

  let sequence = found?.sequence ?? 0
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let posting: Promise<void> = Promise.resolve()
  async function post(): Promise<void> {
    const { customer, order } = livePurchase({ seed: SEED, sequence, now: now(), shop })
    sequence += 1
    if (now() >= held.expiresAt) held = await issueDayKey(table, demoShop.id, now())
    await table.write([{ put: demoRow(until, sequence) }])
    const response = await fetch(`${url}/v1/shops/${demoShop.id}/purchases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${held.bearer}` },
      body: JSON.stringify(asSent(order, customer)),
    })
    if (!response.ok) throw new Error(`the purchase was answered with ${response.status}`)
  }
  function schedule(nth: number): void {
    if (stopped) return
    const [at, before] = [
      FIRST_PURCHASES_AFTER_SECONDS[nth],
      FIRST_PURCHASES_AFTER_SECONDS[nth - 1],
    ]
    const seconds = at === undefined ? THEN_EVERY_SECONDS : at - (before ?? 0)
    timer = setTimeout(() => {
      posting = post()
        .catch((error) => log('error', 'demo-purchase-failed', { problem: failureName(error) }))
        .finally(() => schedule(nth + 1))
    }, seconds * SECOND_MS)
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

/**
 * Takes in the history while the shop is loading, so that nobody is mailed for what happened
 * before. Interrupted, it begins again and changes nothing that is there.
 */
async function seed(
  { table, addressHash }: Pick<Pipeline, 'table' | 'addressHash'>,
  { customers, orders, refunds }: SimulatedShop,
  until: Instant,
  idle: () => Promise<void>,
  now: () => Instant,
): Promise<void> {
  const policy = { ...defaultPolicy(DEMO_CURRENCY), acceptableLocales: ['en'] }
  await addShop(table, demoShop, policy)
  for (const folder of readdirSync(TEMPLATES)) {
    const files = await readCampaignFolder(TEMPLATES + folder)
    const compilation = await compileCampaign(files, makeRenderer())
    if (!compilation.ok) throw new Error(`templates/${folder} has faults; run "rekindle publish"`)
    await publishCampaign(table, demoShop.id, compilation.campaign, now())
  }
  const ports = { table, addressHash }
  await Promise.all(
    customers.map(({ id, profile: { updatedAt, ...profile }, consents }) =>
      recordCustomer(
        demoShop.id,
        id,
        { ...profile, updatedAt, consents: [...consents] },
        ports,
        until,
      ),
    ),
  )
  for (let i = 0; i < orders.length; i += MOST_PURCHASES) {
    const batch = orders.slice(i, i + MOST_PURCHASES).map(({ customer, lines, ...order }) => ({
      ...order,
      lines: [...lines],
      customer: { id: customer },
    }))
    await recordPurchases(demoShop.id, batch, ports)
  }
  const given = refunds.map(({ customer, ...refund }) => ({
    ...refund,
    customer: { id: customer },
  }))
  await recordRefunds(demoShop.id, given, ports)
  for (const product of products)
    await recordProduct(table, demoShop.id, product.sku, toldProduct(product), until)
  await idle()
  await buildRecommendations(demoShop.id, { table, now, policy: policy.recommend })
  await table.write([{ put: demoRow(until, 0) }])
}

/** After the history, however often a start is cut short: what was learned holds for all of it. */
async function open(table: Table, now: () => Instant): Promise<void> {
  const loaded = await loadShop(table, demoShop.id)
  if (loaded?.settings.shop.openedAt !== undefined) return
  const everyone = eachCustomer(table, customersPrefix(demoShop.id))
  await fitModel(demoShop.id, everyone, { table, now })
  await changeShop(table, demoShop.id, ({ settings }) => ({
    shop: { ...settings.shop, openedAt: startOfSecond(now()) },
  }))
}

/** As the shop would tell it in the languages of its mails. */
function toldProduct(product: DemoProduct): Product {
  const page = `${demoShop.url}/p/${product.sku.toLowerCase()}`
  const words = (locale: string) => ({
    title: titleIn(product, locale),
    url: page,
    imageUrl: `${page}.jpg`,
    priceMinor: product.unitMinor,
    currency: DEMO_CURRENCY,
  })
  return productOf(true, { en: words('en'), 'zh-CN': words('zh-CN') })
}

const demoRow = (until: Instant, sequence: number): DemoRow & { readonly pk: string } => ({
  pk: shopKey(demoShop.id),
  sk: 'demo',
  until,
  sequence,
})

/** The purchase as a shop's server would post it. */
function asSent(order: SimulatedOrder, { id, profile, consents }: SimulatedCustomer): unknown {
  const { updatedAt: _updatedAt, ...told } = profile
  return {
    orderId: order.orderId,
    paidAt: isoInstant(order.paidAt),
    currency: order.currency,
    grossMinor: order.grossMinor,
    lines: order.lines,
    customer: {
      id,
      ...told,
      consents: consents.map((consent) => ({ ...consent, at: isoInstant(consent.at) })),
    },
  }
}
