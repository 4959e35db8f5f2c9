/** A campaign's folder, read from disk. */
import { readdirSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CAMPAIGN_FILE, SAMPLE_FILE } from './compile-campaign.ts'

/**
 * Reads campaign.yaml, sample.json and the mails of `folder`; other files are ignored.
 *
 * @throws Error with code `no-campaign-here` if there is no campaign.yaml
 * @example await compileCampaign(await readCampaignFolder('templates/dormant'), makeRenderer())
 */
export async function readCampaignFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch((): string[] => [])
  if (!names.includes(CAMPAIGN_FILE)) {
    const message = `${folder} is not a campaign's folder: it has no ${CAMPAIGN_FILE}`
    throw Object.assign(new Error(message), { code: 'no-campaign-here', folder })
  }
  const wanted = names
    .filter((name) => name === CAMPAIGN_FILE || name === SAMPLE_FILE || name.endsWith('.mjml'))
    .sort()
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const
  return new Map(await Promise.all(wanted.map(read)))
}

/**
 * The names of the folders in a folder of campaigns, sorted; files next to them are ignored.
 *
 * @example campaignsIn('templates') // ['confirm', 'dormant', 'first-time', 'frequent']
 */
export const campaignsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
