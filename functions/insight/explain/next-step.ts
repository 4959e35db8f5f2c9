/** Which step of a campaign a journey comes to next. */
import type { Campaign } from '../../domain/campaign.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import type { Journey } from '../../domain/journey.ts'
import {
  byNameOf,
  courseOf,
  nextOccurrenceAt,
  occurrences,
  stepsOver,
} from '../../domain/occurrences.ts'
import type { Instant } from '../../domain/time.ts'

export type NextStep = {
  /** With its occurrence, if it repeats. */
  readonly step: string
  /** When it falls due, unless the journey ends before; absent if it waits for an event or a mail. */
  readonly at?: Instant
}

/**
 * The step that falls due next after `now`; undefined if none is left.
 *
 * @example nextStepOf(journey, campaign, facts, now) // { step: 'offer', at: ... }
 */
export function nextStepOf(
  journey: Journey,
  campaign: Pick<Campaign, 'steps'>,
  { messages, events }: Pick<CustomerFacts, 'messages' | 'events'>,
  now: Instant,
): NextStep | undefined {
  const over = stepsOver(messages)
  const course = courseOf(journey, campaign, events, byNameOf(messages))
  const [next] = campaign.steps
    .flatMap((step) => {
      const at = nextOccurrenceAt(step, course, over, now)
      return at === undefined ? [] : [{ step, at }]
    })
    .sort((a, b) => a.at - b.at)
  if (next) {
    const step = occurrences(next.step, course, next.at).at(-1)?.step ?? next.step.id
    return { step, at: next.at }
  }
  const waiting = campaign.steps.find(
    ({ id, afterPreviousMs, until }) =>
      (afterPreviousMs !== undefined || until) && !course.messageOf(id),
  )
  return waiting && !journey.end ? { step: waiting.id } : undefined
}
