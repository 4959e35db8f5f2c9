/** Conditions on what a shop posts under declared names, and on what was mailed. */
import * as z from 'zod/mini'
import { AskedOfValue, type AskedRange, Is, isAsAsked, isWithin, Range } from './asked-value.ts'
import { WithinDays, windowStart } from './condition-orders.ts'
import type { SubjectView } from './condition-view.ts'
import type { AskedValue, CustomerEvent } from './customer-event.ts'
import type { Message } from './message.ts'
import { DAY_MS, type Instant } from './time.ts'
import { bothOf, isCountWithin, type Truth } from './truth.ts'

const WholeNumber = z.int().check(z.nonnegative())
const Name = z.string().check(z.minLength(1))

export const AskedEvent = z
  .strictObject({
    name: Name,
    where: z.exactOptional(z.record(z.string(), AskedOfValue)),
    withinDays: WithinDays,
    min: z.exactOptional(WholeNumber),
    max: z.exactOptional(WholeNumber),
  })
  .check(z.refine(({ min = 0, max = Number.POSITIVE_INFINITY }) => min <= max))
export type AskedEvent = {
  readonly name: string
  readonly where?: Readonly<Record<string, AskedOfValue>>
  readonly withinDays: number
  readonly min?: number
  readonly max?: number
}

/** At least one, unless it is said how many. */
export const eventBounds = ({
  min,
  max,
}: AskedEvent): { readonly min: number; readonly max?: number } => ({
  min: min ?? (max === undefined ? 1 : 0),
  ...(max !== undefined && { max }),
})

/** An event that lacks a property that is asked for may be one of them. */
export function happenedAsAsked(asked: AskedEvent, subject: SubjectView): Truth {
  const from = windowStart(asked, subject.at)
  let [sure, possible] = [0, 0]
  for (const event of subject.facts.events) {
    if (event.name !== asked.name || event.at <= from || event.at > subject.until) continue
    const isOne = hasProperties(event, asked.where)
    if (isOne) sure++
    else if (isOne === undefined) possible++
  }
  return isCountWithin({ sure, possible }, eventBounds(asked))
}

/** @example hasProperties(event, { totalMinor: { min: 5_000 } }) // true */
const hasProperties = ({ asked }: CustomerEvent, where: AskedEvent['where'] = {}): Truth =>
  Object.entries(where).reduce<Truth>(
    (truth, [property, wanted]) => bothOf(truth, isAsAsked(asked[property], wanted)),
    true,
  )

export const eventsChangeAt = (
  { name, withinDays }: AskedEvent,
  { facts }: Pick<SubjectView, 'facts'>,
): readonly Instant[] =>
  facts.events
    .filter((event) => event.name === name)
    .flatMap(({ at }) => [at, at + withinDays * DAY_MS])

export const AskedAttribute = z
  .strictObject({
    name: Name,
    is: z.exactOptional(Is),
    ...Range,
    known: z.exactOptional(z.boolean()),
  })
  .check(
    z.refine(
      ({ is, min, max, known }) =>
        [is, min ?? max, known].filter((asked) => asked !== undefined).length === 1,
    ),
  )
export type AskedAttribute = AskedRange & {
  readonly name: string
  readonly is?: AskedValue | readonly AskedValue[]
  /** Whether there is a value. */
  readonly known?: boolean
}

/** A value is not known before the instant since which it is stated. */
export function attributeAsAsked(asked: AskedAttribute, subject: SubjectView): Truth {
  const found = subject.facts.attributes.find(({ name }) => name === asked.name)
  const value = found && found.since <= subject.until ? found.value : undefined
  if (asked.known !== undefined) return (value !== undefined) === asked.known
  if (value === undefined) return undefined
  return asked.is === undefined ? isWithin(value, asked) : isAsAsked(value, [asked.is].flat())
}

export const attributeChangesAt = (
  { name }: AskedAttribute,
  { facts }: Pick<SubjectView, 'facts'>,
): readonly Instant[] =>
  facts.attributes.filter((attribute) => attribute.name === name).map(({ since }) => since)

export const AskedCampaign = z.union([
  z.strictObject({ id: Name, sentWithinDays: WithinDays }),
  z.strictObject({ id: Name, neverSent: z.literal(true) }),
])
export type AskedCampaign =
  | { readonly id: string; readonly sentWithinDays: number }
  | { readonly id: string; readonly neverSent: true }

/**
 * What was mailed before the instant itself: a mail that leaves while the step waits does not change
 * it. Whether a mail of unknown fate was sent is unknown.
 */
export function mailedAsAsked(asked: AskedCampaign, { facts, at }: SubjectView): Truth {
  const from =
    'sentWithinDays' in asked ? at - asked.sentWithinDays * DAY_MS : Number.NEGATIVE_INFINITY
  const fates = facts.messages
    .filter(({ campaign }) => campaign === asked.id)
    .map((message) => wasSentBetween(message, from, at))
  const isSent = fates.includes(true) ? true : fates.includes(undefined) ? undefined : false
  return 'neverSent' in asked ? (isSent === undefined ? undefined : !isSent) : isSent
}

function wasSentBetween(message: Message, from: Instant, before: Instant): Truth {
  const isBetween = (sentAt: Instant) => sentAt > from && sentAt < before
  switch (message.status) {
    case 'accepted':
      return isBetween(message.acceptedAt)
    case 'claimed':
    case 'unknown':
    case 'given-up':
      return isBetween(message.claimedAt) ? undefined : false
    default:
      return false
  }
}
