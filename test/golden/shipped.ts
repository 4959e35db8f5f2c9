/** The campaigns that ship, compiled once. */
import {
  type CompiledCampaign,
  compileCampaign,
} from '../../functions/campaigns/compile-campaign.ts'
import { campaignsIn, readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'

export const TEMPLATES = new URL('../../templates/', import.meta.url).pathname

/** By the name of their folder. */
export async function shippedCampaigns(): Promise<ReadonlyMap<string, CompiledCampaign>> {
  const campaigns = new Map<string, CompiledCampaign>()
  for (const folder of campaignsIn(TEMPLATES)) {
    const files = await readCampaignFolder(TEMPLATES + folder)
    const compilation = await compileCampaign(files, makeRenderer())
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
    campaigns.set(folder, compilation.campaign)
  }
  return campaigns
}
