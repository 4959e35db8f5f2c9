/** Why a customer is not going through a campaign, for whoever asks. */
import type { Campaign } from '../../domain/campaign.ts'
import { lastOwnGrantAt } from '../../domain/consent.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { isImporting } from '../../domain/intake.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Assessment, LifecycleClass } from '../../domain/lifecycle.ts'
import { marketingConsent } from '../../domain/marketing-consent.ts'
import type { Settings } from '../../domain/policy.ts'
import { startsOf } from '../../domain/start-journeys.ts'
import type { Instant } from '../../domain/time.ts'

export type WhyNot =
  | { readonly reason: 'shop-not-open' }
  | { readonly reason: 'import-running' }
  | { readonly reason: 'other-class'; readonly class: LifecycleClass }
  /** In the class before the campaign, or the shop, began; it asks for no backlog. */
  | { readonly reason: 'entered-before'; readonly class: LifecycleClass; readonly at: Instant }
  /** In the backlog, whose release is spread. */
  | { readonly reason: 'turn-comes'; readonly class: LifecycleClass; readonly at: Instant }
  /** Dormant, a prospect, or already through it since their last purchase. */
  | { readonly reason: 'not-at-risk' }
  | { readonly reason: 'at-risk-from'; readonly at: Instant }
  | { readonly reason: 'once-a-stay'; readonly class: LifecycleClass }
  | { readonly reason: 'never-again' }
  | { readonly reason: 'again-from'; readonly at: Instant }
  | { readonly reason: 'next-purchase' }
  | { readonly reason: 'no-purchase-since'; readonly at: Instant }
  /** Asks for confirmation, and there is none to ask for. */
  | { readonly reason: 'nothing-to-confirm' }
  | { readonly reason: 'confirmed-already' }
  /** Told by another system or an import, which is no act of the customer's own. */
  | { readonly reason: 'agreed-elsewhere' }
  | { readonly reason: 'agreed-before'; readonly at: Instant }

/**
 * Why `campaign` begins no journey now; undefined where it does begin one. The rules themselves
 * are asked first (`startsOf`), this only puts their answer into a reason.
 *
 * @param before the customer's journeys through this campaign so far, in their order
 * @example whyNotStarted(winBack, [], facts, assessment, settings, now)
 *   // { reason: 'other-class', class: 'dormant' }
 */
export function whyNotStarted(
  campaign: Campaign,
  before: readonly Journey[],
  facts: CustomerFacts,
  assessment: Assessment,
  settings: Settings,
  now: Instant,
): WhyNot | undefined {
  const { openedAt } = settings.shop
  if (openedAt === undefined) return { reason: 'shop-not-open' }
  if (isImporting(facts, settings)) return { reason: 'import-running' }
  const { journeys, nextAt } = startsOf(campaign, before, facts, assessment, settings, now)
  if (journeys.length > 0) return undefined
  const from = Math.max(openedAt, campaign.activeFrom)
  if (campaign.start.kind === 'purchase') return whyNoPurchase(campaign, before, from, now)
  if (campaign.start.kind === 'consent-unconfirmed')
    return whyNoConfirmation(before, facts, settings, from, now)
  if (campaign.start.kind === 'at-risk')
    return nextAt === undefined
      ? (again(campaign, before) ?? { reason: 'not-at-risk' })
      : { reason: 'at-risk-from', at: nextAt }
  const { class: wanted } = campaign.start
  if (assessment.class !== wanted || assessment.since === undefined)
    return { reason: 'other-class', class: wanted }
  if (nextAt !== undefined) return { reason: 'turn-comes', class: wanted, at: nextAt }
  const last = before.at(-1)
  if (last && last.startedAt >= assessment.since) return { reason: 'once-a-stay', class: wanted }
  if (assessment.since < from && campaign.backlogOverMs === undefined)
    return { reason: 'entered-before', class: wanted, at: from }
  return again(campaign, before) ?? { reason: 'once-a-stay', class: wanted }
}

function again(campaign: Campaign, before: readonly Journey[]): WhyNot | undefined {
  const last = before.at(-1)
  if (!last) return undefined
  return campaign.reentryAfterMs === undefined
    ? { reason: 'never-again' }
    : { reason: 'again-from', at: last.startedAt + campaign.reentryAfterMs }
}

function whyNoConfirmation(
  before: readonly Journey[],
  facts: CustomerFacts,
  settings: Settings,
  from: Instant,
  now: Instant,
): WhyNot {
  if (before.length > 0) return { reason: 'never-again' }
  const consent = marketingConsent({ facts, settings, now })
  if (consent === 'granted') return { reason: 'confirmed-already' }
  if (consent !== 'unconfirmed') return { reason: 'nothing-to-confirm' }
  return lastOwnGrantAt(facts.consents, 'marketing', now) === undefined
    ? { reason: 'agreed-elsewhere' }
    : { reason: 'agreed-before', at: from }
}

function whyNoPurchase(
  campaign: Campaign,
  before: readonly Journey[],
  from: Instant,
  now: Instant,
): WhyNot {
  if (before.length === 0) return { reason: 'no-purchase-since', at: from }
  const why = again(campaign, before)
  return why && !('at' in why && why.at <= now) ? why : { reason: 'next-purchase' }
}
