/** segments.yaml as a marketer writes it: conditions with a name, which campaigns share. */
import * as z from 'zod/mini'
import { type Segment, segmentsIn } from '../domain/conditions.ts'
import { conditionsFaults, type KnownToShop } from './check-conditions.ts'
import { Conditions, SegmentId } from './conditions-file.ts'
import { type Fault, sentences } from './fault.ts'
import { fixForSegments } from './field-fixes.ts'
import { NameByLocale } from './file-values.ts'
import { readFields } from './read-fields.ts'

export const SEGMENTS_FILE = 'segments.yaml'

/**
 * @example z.parse(SegmentsFile, { segments: { vip: { name: { en: 'VIP' }, conditions: { minPurchases: 5 } } } })
 */
export const SegmentsFile = z.strictObject({
  segments: z.record(SegmentId, z.strictObject({ name: NameByLocale, conditions: Conditions })),
})
export type SegmentsFile = z.infer<typeof SegmentsFile>

/** A segment before it is published. */
export type SegmentDefinition = Omit<Segment, 'definedAt'>

/**
 * @returns no segments if there is a fault
 * @param known what the shop declares, and how long a step may wait
 * @example readSegments(text, { declarations }).segments // [{ id: 'vip', name, conditions }]
 */
export function readSegments(
  text: string,
  known: Pick<KnownToShop, 'declarations' | 'stepWaitsDays'>,
): { readonly segments: readonly SegmentDefinition[]; readonly faults: readonly Fault[] } {
  const fields = readFields(SEGMENTS_FILE, text, SegmentsFile, fixForSegments)
  if (!fields.value) return { segments: [], faults: fields.faults }
  const segments = Object.entries(fields.value.segments).map(([id, entry]) => ({ id, ...entry }))
  const faults = segments.flatMap(({ id, conditions }) => {
    const path = ['segments', id, 'conditions']
    const line = fields.lineOf(path)
    const where = { file: SEGMENTS_FILE, ...(line !== undefined && { line }) }
    return [
      ...conditionsFaults(conditions, path, fields, { ...known, segments }),
      ...(leadsToItself(id, segments)
        ? [{ ...where, field: path.join('.'), ...sentences((w) => w.conditions.loop(id)) }]
        : []),
    ]
  })
  return { segments: faults.length === 0 ? segments : [], faults }
}

function leadsToItself(id: string, segments: readonly SegmentDefinition[]): boolean {
  const reached = new Set(namedBy(id, segments))
  for (const one of reached) for (const inner of namedBy(one, segments)) reached.add(inner)
  return reached.has(id)
}

const namedBy = (id: string, segments: readonly SegmentDefinition[]): readonly string[] =>
  segmentsIn(segments.find((segment) => segment.id === id)?.conditions)
