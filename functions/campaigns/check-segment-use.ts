/** Checks the segments of a file against the campaigns that will be in force with them. */
import type { Campaign } from '../domain/campaign.ts'
import { isDated, undatedIn } from '../domain/conditions-over-time.ts'
import { segmentsOf } from '../domain/understood.ts'
import { type Fault, sentences } from './fault.ts'
import { SEGMENTS_FILE, type SegmentDefinition } from './segments-file.ts'

/** What of a campaign says which segments it uses. */
export type SegmentUser = Pick<Campaign, 'id' | 'start' | 'eligible' | 'steps'>

/**
 * A segment in use must be there, and one that starts a campaign must still be able to.
 *
 * @param inForce the campaigns that this publication leaves as they are
 * @example segmentUseFaults([], [vipCampaign])[0]?.file // 'segments.yaml'
 */
export function segmentUseFaults(
  definitions: readonly SegmentDefinition[],
  inForce: readonly SegmentUser[],
): readonly Fault[] {
  const segments = definitions.map((segment) => ({ ...segment, definedAt: 0 }))
  const used = new Set(inForce.flatMap(segmentsOf))
  const missing = [...used].filter((id) => segments.every((segment) => segment.id !== id))
  const faults = missing.map((id): Fault => {
    const users = inForce.filter((one) => segmentsOf(one).includes(id)).map((one) => one.id)
    return { file: SEGMENTS_FILE, ...sentences((w) => w.conditions.inUse(id, users)) }
  })
  const unfit = inForce.flatMap(({ id: campaign, start }): readonly Fault[] => {
    if (start.kind !== 'segment-entered') return []
    const { segment: id } = start
    const conditions = segments.find((segment) => segment.id === id)?.conditions
    if (!conditions) return []
    if (undatedIn(conditions, segments).length === 0 && isDated(conditions, segments)) return []
    const field = `segments.${id}.conditions`
    return [
      {
        file: SEGMENTS_FILE,
        field,
        ...sentences((w) => w.conditions.startsCampaign(id, campaign)),
      },
    ]
  })
  return [...faults, ...unfit]
}
