/** When a step of a journey falls due: once, or again and again until the customer leaves its class. */
import type { Step } from './campaign.ts'
import { type Journey, journeyName } from './journey.ts'
import type { Message } from './message.ts'
import { isRepeated, repeatedStep, stepIdOf } from './message-ref.ts'
import type { Instant } from './time.ts'

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
 * The occurrences of a step that are due by `now`, each under the name that its message carries;
 * those of a step that is over are left out by the caller.
 *
 * @example occurrences(journey, step, now) // [{ step: 'care.1', dueAt }, { step: 'care.2', dueAt }]
 */
export function occurrences(
  journey: Journey,
  step: Step,
  now: Instant,
): readonly { readonly step: string; readonly dueAt: Instant }[] {
  const first = journey.startedAt + step.afterMs
  if (first > now) return []
  if (!step.repeat) return [{ step: step.id, dueAt: first }]
  const { everyMs } = step.repeat
  return Array.from({ length: Math.floor((now - first) / everyMs) + 1 }, (_, k) => ({
    step: repeatedStep(step.id, k + 1),
    dueAt: first + k * everyMs,
  }))
}

/** The first occurrence after `now`, if there is one. */
export function nextOccurrenceAt(
  journey: Journey,
  step: Step,
  over: StepsOver,
  now: Instant,
): Instant | undefined {
  if (over.has(stepName(journey, step.id))) return undefined
  const first = journey.startedAt + step.afterMs
  if (first > now) return first
  if (!step.repeat) return undefined
  const { everyMs } = step.repeat
  return first + (Math.floor((now - first) / everyMs) + 1) * everyMs
}
