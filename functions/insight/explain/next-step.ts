/** Which step of a campaign a journey comes to next. */
import type { Campaign } from '../../domain/campaign.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Message } from '../../domain/message.ts'
import { nextOccurrenceAt, occurrences, stepsOver } from '../../domain/occurrences.ts'
import type { Instant } from '../../domain/time.ts'

export type NextStep = {
  /** With its occurrence, if it repeats. */
  readonly step: string
  /** When it falls due, unless the journey ends before. */
  readonly at: Instant
}

/**
 * The step that falls due next after `now`; undefined if none is left.
 *
 * @example nextStepOf(journey, campaign, facts.messages, now) // { step: 'offer', at: ... }
 */
export function nextStepOf(
  journey: Journey,
  { steps }: Pick<Campaign, 'steps'>,
  messages: readonly Message[],
  now: Instant,
): NextStep | undefined {
  const over = stepsOver(messages)
  const [next] = steps
    .flatMap((step) => {
      const at = nextOccurrenceAt(journey, step, over, now)
      return at === undefined ? [] : [{ step, at }]
    })
    .sort((a, b) => a.at - b.at)
  if (!next) return undefined
  const step = occurrences(journey, next.step, next.at).at(-1)?.step ?? next.step.id
  return { step, at: next.at }
}
