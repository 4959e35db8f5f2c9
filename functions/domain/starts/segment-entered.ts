/** Starts when a customer enters a segment, once a stay; leaving the segment ends the journey. */
import * as z from 'zod/mini'
import { type Segment, segmentIn, segmentsIn } from '../conditions.ts'
import { conditionsAt, type Holding } from '../conditions-over-time.ts'
import type { CustomerFacts } from '../customer.ts'
import type { Settings } from '../policy.ts'
import type { Instant } from '../time.ts'
import { nothing, type Occasion, type StartRule } from './start-rule.ts'
import { askedAgainAt, enteredState } from './state-entry.ts'

export const segmentEntered: StartRule<'segment-entered'> = {
  fields: { kind: true, segment: true },
  purpose: 'of-campaign',
  // A segment may be of customers to whom nothing happened.
  isCausedByAbsence: () => true,
  happensAs: 'state',
  journey: z.looseObject({
    kind: z.literal('segment-entered'),
    segment: z.string(),
    since: z.number(),
  }),
  isSameCause: () => undefined,
  begin: ({ segment: id }, occasion) => {
    const { before, settings } = occasion
    const segment = segmentIn(settings, id)
    if (!segment) return nothing({ reason: 'not-understood' })
    const from = countsFrom(segment, occasion)
    const { holds, since, nextChangeAt } = holdingOf(segment, { ...occasion, from })
    if (!holds) return nothing({ reason: 'not-in-segment', segment: id }, nextChangeAt)
    if (since === undefined || since < from)
      return nothing({ reason: 'in-segment-before', segment: id, at: from }, nextChangeAt)
    const last = before.at(-1)
    if (last && last.startedAt >= since)
      return nothing({ reason: 'once-in-segment', segment: id }, nextChangeAt)
    const start = { kind: 'segment-entered', segment: id, since } as const
    const comesAt = { reason: 'not-in-segment', segment: id } as const
    return askedAgainAt(enteredState({ at: since, start, comesAt }, occasion), nextChangeAt)
  },
  lapsesAt: () => undefined,
  end: ({ segment: id, since: entered }, { bought, facts, settings, startedAt, now }) => {
    const segment = segmentIn(settings, id)
    if (bought || !segment) return undefined
    const { holds, since } = holdingOf(segment, { facts, settings, now, from: entered })
    if (holds) return undefined
    return { at: Math.max(startedAt, since ?? now), reason: 'left-segment' }
  },
  endChangesAt: ({ segment: id, since: from }, { facts, settings, now }) => {
    const segment = segmentIn(settings, id)
    return segment && holdingOf(segment, { facts, settings, now, from }).nextChangeAt
  },
}

type Case = {
  readonly facts: CustomerFacts
  readonly settings: Settings
  readonly now: Instant
  readonly from: Instant
}

const holdingOf = ({ conditions }: Segment, { facts, settings, now, from }: Case): Holding =>
  conditionsAt(conditions, { facts, settings, now, from })

/**
 * A customer whom a new definition, or a new policy, brings into the segment has not entered it: only
 * what happened since counts.
 */
function countsFrom(segment: Segment, { from, settings }: Occasion): Instant {
  const defined = [...reachedFrom(segment, settings)].map(({ definedAt }) => definedAt)
  return Math.max(from, settings.classesSince ?? from, ...defined)
}

/** The segment, and all that its definition leads to. */
function reachedFrom(segment: Segment, settings: Settings): ReadonlySet<Segment> {
  const reached = new Set([segment])
  for (const one of reached)
    for (const id of segmentsIn(one.conditions)) {
      const inner = segmentIn(settings, id)
      if (inner) reached.add(inner)
    }
  return reached
}
