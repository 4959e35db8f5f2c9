/** Whether a customer was whom a campaign is for at the instant of a start. */
import { subjectAsOf } from '../condition-subject.ts'
import { meets } from '../conditions.ts'
import { DAY_MS, type Instant } from '../time.ts'
import type { Occasion } from './start-rule.ts'

/**
 * Asked of the instant of the start, on facts dated up to it.
 *
 * @example wasEligible(occasion, order.from)
 */
export function wasEligible(
  { campaign, facts, settings, now }: Pick<Occasion, 'campaign' | 'facts' | 'settings' | 'now'>,
  at: Instant,
): boolean {
  return meets(campaign.eligible, subjectAsOf(at, { facts, settings, now }))
}

/**
 * Whether a start is too old for its first mail. It begins nothing, so that a long history costs
 * nothing to decide.
 */
export const isStale = (
  at: Instant,
  { settings, now }: Pick<Occasion, 'settings' | 'now'>,
): boolean => now >= at + settings.policy.staleAfterDays * DAY_MS
