/** Whether a customer was whom a campaign is for at the instant of a start. */
import { subjectAt } from '../condition-subject.ts'
import { meets } from '../conditions.ts'
import { assess } from '../lifecycle.ts'
import type { ShopModel } from '../shop-model.ts'
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
  if (!campaign.eligible) return true
  const { policy } = settings
  const models = modelsAt(settings.models, at)
  const assessment = assess(facts, at, policy, models)
  const subject = subjectAt(at, { facts, assessment, settings: { policy, models }, now })
  return meets(campaign.eligible, subject)
}

/** A later model would have an opinion of the past, and a refit is to start nothing. */
const modelsAt = (models: readonly ShopModel[], at: Instant): readonly ShopModel[] =>
  models.every(({ from }) => from <= at) ? models : models.filter(({ from }) => from <= at)

/**
 * Whether a start is too old for its first mail. It begins nothing, so that a long history costs
 * nothing to decide.
 */
export const isStale = (
  at: Instant,
  { settings, now }: Pick<Occasion, 'settings' | 'now'>,
): boolean => now >= at + settings.policy.staleAfterDays * DAY_MS
