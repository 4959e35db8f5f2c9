/** Pauses a campaign's mail at once, and resumes it. */
import { type Campaign, campaignIn } from '../domain/campaign.ts'
import { campaignRow, changeShop, loadCampaignNames } from '../store/shops.ts'
import type { Table } from '../store/table.ts'

/**
 * While a campaign is paused, its steps are held and skipped once stale; journeys continue.
 *
 * @returns the updated campaign; undefined if the shop has no such campaign
 * @throws if the shop is unknown
 */
export async function pauseCampaign(
  table: Table,
  shop: string,
  id: string,
  paused: boolean,
): Promise<Campaign | undefined> {
  const names = await loadCampaignNames(table, shop, id)
  if (!names) return undefined
  const settings = await changeShop(table, shop, ({ settings: { campaigns } }) => ({
    rows: campaigns
      .filter((campaign) => campaign.id === id)
      .map((campaign) => campaignRow(shop, { ...campaign, paused }, names.name, names.steps)),
  }))
  return campaignIn(settings, id)
}
