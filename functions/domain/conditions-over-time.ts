/** When conditions begin and cease to hold for a customer, from dated facts alone. */
import { datedIn } from './condition-history.ts'
import { type ConditionSettings, subjectAsOf } from './condition-subject.ts'
import {
  type ConditionName,
  type Conditions,
  changesAt,
  changesOf,
  leavesIn,
  meets,
} from './conditions.ts'
import type { CustomerFacts } from './customer.ts'
import type { Instant } from './time.ts'

/** Enough for any person: a longer history is not looked at. */
const MOST_INSTANTS = 500

export type Timeline = {
  readonly facts: CustomerFacts
  readonly settings: ConditionSettings
  readonly now: Instant
  /** What changed before this instant is of no interest. */
  readonly from: Instant
}

/** Whether conditions hold now, since when, and when that changes if no new fact arrives. */
export type Holding = {
  readonly holds: boolean
  /** Since when it is so; absent if that is since before `from`. */
  readonly since?: Instant
  /** At the latest then: it may be that nothing changes yet. */
  readonly nextChangeAt?: Instant
}

/**
 * The conditions that change on any day, without a dated fact: by those no journey can start.
 *
 * @example undatedIn({ not: { monetaryScores: [5] } }) // ['monetaryScores']
 */
export const undatedIn = (
  conditions: Conditions,
  segments: ConditionSettings['segments'],
): readonly ConditionName[] =>
  leavesIn(conditions, segments)
    .map(({ name }) => name)
    .filter((name) => changesOf(name) === 'undated')

/**
 * Whether any of them has an instant at which it begins to hold; by where customers live alone, or by
 * their language, none is known to enter.
 *
 * @example isDated({ countries: ['DE'] }) // false
 */
export const isDated = (conditions: Conditions, segments: ConditionSettings['segments']): boolean =>
  leavesIn(conditions, segments).some(({ name }) => changesOf(name) === 'dated')

/**
 * @example conditionsAt({ orders: { withinDays: 30, min: 1 } }, { facts, settings, now, from: 0 })
 *   // { holds: true, since: order.paidAt, nextChangeAt: order.paidAt + 30 * DAY_MS }
 */
export function conditionsAt(conditions: Conditions, timeline: Timeline): Holding {
  const { now } = timeline
  const holdsAt = truthAt(conditions, timeline)
  const instants = changesIn(conditions, timeline)
  const holds = holdsAt(now)
  const next = nextIn(
    instants.filter((at) => at > now),
    (at) => holdsAt(at) !== holds,
  )
  const since = sinceWhen(instants, timeline, (at) => holdsAt(at) === holds)
  return {
    holds,
    ...(since !== undefined && { since }),
    ...(next !== undefined && { nextChangeAt: next }),
  }
}

/**
 * The first instant from `from` to `now` at which conditions hold, and the first after `now`.
 *
 * @example firstHolding({ minPurchases: 2 }, { facts, settings, now, from: since }).at
 */
export function firstHolding(
  conditions: Conditions,
  timeline: Timeline,
): { readonly at?: Instant; readonly nextAt?: Instant } {
  const { from, now } = timeline
  const holdsAt = truthAt(conditions, timeline)
  const instants = changesIn(conditions, timeline)
  const past = [from, ...instants.filter((at) => at > from && at <= now)].slice(0, MOST_INSTANTS)
  const at = from <= now ? past.find(holdsAt) : undefined
  if (at !== undefined) return { at }
  const later = [
    ...(from > now ? [from] : []),
    ...instants.filter((one) => one > Math.max(from, now)),
  ]
  const nextAt = nextIn(later, holdsAt)
  return nextAt === undefined ? {} : { nextAt }
}

const truthAt =
  (conditions: Conditions, { facts, settings, now }: Timeline) =>
  (at: Instant): boolean =>
    meets(conditions, subjectAsOf(at, { facts, settings, now }))

/** Ascending, each once. */
const changesIn = (
  conditions: Conditions,
  { facts, settings, from }: Timeline,
): readonly Instant[] => {
  const dated = datedIn({ facts, settings, from })
  const instants = leavesIn(conditions, settings.segments).flatMap((leaf) => changesAt(leaf, dated))
  return [...new Set(instants)].filter(Number.isFinite).sort((a, b) => a - b)
}

/** The last one that was looked at, if there are more. */
const nextIn = (later: readonly Instant[], isIt: (at: Instant) => boolean): Instant | undefined =>
  later.slice(0, MOST_INSTANTS).find(isIt) ?? later[MOST_INSTANTS]

function sinceWhen(
  instants: readonly Instant[],
  { from, now }: Timeline,
  isSo: (at: Instant) => boolean,
): Instant | undefined {
  let since: Instant | undefined
  for (const at of instants
    .filter((one) => one <= now)
    .toReversed()
    .slice(0, MOST_INSTANTS)) {
    if (!isSo(at)) return since
    if (at < from) return undefined
    since = at
  }
  // Before the first change it was not so yet, or always has been.
  return since !== undefined && !isSo(since - 1) ? since : undefined
}
