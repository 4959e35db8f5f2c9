/** Starts when a customer enters a class, once a stay; leaving the class ends the journey. */
import * as z from 'zod/mini'
import { spread } from '../hash.ts'
import { LIFECYCLE_CLASSES, stageOf } from '../lifecycle-class.ts'
import { arrivalOf } from '../order.ts'
import type { Instant } from '../time.ts'
import { mayCause, nothing, type Occasion, type StartRule } from './start-rule.ts'
import { enteredState } from './state-entry.ts'

export const classEntered: StartRule<'class-entered'> = {
  fields: { kind: true, class: true },
  purpose: 'of-campaign',
  isCausedByAbsence: (start) => stageOf(start.class) === 'stopped',
  happensAs: 'state',
  journey: z.looseObject({
    kind: z.literal('class-entered'),
    class: z.enum(LIFECYCLE_CLASSES),
    since: z.number(),
  }),
  isSameCause: () => undefined,
  begin: ({ class: wanted }, occasion) => {
    const { before, from } = occasion
    const { class: current, since } = occasion.assessment
    const last = before.at(-1)
    if (wanted !== current || since === undefined)
      return nothing({ reason: 'other-class', class: wanted })
    if (last && last.startedAt >= since) return nothing({ reason: 'once-a-stay', class: wanted })
    const arrivedAt = since < from ? arrivalOf(occasion.facts.orders, since) : 0
    const at = mayCause(occasion, since, arrivedAt) ? since : backlogRelease(occasion)
    if (at === undefined) return nothing({ reason: 'entered-before', class: wanted, at: from })
    const start = { kind: 'class-entered', class: current, since } as const
    const comesAt = { reason: 'turn-comes', class: wanted, at } as const
    return enteredState({ at, start, comesAt }, occasion)
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: (start, { assessment, bought, startedAt, now }) => {
    // The purchase that ends the campaign is what took the customer out of the class.
    if (bought || assessment.class === start.class) return undefined
    return { at: Math.max(startedAt, assessment.since ?? now), reason: 'left-class' }
  },
}

/** When a customer who was in the class already gets their turn, if the campaign asks for them. */
function backlogRelease(occasion: Occasion): Instant | undefined {
  const { campaign, facts, from, releasesBacklog } = occasion
  if (campaign.backlogOverMs === undefined || !releasesBacklog) return undefined
  const turn = spread(`${facts.shop}/${facts.customer}/${campaign.id}`)
  return from + Math.floor(turn * campaign.backlogOverMs)
}
