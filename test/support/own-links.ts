/** Shipped campaigns as a shop publishes them: with its own links. */
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'

/** @example await compileCampaign(await withOwnLinks(folder, 'https://tea.example'), renderer) */
export async function withOwnLinks(
  folder: string,
  url: string,
): Promise<ReadonlyMap<string, string>> {
  const files = await readCampaignFolder(folder)
  return new Map(
    [...files].map(([name, text]) => [name, text.replaceAll('https://shop.example', url)]),
  )
}
