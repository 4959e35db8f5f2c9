/** What of a shop's declarations its campaigns rely on, so that none of it is removed under them. */
import type { Campaign } from './campaign.ts'
import { CONDITIONS } from './condition-table.ts'
import { type Conditions, leavesIn, type Segment } from './conditions.ts'
import type { AttributeType, Declarations, PropertyType } from './declarations.ts'
import { LAST_PURCHASE } from './starts/start.ts'

export type UsedEvent = {
  readonly name: string
  /** The properties that it asks for. */
  readonly properties?: readonly string[]
  /** How far back it looks. */
  readonly withinDays?: number
}

export type UsedDeclarations = {
  readonly events: readonly UsedEvent[]
  readonly attributes: readonly string[]
}

type Naming = Pick<Campaign, 'start' | 'eligible' | 'steps' | 'endsOnEvents'>

/**
 * The events and attributes that a campaign names: in its start, its conditions, the segments that
 * they lead to, and what its steps wait for. What its mails show is not among them: a mail has an empty
 * text where a declaration is gone.
 *
 * @example usedDeclarations(checkout, segments).events // [{ name: 'checkout-started', properties: [] }]
 */
export function usedDeclarations(
  { start, eligible, steps, endsOnEvents = [] }: Naming,
  segments: readonly Segment[] = [],
): UsedDeclarations {
  const inConditions = [eligible, ...steps.flatMap((step) => [step.conditions, step.while])].map(
    (conditions) => declarationsIn(conditions, segments),
  )
  const awaited = steps.flatMap(({ until }) => (until ? [until.event] : []))
  const starting = declarationsOf(start, segments)
  return {
    events: [
      ...starting.events,
      ...[...awaited, ...endsOnEvents].map((name) => ({ name })),
      ...inConditions.flatMap(({ events }) => events),
    ],
    attributes: [...starting.attributes, ...inConditions.flatMap(({ attributes }) => attributes)],
  }
}

function declarationsOf(start: Campaign['start'], segments: readonly Segment[]): UsedDeclarations {
  switch (start.kind) {
    case 'event':
      return {
        events: [{ name: start.name, properties: Object.keys(start.where ?? {}) }],
        attributes: [],
      }
    case 'date':
      return { events: [], attributes: start.of === LAST_PURCHASE ? [] : [start.of] }
    case 'segment-entered':
      return declarationsIn({ segment: start.segment }, segments)
    default:
      return { events: [], attributes: [] }
  }
}

/** @example declarationsIn({ attribute: { name: 'tier', is: 'gold' } }, []).attributes // ['tier'] */
export function declarationsIn(
  conditions: Conditions | undefined,
  segments: readonly Segment[],
): UsedDeclarations {
  const events: UsedEvent[] = []
  const attributes: string[] = []
  for (const { name, asked } of leavesIn(conditions, segments)) {
    const event = name === 'event' && CONDITIONS.event.schema.safeParse(asked).data
    if (event) {
      const { where = {}, withinDays } = event
      events.push({ name: event.name, properties: Object.keys(where), withinDays })
    }
    const attribute = name === 'attribute' && CONDITIONS.attribute.schema.safeParse(asked).data
    if (attribute) attributes.push(attribute.name)
  }
  return { events, attributes }
}

/**
 * What is missing or narrower in these declarations than it was, and in use: by its path.
 *
 * @example lostDeclarations(before, after, { events: [{ name: 'delivered' }], attributes: [] })
 * // ['events.delivered']
 */
export function lostDeclarations(
  before: Declarations,
  after: Declarations,
  { events, attributes }: UsedDeclarations,
): readonly string[] {
  const lostEvents = events.flatMap(({ name, properties = [], withinDays = 0 }) => {
    const [was, is] = [before.events[name], after.events[name]]
    if (!was) return []
    if (!is) return [`events.${name}`]
    return [
      ...(is.keepDays < withinDays && is.keepDays < was.keepDays
        ? [`events.${name}.keepDays`]
        : []),
      ...properties
        .filter((property) => isNarrower(was.properties[property], is.properties[property]))
        .map((property) => `events.${name}.properties.${property}`),
    ]
  })
  const lostAttributes = attributes
    .filter((name) => isNarrower(before.attributes[name], after.attributes[name]))
    .map((name) => `attributes.${name}`)
  return [...new Set([...lostEvents, ...lostAttributes])]
}

type Type = AttributeType | PropertyType

/** Whether a value that was valid may no longer be. */
function isNarrower(was: Type | undefined, is: Type | undefined): boolean {
  if (was === undefined || is === was) return false
  if (is === undefined) return true
  if (typeof was === 'string') return true
  return typeof is === 'string' ? is !== 'text' : was.some((option) => !is.includes(option))
}
