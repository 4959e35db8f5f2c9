/** Checks that conditions on what was mailed name campaigns that the shop has. */
import type { Campaign } from '../domain/campaign.ts'
import type { Conditions } from '../domain/conditions.ts'
import { nearestName } from '../domain/nearest-name.ts'
import { CAMPAIGN_FILE } from './compile-campaign.ts'
import { type Fault, sentences } from './fault.ts'
import { SEGMENTS_FILE, type SegmentDefinition } from './segments-file.ts'

type Asking = Pick<Campaign, 'eligible' | 'steps'>

/**
 * @param known the ids of all campaigns that will be in force
 * @example campaignNameFaults(campaign, ['welcome'])[0]?.file // 'campaign.yaml'
 */
export const campaignNameFaults = (
  { eligible, steps }: Asking,
  known: readonly string[],
): readonly Fault[] =>
  faultsIn([eligible, ...steps.map(({ conditions }) => conditions)], CAMPAIGN_FILE, known)

/** The same of the segments of a shop. */
export const campaignNameFaultsOfSegments = (
  segments: readonly SegmentDefinition[],
  known: readonly string[],
): readonly Fault[] =>
  faultsIn(
    segments.map(({ conditions }) => conditions),
    SEGMENTS_FILE,
    known,
  )

function faultsIn(
  all: readonly (Conditions | undefined)[],
  file: string,
  known: readonly string[],
): readonly Fault[] {
  const unknown = new Set(all.flatMap(campaignsNamedIn).filter((id) => !known.includes(id)))
  return [...unknown].map((id) => ({
    file,
    ...sentences((w) => w.conditions.campaign(id, nearestName(id, known), known)),
  }))
}

const campaignsNamedIn = (conditions: Conditions = {}): readonly string[] => {
  const { all = [], any = [], not, campaign } = conditions
  return [
    ...(campaign ? [campaign.id] : []),
    ...[...all, ...any, ...(not ? [not] : [])].flatMap(campaignsNamedIn),
  ]
}
