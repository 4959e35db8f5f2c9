/**
 * What this version does not know of campaigns and journeys that a newer one wrote. Nothing is
 * sent, skipped, started or ended where anything is unknown: the newer version decides, or this one
 * once it is updated.
 */
import {
  AWAITED_FIELDS,
  CAMPAIGN_FIELDS,
  CAMPAIGN_KINDS,
  type Campaign,
  STEP_FIELDS,
  WITHOUT_EVENT,
} from './campaign.ts'
import { type Conditions, type Segment, segmentsIn, unknownConditions } from './conditions.ts'
import type { CustomerFacts } from './customer.ts'
import { JOURNEY_ENDS, type Journey } from './journey.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from './lifecycle-class.ts'
import type { MessageRef } from './message-ref.ts'
import type { Settings } from './policy.ts'
import type { KnownField } from './starts/start-rule.ts'
import { startRule } from './starts/starts.ts'

const KINDS: readonly string[] = CAMPAIGN_KINDS
const CLASSES: readonly string[] = LIFECYCLE_CLASSES
const WITHOUT: readonly string[] = WITHOUT_EVENT
const ENDS: readonly string[] = JOURNEY_ENDS

/** Settings and facts never change once they are read, so each is checked once. */
function onceFor<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const found = new WeakMap<Key, { readonly it: Found }>()
  return (key) => {
    const known = found.get(key)
    if (known) return known.it
    const it = find(key)
    found.set(key, { it })
    return it
  }
}

/**
 * What of a campaign is unknown; none if it may be acted on. A segment that it uses counts too, if it
 * is not there, or is defined by what is unknown.
 *
 * @example unknownInCampaign(winBack, settings) // ['condition minOrders', 'start birthday']
 */
export function unknownInCampaign(
  campaign: Campaign,
  { segments = NO_SEGMENTS }: Pick<Settings, 'segments'>,
): readonly string[] {
  const { unknown, segments: used } = unknownInItself(campaign)
  if (used.length === 0) return unknown
  const known = knownSegments(segments)
  const missing = used.filter((id) => !known.has(id)).map((id) => `segment ${id}`)
  return missing.length === 0 ? unknown : [...unknown, ...missing]
}

/** What is unknown of a campaign itself, and the segments that it names. */
type InItself = { readonly unknown: readonly string[]; readonly segments: readonly string[] }

const NO_SEGMENTS: readonly Segment[] = []

/** Those whose definitions are understood, and those of all segments that they use. */
const knownSegments = onceFor((segments: readonly Segment[]): ReadonlySet<string> => {
  const known = new Set(
    segments.filter(({ conditions }) => unknownAmong(conditions).length === 0).map(({ id }) => id),
  )
  const isComplete = ({ conditions }: Segment) =>
    segmentsIn(conditions).every((id) => known.has(id))
  for (let before = -1; before !== known.size; ) {
    before = known.size
    for (const segment of segments) if (!isComplete(segment)) known.delete(segment.id)
  }
  return known
})

const unknownInItself = onceFor((campaign: Campaign): InItself => {
  const { kind, start, eligible, steps } = campaign
  const unknown: string[] = []
  unknown.push(...unknownFields('field', campaign, CAMPAIGN_FIELDS))
  if (!KINDS.includes(kind)) unknown.push(`kind ${kind}`)
  if (campaign.restart !== undefined && campaign.restart !== 'latest')
    unknown.push(`restart ${String(campaign.restart)}`)
  const rule = startRule(start)
  if (!rule) unknown.push(`start ${start.kind}`)
  else unknown.push(...unknownFields('start field', start, rule.fields))
  if ('class' in start) unknown.push(...unknownClass(start.class))
  unknown.push(...unknownAmong(eligible))
  for (const step of steps) {
    const { repeat, conditions, until } = step
    unknown.push(...unknownFields('step field', step, STEP_FIELDS))
    if (repeat) unknown.push(...unknownClass(repeat.while))
    if (until) unknown.push(...unknownFields('field of until', until, AWAITED_FIELDS))
    if (until && !WITHOUT.includes(until.else)) unknown.push(`else ${until.else}`)
    unknown.push(...unknownAmong(conditions), ...unknownAmong(step.while))
  }
  return {
    unknown: unknown.length === 0 ? unknown : [...new Set(unknown)].sort(),
    segments: segmentsOf(campaign),
  }
})

/** The segments that a campaign names. */
export const segmentsOf = ({
  start,
  eligible,
  steps,
}: Pick<Campaign, 'start' | 'eligible' | 'steps'>): readonly string[] => [
  ...(start.kind === 'segment-entered' ? [start.segment] : []),
  ...segmentsIn(eligible),
  ...steps.flatMap((step) => [...segmentsIn(step.conditions), ...segmentsIn(step.while)]),
]

const unknownFields = (
  what: string,
  stored: object,
  known: Readonly<Record<string, KnownField>>,
): readonly string[] =>
  Object.entries(stored).flatMap(([name, value]: readonly [string, unknown]) => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined
    if (field === undefined) return [`${what} ${name}`]
    const isNested = field !== true && typeof value === 'object' && value !== null
    return isNested ? unknownFields(`${what} ${name}`, value, field) : []
  })

const unknownAmong = (conditions: Conditions | undefined): readonly string[] =>
  unknownConditions(conditions).map((name) => `condition ${name}`)

const unknownClass = (name: LifecycleClass): readonly string[] =>
  CLASSES.includes(name) ? [] : [`class ${name}`]

/**
 * What of a journey itself is unknown; undefined if its campaign decides whether to act on it.
 */
export const unknownInJourney = onceFor(({ start, end }: Journey): string | undefined => {
  if (!startRule(start)?.journey.safeParse(start).success) return `start ${start.kind}`
  return end && !ENDS.includes(end.reason) ? `end ${end.reason}` : undefined
})

/** What of a customer's campaigns and journeys is left alone, and how it is called in a log. */
export type NotUnderstood = {
  readonly names: readonly string[]
  /** Whether a message, or a journey, is to stay exactly as it is stored. */
  readonly covers: (one: Pick<MessageRef, 'campaign' | 'n'>) => boolean
}

/**
 * What must be left alone for a customer.
 *
 * @example notUnderstood(facts, settings).names // ['campaign win-back: condition minOrders']
 */
export function notUnderstood(
  { journeys }: Pick<CustomerFacts, 'journeys'>,
  settings: Pick<Settings, 'campaigns' | 'segments'>,
): NotUnderstood {
  const names: string[] = []
  const covered = new Set<string>()
  for (const campaign of settings.campaigns)
    for (const what of unknownInCampaign(campaign, settings)) {
      names.push(`campaign ${campaign.id}: ${what}`)
      covered.add(campaign.id)
    }
  for (const journey of journeys) {
    const what = unknownInJourney(journey)
    if (what === undefined) continue
    names.push(`journey ${journey.campaign}#${journey.n}: ${what}`)
    covered.add(`${journey.campaign}#${journey.n}`)
  }
  return {
    names,
    covers: ({ campaign, n }) =>
      covered.size > 0 && (covered.has(campaign) || covered.has(`${campaign}#${n}`)),
  }
}

/**
 * Whether a message may be acted on: a sender claims none that this version does not understand.
 *
 * @example isUnderstood(message, facts, settings) // true
 */
export const isUnderstood = (
  message: Pick<MessageRef, 'campaign' | 'n'>,
  facts: Pick<CustomerFacts, 'journeys'>,
  settings: Pick<Settings, 'campaigns' | 'segments'>,
): boolean => !notUnderstood(facts, settings).covers(message)
