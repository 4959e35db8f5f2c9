/** A campaign's folder, read from disk. */
import { readdirSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BRAND_FILE } from './brand-file.ts'
import { CAMPAIGN_FILE, SAMPLE_FILE } from './compile-campaign.ts'
import { PARTIALS } from './partials.ts'

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
  const shared = await sharedFiles(folder)
  return new Map([...(await Promise.all(wanted.map(read))), ...shared])
}

/** Those of Rekindle, for what a shop's own folder does not have. */
const SHIPPED = fileURLToPath(new URL('../../templates/', import.meta.url))

/** The brand and the partials of the folder that the campaign's folder is in. */
async function sharedFiles(
  folder: string,
): Promise<readonly (readonly [name: string, text: string])[]> {
  const found: (readonly [string, string])[] = []
  for (const above of [SHIPPED, join(folder, '..')]) {
    const names = (await readdir(join(above, PARTIALS)).catch((): string[] => []))
      .filter((name) => name.endsWith('.mjml'))
      .map((name) => `${PARTIALS}/${name}`)
    for (const name of [...names, ...(above === SHIPPED ? [] : [BRAND_FILE])].sort()) {
      const text = await readFile(join(above, name), 'utf8').catch(ifMissing)
      if (text !== undefined) found.push([`../${name}`, text])
    }
  }
  return found
}

function ifMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

/**
 * The names of the folders in a folder of campaigns, sorted; files next to them are ignored.
 *
 * @example campaignsIn('templates') // ['confirm', 'dormant', 'first-time', 'frequent']
 */
export const campaignsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== PARTIALS)
    .map(({ name }) => name)
    .sort()
