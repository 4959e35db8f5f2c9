/** When a step of a journey falls due: once, or again and again. */
import type { Step } from './campaign.ts'
import type { Journey } from './journey.ts'
import { repeatedStep } from './message-ref.ts'
import type { Instant } from './time.ts'

/**
 * The occurrences of a step that are due by `now`, each under the name that its message carries.
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
export function nextOccurrenceAt(journey: Journey, step: Step, now: Instant): Instant | undefined {
  const first = journey.startedAt + step.afterMs
  if (first > now) return first
  if (!step.repeat) return undefined
  const { everyMs } = step.repeat
  return first + (Math.floor((now - first) / everyMs) + 1) * everyMs
}
