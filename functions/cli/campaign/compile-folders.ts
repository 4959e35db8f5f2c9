/** Compiles the campaigns of several folders, all of them or none. */
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CAMPAIGN_FILE,
  type CompiledCampaign,
  compileCampaign,
} from '../../campaigns/compile-campaign.ts'
import { type Fault, sentences } from '../../campaigns/fault.ts'
import { readCampaignFolder } from '../../campaigns/read-campaign-folder.ts'
import { countriesWantingEmail } from '../../domain/law.ts'
import type { Settings } from '../../domain/policy.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import { cannotRead, Failure } from '../failure.ts'
import { faultLine } from './fault-line.ts'

/**
 * @param settings of the shop that they are published for
 * @throws Failure with every fault of every folder
 */
export async function compileFolders(
  folders: readonly string[],
  settings: Pick<Settings, 'shop' | 'policy' | 'declarations'>,
): Promise<readonly CompiledCampaign[]> {
  const renderer = makeRenderer()
  const faults: Fault[] = []
  const campaigns = new Map<
    string,
    { readonly folder: string; readonly campaign: CompiledCampaign }
  >()
  const found = await Promise.all(folders.map(campaignFolders))
  for (const folder of new Set(found.flat())) {
    const files = await readCampaignFolder(folder)
    const compilation = await compileCampaign(
      files,
      renderer,
      (locale) => countriesWantingEmail(settings, locale),
      settings.declarations,
      settings.shop.deliveryEvents,
    )
    if (!compilation.ok) {
      faults.push(
        ...compilation.faults.map((fault) => ({ ...fault, file: join(folder, fault.file) })),
      )
      continue
    }
    const { id } = compilation.campaign.definition
    const other = campaigns.get(id)
    if (other) faults.push(sameId(id, folder, other.folder))
    campaigns.set(id, { folder, campaign: compilation.campaign })
  }
  if (faults.length === 0) return [...campaigns.values()].map(({ campaign }) => campaign)
  throw new Failure((w) =>
    [...faults.map((fault) => faultLine(fault, w.faults)), w.campaign.faults(faults.length)].join(
      '\n',
    ),
  )
}

async function campaignFolders(folder: string): Promise<readonly string[]> {
  if (await isCampaign(folder)) return [folder]
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw cannotRead(folder, error)
  })
  const inside: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && (await isCampaign(path))) inside.push(path)
  }
  if (inside.length > 0) return inside
  throw new Failure((w) => w.campaign.noCampaignIn(folder, CAMPAIGN_FILE))
}

const isCampaign = (folder: string): Promise<boolean> =>
  access(join(folder, CAMPAIGN_FILE)).then(
    () => true,
    () => false,
  )

const sameId = (id: string, folder: string, other: string): Fault => ({
  file: join(folder, CAMPAIGN_FILE),
  field: 'id',
  ...sentences((w) => w.campaign.sameId(id, other)),
})
