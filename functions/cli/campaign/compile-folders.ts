/** Compiles the campaigns of several folders, all of them or none. */
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  campaignNameFaults,
  campaignNameFaultsOfSegments,
} from '../../campaigns/check-campaign-names.ts'
import { segmentUseFaults } from '../../campaigns/check-segment-use.ts'
import {
  CAMPAIGN_FILE,
  type CompiledCampaign,
  compileCampaign,
} from '../../campaigns/compile-campaign.ts'
import { type Fault, sentences } from '../../campaigns/fault.ts'
import { readCampaignFolder } from '../../campaigns/read-campaign-folder.ts'
import {
  readSegments,
  SEGMENTS_FILE,
  type SegmentDefinition,
} from '../../campaigns/segments-file.ts'
import { countriesWantingEmail } from '../../domain/law.ts'
import type { Settings } from '../../domain/policy.ts'
import { makeRenderer } from '../../pipeline/sending/render.ts'
import { cannotRead, Failure } from '../failure.ts'
import { faultLine } from './fault-line.ts'

/** What a publication brings. */
export type Compiled = {
  readonly campaigns: readonly CompiledCampaign[]
  /** Absent if no folder has a file of segments: then those of the shop stay. */
  readonly segments?: readonly SegmentDefinition[]
}

type ShopToPublishFor = Pick<
  Settings,
  'shop' | 'policy' | 'campaigns' | 'declarations' | 'segments'
>

/**
 * @param settings of the shop that they are published for
 * @throws Failure with every fault of every folder
 */
export async function compileFolders(
  folders: readonly string[],
  settings: ShopToPublishFor,
): Promise<Compiled> {
  const renderer = makeRenderer()
  const faults: Fault[] = []
  const campaigns = new Map<
    string,
    { readonly folder: string; readonly campaign: CompiledCampaign }
  >()
  const found = await Promise.all(folders.map(campaignFolders))
  const ofFolders = await segmentsOfFolders(folders, settings)
  faults.push(...ofFolders.faults)
  const { declarations, segments: inForce = [] } = settings
  const known = {
    declarations,
    segments: ofFolders.segments ?? inForce,
    deliveryEvents: settings.shop.deliveryEvents,
    stepWaitsDays: longestWait(settings),
  }
  for (const folder of new Set(found.flat())) {
    const files = await readCampaignFolder(folder)
    const compilation = await compileCampaign(
      files,
      renderer,
      (locale) => countriesWantingEmail(settings, locale),
      known,
    )
    if (!compilation.ok) {
      faults.push(...compilation.faults.map((fault) => inFolder(folder, fault)))
      continue
    }
    const { id } = compilation.campaign.definition
    const other = campaigns.get(id)
    if (other) faults.push(sameId(id, folder, other.folder))
    campaigns.set(id, { folder, campaign: compilation.campaign })
  }
  const others = settings.campaigns.filter(({ id }) => !campaigns.has(id))
  const ids = [...others.map(({ id }) => id), ...campaigns.keys()]
  if (faults.length === 0) {
    for (const { folder, campaign } of campaigns.values())
      for (const fault of campaignNameFaults(campaign.definition, ids))
        faults.push(inFolder(folder, fault))
    if (ofFolders.segments)
      faults.push(
        ...campaignNameFaultsOfSegments(ofFolders.segments, ids),
        ...segmentUseFaults(ofFolders.segments, others),
      )
  }
  if (faults.length > 0)
    throw new Failure((w) =>
      [...faults.map((fault) => faultLine(fault, w.faults)), w.campaign.faults(faults.length)].join(
        '\n',
      ),
    )
  return {
    campaigns: [...campaigns.values()].map(({ campaign }) => campaign),
    ...(ofFolders.segments && { segments: ofFolders.segments }),
  }
}

const longestWait = ({ policy }: Pick<Settings, 'policy'>): number =>
  Math.max(policy.staleAfterDays, policy.deferForDays)

const inFolder = (folder: string, fault: Fault): Fault => ({
  ...fault,
  file: join(folder, fault.file),
})

/** Of all folders that have a file of segments. */
async function segmentsOfFolders(
  folders: readonly string[],
  settings: ShopToPublishFor,
): Promise<{
  readonly segments?: readonly SegmentDefinition[]
  readonly faults: readonly Fault[]
}> {
  const segments: SegmentDefinition[] = []
  const faults: Fault[] = []
  const having: string[] = []
  for (const folder of folders) if (await has(folder, SEGMENTS_FILE)) having.push(folder)
  for (const folder of having) {
    const read = readSegments(await readFile(join(folder, SEGMENTS_FILE), 'utf8'), {
      declarations: settings.declarations,
      stepWaitsDays: longestWait(settings),
    })
    faults.push(...read.faults.map((fault) => inFolder(folder, fault)))
    segments.push(...read.segments)
  }
  return { faults, ...(having.length > 0 && { segments }) }
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
  if (inside.length > 0 || (await has(folder, SEGMENTS_FILE))) return inside
  throw new Failure((w) => w.campaign.noCampaignIn(folder, CAMPAIGN_FILE))
}

const has = (folder: string, file: string): Promise<boolean> =>
  access(join(folder, file)).then(
    () => true,
    () => false,
  )

const isCampaign = (folder: string): Promise<boolean> => has(folder, CAMPAIGN_FILE)

const sameId = (id: string, folder: string, other: string): Fault => ({
  file: join(folder, CAMPAIGN_FILE),
  field: 'id',
  ...sentences((w) => w.campaign.sameId(id, other)),
})
