/** What of a shop's declarations its campaigns rely on, so that none of it is removed under them. */
import type { Campaign } from './campaign.ts'
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

/** The events and attributes that a campaign names. */
export const usedDeclarations = ({ start }: Pick<Campaign, 'start'>): UsedDeclarations => ({
  events:
    start.kind === 'event'
      ? [{ name: start.name, properties: Object.keys(start.where ?? {}) }]
      : [],
  attributes: start.kind === 'date' && start.of !== LAST_PURCHASE ? [start.of] : [],
})

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
