/** The demonstration shop's history and campaigns, as they are loaded into an empty store. */
import { fileURLToPath } from 'node:url'
import { compileCampaign } from '../../campaigns/compile-campaign.ts'
import { publishCampaign } from '../../campaigns/publish-campaign.ts'
import { campaignsIn, readCampaignFolder } from '../../campaigns/read-campaign-folder.ts'
import {
  DEMO_CURRENCY,
  DEMO_LOCALES,
  type CatalogueProduct as DemoProduct,
  demoShop,
  productPage,
  products,
} from '../../demo/catalogue.ts'
import type { SimulatedShop } from '../../demo/simulate-shop.ts'
import { defaultPolicy } from '../../domain/policy.ts'
import type { Product } from '../../domain/recommend/product.ts'
import { type Instant, startOfSecond } from '../../domain/time.ts'
import { buildRecommendations } from '../../insight/learning/build-recommendations.ts'
import { fitModel } from '../../insight/learning/fit-model.ts'
import { testModel } from '../../insight/learning/test-model.ts'
import { productOf } from '../../intake/product-words.ts'
import { recordCustomer, recordPurchases, recordRefunds } from '../../intake/record-facts.ts'
import { MOST_PURCHASES } from '../../intake/wire.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import type { ShopRows } from '../../store/codecs/shop-rows.ts'
import { eachCustomer } from '../../store/customers.ts'
import { recordProduct } from '../../store/items.ts'
import { customersPrefix, shopKey } from '../../store/keys.ts'
import { addShop, changeShop, loadShop } from '../../store/shops.ts'
import type { Row, Table } from '../../store/table.ts'
import type { Pipeline } from './pipeline.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url))

/**
 * Imports the history while the shop is loading, so that no customer gets mail for what happened
 * before. If it is interrupted, it starts again and changes nothing that exists.
 */
export async function seedDemo(
  pipeline: Pick<Pipeline, 'table' | 'addressHash' | 'addressKeys' | 'idle'>,
  { customers, orders, refunds }: SimulatedShop,
  until: Instant,
  now: () => Instant,
): Promise<void> {
  const { table, addressHash, addressKeys, idle } = pipeline
  const policy = { ...defaultPolicy(DEMO_CURRENCY), acceptableLocales: ['en'] }
  await addShop(table, demoShop, policy)
  for (const folder of campaignsIn(TEMPLATES)) {
    const files = await readCampaignFolder(TEMPLATES + folder)
    const compilation = await compileCampaign(files, makeRenderer())
    if (!compilation.ok) throw new Error(`templates/${folder} has faults; run "rekindle publish"`)
    await publishCampaign(table, demoShop.id, compilation.campaign, now())
  }
  const ports = { table, addressHash, addressKeys }
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
    await recordProduct(table, demoShop.id, product.sku, productOfDemo(product), until)
  await idle()
  const { recommend, mostOrdersOfAPerson } = policy
  await buildRecommendations(demoShop.id, { table, now, policy: recommend, mostOrdersOfAPerson })
  await table.write([{ put: demoRow(until, 0) }])
}

/**
 * Fits a model to the history and opens the shop, however often an earlier start was interrupted;
 * an open shop is not changed.
 */
export async function openDemo(table: Table, now: () => Instant): Promise<void> {
  const loaded = await loadShop(table, demoShop.id)
  if (loaded?.settings.shop.openedAt !== undefined) return
  const everyone = () => eachCustomer(table, customersPrefix(demoShop.id))
  await fitModel(demoShop.id, everyone(), { table, now })
  await testModel(demoShop.id, everyone(), { table, now })
  await changeShop(table, demoShop.id, ({ settings }) => ({
    shop: { ...settings.shop, openedAt: startOfSecond(now()) },
  }))
}

const productOfDemo = (item: DemoProduct): Product =>
  productOf(
    true,
    Object.fromEntries(DEMO_LOCALES.map((locale) => [locale, productPage(item, locale)])),
  )

/** What must be kept of the simulation, so that it resumes where it stopped. */
export const demoRow = (
  until: Instant,
  sequence: number,
  cast?: ShopRows['demo']['cast'],
): Row => ({
  pk: shopKey(demoShop.id),
  sk: 'demo',
  until,
  sequence,
  ...(cast && { cast }),
})
