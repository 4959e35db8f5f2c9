/** An open shop with the first-time campaign that ships, and a key to everything. */
import { fileURLToPath } from 'node:url'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { addShop, loadShop, putKey } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'

export const SHOP = 'bench'

/**
 * Opens it where it does not exist yet: a server that starts again neither compiles its campaign
 * nor loads what compiles.
 *
 * @returns a bearer with every scope
 */
export async function loadedShop(table: Table, now: Instant): Promise<string> {
  const loaded = await loadShop(table, SHOP)
  if (!loaded || loaded.settings.campaigns.length === 0) await openShop(table, now)
  const { bearer, key } = issueKey(['ingest', 'read', 'consent', 'admin'], now)
  await table.write([putKey(SHOP, key)])
  return bearer
}

async function openShop(table: Table, now: Instant): Promise<void> {
  const { compileCampaign } = await import('../../functions/campaigns/compile-campaign.ts')
  const { makeRenderer } = await import('../../functions/pipeline/sending/render.ts')
  const { withOwnLinks } = await import('./own-links.ts')
  const shop = {
    id: SHOP,
    name: 'Bench & Sons',
    zone: 'UTC',
    postalAddress: '1 Test Street, Testville',
    from: { name: 'Bench & Sons', address: 'hello@bench.example.com' },
    url: 'https://bench.example.com',
    openedAt: now,
  }
  // Quiet hours would make a mail depend on the hour at which the test happens to run.
  await addShop(table, shop, { ...defaultPolicy('EUR'), quietHours: null })
  const folder = fileURLToPath(new URL('../../templates/first-time/', import.meta.url))
  const compilation = await compileCampaign(await withOwnLinks(folder, shop.url), makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  await publishCampaign(table, SHOP, compilation.campaign, now)
}
