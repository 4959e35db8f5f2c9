/** Puts a compiled campaign in force, as the next version, or leaves the one in force as it is. */
import { hash } from 'node:crypto'
import type { Campaign } from '../domain/campaign.ts'
import type { Instant } from '../domain/time.ts'
import { campaignRow, changeShop, loadShop, templateRow } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import type { CompiledCampaign } from './compile-campaign.ts'

export type Published = {
  readonly campaign: string
  readonly version: number
  readonly outcome: 'published' | 'unchanged'
}

/**
 * Templates are written first under the new version, where nobody looks for them yet; the
 * campaign then names that version together with the shop's new settings. Killed in between,
 * what was published before stays in force.
 *
 * @throws if the shop is unknown
 */
export async function publishCampaign(
  table: Table,
  shop: string,
  compiled: CompiledCampaign,
  now: Instant,
): Promise<Published> {
  const { definition, name } = compiled
  const loaded = await loadShop(table, shop)
  if (!loaded) throw new Error(`there is no shop ${shop}`)
  const inForce = loaded.settings.campaigns.find(({ id }) => id === definition.id)
  const contentHash = hash('sha256', JSON.stringify(compiled), 'base64url')
  if (inForce?.contentHash === contentHash)
    return { campaign: definition.id, version: inForce.version, outcome: 'unchanged' }

  const campaign: Campaign = {
    ...definition,
    version: (inForce?.version ?? 0) + 1,
    contentHash,
    activeFrom: definition.activeFrom ?? inForce?.activeFrom ?? now,
    paused: inForce?.paused ?? false,
  }
  await table.write(
    compiled.templates.map(({ template, locale, subject, html, text }) => ({
      put: templateRow(shop, campaign, template, locale, {
        subject,
        html,
        text,
        content: compiled.content[locale] ?? {},
      }),
    })),
  )
  await changeShop(table, shop, () => ({ rows: [campaignRow(shop, campaign, name)] }))
  return { campaign: definition.id, version: campaign.version, outcome: 'published' }
}
