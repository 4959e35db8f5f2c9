/**
 * When a step of a journey falls due: once, or again and again until the customer leaves its class;
 * after the start, after the step before it, or when an event comes.
 */
import { fallsDueWith } from './awaited-events.ts'
import type { Campaign, Step } from './campaign.ts'
import type { CustomerEvent } from './customer-event.ts'
import { type Journey, journeyName } from './journey.ts'
import type { Message } from './message.ts'
import { isRepeated, messageName, repeatedStep, stepIdOf } from './message-ref.ts'
import type { Instant } from './time.ts'

/** The rows by which the steps of a journey fall due. */
export type Course = {
  readonly journey: Journey
  readonly steps: Campaign['steps']
  readonly events: readonly CustomerEvent[]
  /** The message of an occurrence of this journey, if it is there. */
  readonly messageOf: (occurrence: string) => Message | undefined
}

/**
 * @param byName messages by their names
 * @example courseOf(journey, campaign, facts.events, byName)
 */
export const courseOf = (
  journey: Journey,
  { steps }: Pick<Campaign, 'steps'>,
  events: readonly CustomerEvent[],
  byName: ReadonlyMap<string, Message>,
): Course => ({
  journey,
  steps,
  events,
  messageOf: (step) => byName.get(messageName({ ...refOf(journey), step })),
})

const refOf = ({ campaign, n }: Journey) => ({ campaign, n })

/** @example byNameOf(facts.messages).get('care#1#tips') */
export const byNameOf = (messages: readonly Message[]): ReadonlyMap<string, Message> =>
  new Map(messages.map((message) => [messageName(message), message]))

/** Steps that repeat no more, by `stepName`. */
export type StepsOver = ReadonlySet<string>

/** @example stepName({ campaign: 'care', n: 1 }, 'tips') // 'care#1/tips' */
export const stepName = (journey: Pick<Journey, 'campaign' | 'n'>, stepId: string): string =>
  `${journeyName(journey)}/${stepId}`

/**
 * The repeating steps that are over: an occurrence was skipped because the customer had left the
 * class in which the step repeats. It does not begin again when they come back.
 *
 * @example stepsOver(facts.messages).has('care#1/tips') // true
 */
export const stepsOver = (messages: readonly Message[]): StepsOver =>
  new Set(messages.filter(endsItsStep).map((message) => stepName(message, stepIdOf(message))))

/** Whether a message is the last of its step. @example endsItsStep({ ...tips2, status: 'skipped', reason: 'left-class' }) // true */
export const endsItsStep = (message: Message): boolean =>
  message.status === 'skipped' && message.reason === 'left-class' && isRepeated(message)

/**
 * When a step falls due first; undefined while that is open.
 *
 * @example firstDueAt(step, course) // undefined: the mail before it has not been handed over
 */
function firstDueAt(step: Step, course: Course): Instant | undefined {
  const { journey, steps, events, messageOf } = course
  const { afterMs, afterPreviousMs, until } = step
  if (until) return fallsDueWith(until, journey, events)
  if (afterPreviousMs === undefined) return journey.startedAt + afterMs
  const previous = stepBefore(step, steps)
  // It was withdrawn.
  if (!previous) return journey.startedAt + afterPreviousMs
  const message = messageOf(previous.id)
  const from = message && passedAt(message)
  return from === undefined ? undefined : from + afterPreviousMs
}

/** @example stepBefore(offer, campaign.steps)?.id // 'picks' */
export const stepBefore = (step: Step, steps: Campaign['steps']): Step | undefined =>
  steps[steps.findIndex(({ id }) => id === step.id) - 1]

/** From when the next step counts: see `Step.afterPreviousMs`. */
function passedAt(message: Message): Instant | undefined {
  switch (message.status) {
    case 'accepted':
      return message.acceptedAt
    case 'given-up':
      return message.claimedAt
    case 'refused':
      return message.at
    case 'skipped':
      return message.dueAt
    case 'held':
    case 'deferred':
    case 'due':
    case 'parked':
    case 'claimed':
    case 'unknown':
      return undefined
  }
}

/** The step whose time counts from this one, if the campaign has such a step. */
export const stepAfter = (steps: Campaign['steps'], stepId: string): Step | undefined =>
  steps.find((step, index) => step.afterPreviousMs !== undefined && steps[index - 1]?.id === stepId)

/**
 * The occurrences of a step that are due by `now`, each under the name that its message carries;
 * those of a step that is over are left out by the caller.
 *
 * @example occurrences(step, course, now) // [{ step: 'care.1', dueAt }, { step: 'care.2', dueAt }]
 */
export function occurrences(
  step: Step,
  course: Course,
  now: Instant,
): readonly { readonly step: string; readonly dueAt: Instant }[] {
  const first = firstDueAt(step, course)
  if (first === undefined || first > now) return []
  if (!step.repeat) return [{ step: step.id, dueAt: first }]
  const { everyMs } = step.repeat
  return Array.from({ length: Math.floor((now - first) / everyMs) + 1 }, (_, k) => ({
    step: repeatedStep(step.id, k + 1),
    dueAt: first + k * everyMs,
  }))
}

/** The first occurrence after `now`, if one is known. */
export function nextOccurrenceAt(
  step: Step,
  course: Course,
  over: StepsOver,
  now: Instant,
): Instant | undefined {
  if (over.has(stepName(course.journey, step.id))) return undefined
  const first = firstDueAt(step, course)
  if (first === undefined || first > now) return first
  if (!step.repeat) return undefined
  const { everyMs } = step.repeat
  return first + (Math.floor((now - first) / everyMs) + 1) * everyMs
}
