/**
 * How a state (a class, a segment, at risk) starts a journey while the customer is in it:
 *
 * 1. At the first instant of the stay at which `eligible` holds. Campaigns that were published before
 *    that rule start with the stay and ask at each step.
 * 2. An entry within `reentryAfter` of the last start starts nothing. With `late`, it starts when that
 *    time is over, if the customer is still in the state.
 * 3. An entry that is too old for its first mail begins nothing.
 */
import { type Campaign, wasEligibleAtStart } from '../campaign.ts'
import { firstHolding } from '../conditions-over-time.ts'
import type { Journey } from '../journey.ts'
import { earliest, type Instant } from '../time.ts'
import { isStale } from './eligible.ts'
import type { JourneyStart, WhyNot } from './start.ts'
import { begun, nothing, type Occasion, type Starts, tooSoon } from './start-rule.ts'

/** A stay in a state that may start a campaign. */
export type Entry = {
  /** When it may start at the earliest. */
  readonly at: Instant
  readonly start: JourneyStart
  /** Why nothing begins before `at`. */
  readonly comesAt: WhyNot
}

/**
 * The journey that begins in a stay, or why none does. The caller has made sure that none has begun
 * in it yet.
 */
export function enteredState(entry: Entry, occasion: Occasion): Starts {
  const { campaign, before, now } = occasion
  const last = before.at(-1)
  const again = againFrom(campaign, last)
  const from = campaign.late === true ? Math.max(entry.at, again) : entry.at
  if (last && (!last.end || !Number.isFinite(from) || (from > now && from < again)))
    return nothing(tooSoon(campaign, last))
  const isPostponed = from !== entry.at
  if (last && from < again && !asksOfStart(campaign, from)) return nothing(tooSoon(campaign, last))
  if (from > now)
    return nothing(isPostponed ? { reason: 'again-from', at: from } : entry.comesAt, from)
  const { at, nextAt } = firstEligible(from, occasion)
  if (at === undefined) return nothing({ reason: 'not-eligible-yet' }, nextAt)
  if (last && at < again) return nothing(tooSoon(campaign, last))
  if (asksOfStart(campaign, from) && isStale(at, occasion))
    return nothing({ reason: 'too-long-ago', at })
  return begun(occasion, at, entry.start)
}

/** When the campaign may start again after the last time; for ever too soon if it never may. */
const againFrom = (
  { reentryAfterMs = Number.POSITIVE_INFINITY }: Campaign,
  last: Journey | undefined,
): Instant => (last === undefined ? Number.NEGATIVE_INFINITY : last.startedAt + reentryAfterMs)

const asksOfStart = (campaign: Campaign, at: Instant): boolean =>
  campaign.eligible !== undefined && wasEligibleAtStart(campaign, at)

function firstEligible(
  from: Instant,
  { campaign, facts, settings, now }: Occasion,
): { readonly at?: Instant; readonly nextAt?: Instant } {
  const { eligible } = campaign
  if (eligible === undefined || !asksOfStart(campaign, from)) return { at: from }
  return firstHolding(eligible, { facts, settings, now, from })
}

/** The same, and to be asked again at another instant too. */
export function askedAgainAt(starts: Starts, at: Instant | undefined): Starts {
  const nextAt = earliest([starts.nextAt, at])
  return nextAt === undefined ? starts : { ...starts, nextAt }
}
