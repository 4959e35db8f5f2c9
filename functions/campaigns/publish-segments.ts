/** Puts the segments of segments.yaml in force; one whose definition is unchanged keeps its instant. */
import { isDeepStrictEqual } from 'node:util'
import { type Segment, segmentIn } from '../domain/conditions.ts'
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { segmentsOf } from '../domain/understood.ts'
import { changeShop, loadShop, segmentKeys, segmentRow } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import type { SegmentDefinition } from './segments-file.ts'

export type PublishedSegment = {
  readonly segment: string
  readonly outcome: 'published' | 'unchanged' | 'removed'
}

/**
 * Stores those that are new or changed. It comes before the campaigns that name them.
 *
 * @throws if the shop is unknown
 */
export async function publishSegments(
  table: Table,
  shop: string,
  definitions: readonly SegmentDefinition[],
  now: Instant,
): Promise<readonly PublishedSegment[]> {
  const changedIn = (settings: Settings) =>
    definitions.flatMap((one) => changedSegment(one, settings, now))
  const before = await loadShop(table, shop)
  const changed = before ? changedIn(before.settings) : definitions
  if (changed.length > 0)
    await changeShop(table, shop, ({ settings }) => ({
      rows: changedIn(settings).map((segment) => segmentRow(shop, segment)),
    }))
  return definitions.map(({ id }) => ({
    segment: id,
    outcome: changed.some((one) => one.id === id) ? 'published' : 'unchanged',
  }))
}

/** A new name alone does not change who is in it. */
function changedSegment(
  definition: SegmentDefinition,
  settings: Settings,
  now: Instant,
): readonly Segment[] {
  const before = segmentIn(settings, definition.id)
  const isSame = before && isDeepStrictEqual(before.conditions, definition.conditions)
  if (isSame && isDeepStrictEqual(before.name, definition.name)) return []
  return [{ ...definition, definedAt: isSame ? before.definedAt : now }]
}

/**
 * Removes those that the file leaves out. It comes after the campaigns that no longer name them; one
 * that a campaign names after all, because another publication came in between, stays.
 */
export async function removeSegments(
  table: Table,
  shop: string,
  kept: readonly SegmentDefinition[],
): Promise<readonly PublishedSegment[]> {
  const leftOutIn = ({ segments = [], campaigns }: Settings) => {
    const used = new Set(campaigns.flatMap(segmentsOf))
    return segments
      .map(({ id }) => id)
      .filter((id) => !used.has(id) && kept.every((one) => one.id !== id))
  }
  const before = await loadShop(table, shop)
  const removed = before ? leftOutIn(before.settings) : []
  if (removed.length > 0)
    await changeShop(table, shop, ({ settings }) => ({
      removed: segmentKeys(shop, leftOutIn(settings)),
    }))
  return removed.map((segment) => ({ segment, outcome: 'removed' }))
}
