/** A tea shop that opened two days ago, its campaigns as they ship, and its customers. */
import { fileURLToPath } from 'node:url'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import type { CampaignCoupon } from '../../functions/domain/coupon.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { consentSort, customerKey, orderSort, PROFILE } from '../../functions/store/keys.ts'
import { addShop, loadShop, putKey } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { withOwnLinks } from '../support/own-links.ts'
import { understandsAll } from '../support/understands-all.ts'

export const SHOP = 'tea'

/** @param coupon that the win-back gives @returns a bearer that may post, read and record consents */
export async function openShop(
  table: Table,
  now: Instant,
  coupon?: CampaignCoupon,
): Promise<string> {
  const opened = now - 2 * DAY_MS
  const shop = {
    id: SHOP,
    name: 'Tea House',
    zone: 'UTC',
    postalAddress: '1 Harbour Street, Testville',
    from: { name: 'Tea House', address: 'post@tea.example' },
    url: 'https://tea.example',
    openedAt: opened,
  }
  // Quiet hours would make a mail depend on the hour at which the test happens to run.
  await addShop(table, shop, { ...defaultPolicy('EUR'), quietHours: null })
  for (const id of ['first-time', 'dormant']) {
    const folder = fileURLToPath(new URL(`../../templates/${id}/`, import.meta.url))
    const compilation = await compileCampaign(await withOwnLinks(folder, shop.url), makeRenderer())
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
    const { definition, ...words } = compilation.campaign
    const given = id === 'dormant' && coupon ? { ...definition, coupon } : definition
    await publishCampaign(table, SHOP, { ...words, definition: given }, opened)
  }
  const issued = issueKey(['ingest', 'read', 'consent'], opened)
  await table.write([putKey(SHOP, issued.key)])
  return issued.bearer
}

/** The rows of a customer who bought then and for whom no decision was made yet. */
export async function storeCustomer(table: Table, customer: string, boughtAt: Instant) {
  const pk = customerKey(SHOP, customer)
  const consent = { ...granted(boughtAt), at: boughtAt }
  const version = { updatedAt: boughtAt, contentHash: 'a' }
  const order = { paidAt: boughtAt, currency: 'EUR', grossMinor: 4_200 }
  await table.write([
    { put: { pk, sk: PROFILE, email: `${customer}@example.com`, locale: 'en', ...version } },
    { put: { pk, sk: consentSort(consent), ...consent } },
    { put: { pk, sk: orderSort(`o-${customer}`), ...order, ...version } },
  ])
  return pk
}

/** One who was decided for when they bought, so long ago that their wake has come. */
export async function storeSleeper(table: Table, customer: string, boughtAt: Instant) {
  const key = await storeCustomer(table, customer, boughtAt)
  const settings = async (shop: string) => (await loadShop(table, shop))?.settings
  await reactToCustomer(key, {
    table,
    settings,
    now: () => boughtAt + MINUTE_MS,
    ...understandsAll,
  })
}

export const granted = (at: Instant) =>
  ({ purpose: 'marketing', act: 'granted', at: isoInstant(at), source: 'checkout' }) as const

/** An order as shops post it, of a customer who agreed to marketing or was not asked. */
export const purchase = (
  orderId: string,
  paidAt: Instant,
  customer: object,
  asked: 'agreed' | 'not-asked' = 'agreed',
) => ({
  orderId,
  customer: { ...customer, ...(asked === 'agreed' && { consents: [granted(paidAt)] }) },
  paidAt: isoInstant(paidAt),
  currency: 'EUR',
  grossMinor: 4_200,
})
