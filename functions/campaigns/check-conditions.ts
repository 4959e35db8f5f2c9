/** Checks what conditions name against what the shop declares: events, attributes and segments. */
import type { AskedByUnit } from '../domain/condition-table.ts'
import type { Conditions, Segment } from '../domain/conditions.ts'
import { isDated, undatedIn } from '../domain/conditions-over-time.ts'
import { type Declarations, isAsked } from '../domain/declarations.ts'
import { nearestName } from '../domain/nearest-name.ts'
import { isOfAState } from '../domain/starts/starts.ts'
import type { FaultText } from '../language/faults/fault-text.ts'
import type { FaultWords } from '../language/faults/fault-words.ts'
import type { CampaignFile } from './campaign-file.ts'
import { type Fault, sentences } from './fault.ts'
import type { FileFields } from './read-fields.ts'

/** What a shop has, as far as its campaigns may name it. */
export type KnownToShop = {
  readonly declarations: Declarations
  readonly segments: readonly Omit<Segment, 'definedAt'>[]
  /** Whether it posts when parcels arrive. */
  readonly deliveryEvents?: boolean | undefined
  /** How long a step may wait by its policy, while what it looks back on must be kept. */
  readonly stepWaitsDays?: number
}

type Path = readonly (string | number)[]
type Place = Pick<FileFields<unknown>, 'file' | 'lineOf'>
type Says = (words: FaultWords['conditions']) => FaultText

/** Of a campaign's start, of who is eligible, and of each step. */
export function campaignConditionFaults(
  { start, eligible, steps, late, reentryAfter }: CampaignFile,
  place: Place,
  known: KnownToShop,
): readonly Fault[] {
  const isLateInVain = late && (!isOfAState(start) || reentryAfter === 'never')
  return [
    ...(isLateInVain ? [faultAt(['late'], place, (w) => w.late)] : []),
    ...(start.kind === 'segment-entered' ? segmentStartFaults(start.segment, place, known) : []),
    ...conditionsFaults(eligible, ['eligible'], place, known),
    ...steps.flatMap((step, index) =>
      (['if', 'conditions', 'while'] as const).flatMap((field) =>
        conditionsFaults(step[field], ['steps', index, field], place, known),
      ),
    ),
  ]
}

/** A journey can start only by what is known to have begun at an instant. */
function segmentStartFaults(id: string, place: Place, known: KnownToShop): readonly Fault[] {
  const path = ['start', 'segment']
  const found = known.segments.find((segment) => segment.id === id)
  if (!found) return [unknownSegment(id, path, place, known)]
  const segments = known.segments.map((segment) => ({ ...segment, definedAt: 0 }))
  const undated = [...new Set(undatedIn(found.conditions, segments))]
  if (undated.length > 0) return [faultAt(path, place, (w) => w.undated(id, undated))]
  return isDated(found.conditions, segments) ? [] : [faultAt(path, place, (w) => w.standing(id))]
}

/**
 * @param path of the conditions in their file
 * @example conditionsFaults({ segment: 'vpi' }, ['eligible'], fields, known)[0]?.field // 'eligible.segment'
 */
export function conditionsFaults(
  conditions: Conditions | undefined,
  path: Path,
  place: Place,
  known: KnownToShop,
): readonly Fault[] {
  if (!conditions) return []
  const { all = [], any = [], not, segment, event, attribute } = conditions
  const inner = (name: string, several: readonly Conditions[]) =>
    several.flatMap((one, index) => conditionsFaults(one, [...path, name, index], place, known))
  const isKnown = segment === undefined || known.segments.some(({ id }) => id === segment)
  return [
    ...inner('all', all),
    ...inner('any', any),
    ...conditionsFaults(not, [...path, 'not'], place, known),
    ...(isKnown ? [] : [unknownSegment(segment, [...path, 'segment'], place, known)]),
    ...(event ? eventFaults(event, [...path, 'event'], place, known) : []),
    ...(attribute ? attributeFaults(attribute, [...path, 'attribute'], place, known) : []),
  ]
}

function eventFaults(
  { name, where = {}, withinDays }: AskedByUnit['event'],
  path: Path,
  place: Place,
  { declarations: { events }, stepWaitsDays = 0 }: KnownToShop,
): readonly Fault[] {
  const declared = Object.hasOwn(events, name) ? events[name] : undefined
  if (!declared) {
    const names = Object.keys(events)
    const near = nearestName(name, names)
    return [faultAt([...path, 'name'], place, (w) => w.event(name, near, names))]
  }
  const { keepDays, properties } = declared
  const asked = Object.keys(properties).filter((property) =>
    isAsked(properties[property] ?? 'text'),
  )
  const unknown = Object.keys(where).filter((property) => !asked.includes(property))
  return [
    ...unknown.map((property) =>
      faultAt([...path, 'where', property], place, (w) => w.property(name, property, asked)),
    ),
    ...(withinDays + stepWaitsDays > keepDays
      ? [
          faultAt([...path, 'withinDays'], place, (w) =>
            w.window(name, { days: withinDays, waits: stepWaitsDays, kept: keepDays }),
          ),
        ]
      : []),
  ]
}

function attributeFaults(
  { name }: AskedByUnit['attribute'],
  path: Path,
  place: Place,
  { declarations: { attributes } }: KnownToShop,
): readonly Fault[] {
  if (Object.hasOwn(attributes, name)) return []
  const names = Object.keys(attributes)
  const near = nearestName(name, names)
  return [faultAt([...path, 'name'], place, (w) => w.attribute(name, near, names))]
}

function unknownSegment(id: string, path: Path, place: Place, known: KnownToShop): Fault {
  const ids = known.segments.map((segment) => segment.id)
  return faultAt(path, place, (w) => w.segment(id, nearestName(id, ids), ids))
}

function faultAt(path: Path, { file, lineOf }: Place, says: Says): Fault {
  const line = lineOf(path)
  return {
    ...{ file, ...(line !== undefined && { line }), field: path.join('.') },
    ...sentences((w) => says(w.conditions)),
  }
}
