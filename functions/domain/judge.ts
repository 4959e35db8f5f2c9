/** One step that has fallen due: send it, hold it, put it off, or skip it, and why. */
import { type Campaign, type Conditions, isCausedByAbsence, type Step } from './campaign.ts'
import { cappedUntil } from './caps.ts'
import { consentAt } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { spread } from './hash.ts'
import { type QuietHours, quietUntil } from './hours.ts'
import { intakeIsLate } from './intake.ts'
import type { Journey } from './journey.ts'
import type { Assessment } from './lifecycle.ts'
import { chooseLocale } from './locale.ts'
import type { DeferReason, HoldReason, SkipReason } from './message.ts'
import type { Settings } from './policy.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

export type Verdict =
  | { readonly verdict: 'send'; readonly locale: string }
  | { readonly verdict: 'hold'; readonly reason: HoldReason; readonly until: Instant }
  | { readonly verdict: 'defer'; readonly reason: DeferReason; readonly until: Instant }
  | { readonly verdict: 'skip'; readonly reason: SkipReason }

/** A step of a journey at its instant, and what has become of it so far. */
export type FallenDue = {
  readonly journey: Journey
  /** Absent where the campaign is published no more. */
  readonly campaign: Campaign | undefined
  /** Absent where the campaign no longer has it. */
  readonly step: Step | undefined
  readonly dueAt: Instant
  readonly putOff: boolean
}

export type Circumstances = {
  readonly facts: CustomerFacts
  readonly assessment: Assessment
  readonly settings: Settings
  readonly now: Instant
  /** Instants of the marketing messages that occupy the caps, this one left out. */
  readonly occupied: readonly Instant[]
}

/** How far the end of the night is spread, so that a shop's customers do not all wake at once. */
const MORNING_SPREAD_MS = 30 * MINUTE_MS

/**
 * Judges a step by the facts as they are now. Reasons that time cannot mend come first, then
 * what may still arrive, then what time alone will bring.
 */
export function judge(due: FallenDue, circumstances: Circumstances): Verdict {
  const { settings, now } = circumstances
  const final = reasonToSkip(due, circumstances)
  if (final) return { verdict: 'skip', reason: final }
  const { campaign, step } = due as FallenDue & { campaign: Campaign; step: Step }

  const { staleAfterDays, deferForDays } = settings.policy
  const deferLimit = due.dueAt + deferForDays * DAY_MS
  const limit = due.putOff ? deferLimit : due.dueAt + staleAfterDays * DAY_MS
  const lapsed = now >= limit
  const locale = chooseLocale(
    circumstances.facts.profile?.locale,
    campaign.locales[step.template] ?? [],
    settings.policy.acceptableLocales,
  )
  const wanting = reasonToHold(campaign, locale, circumstances)
  if (wanting)
    return lapsed
      ? { verdict: 'skip', reason: `stale-${wanting}` }
      : { verdict: 'hold', reason: wanting, until: lookAgainAt(wanting, limit, now) }
  if (locale === undefined) throw new Error('a step without a language is held')
  if (lapsed) return { verdict: 'skip', reason: 'too-late' }

  const deferral =
    campaign.kind === 'marketing' ? reasonToDefer(campaign, circumstances) : undefined
  if (!deferral) return { verdict: 'send', locale }
  return deferral.until >= deferLimit
    ? { verdict: 'skip', reason: `put-off-too-long-${deferral.reason}` }
    : { verdict: 'defer', ...deferral }
}

/** How soon a step held for the shop's intake looks again: nobody hears when that recovers. */
const LOOK_AGAIN_AFTER_MS = HOUR_MS

const lookAgainAt = (wanting: HoldReason, limit: Instant, now: Instant): Instant =>
  wanting === 'intake-late' ? Math.min(limit, now + LOOK_AGAIN_AFTER_MS) : limit

function reasonToSkip(
  { journey, campaign, step }: FallenDue,
  { facts, assessment, now }: Circumstances,
): SkipReason | undefined {
  if (journey.end) return journey.end.reason
  if (!campaign || !step) return 'campaign-withdrawn'
  if (step.repeat && step.repeat.while !== assessment.class) return 'left-class'
  if (campaign.kind === 'marketing' && consentAt(facts.consents, 'marketing', now) === 'withdrawn')
    return 'unsubscribed'
  if (!meets(campaign.eligible, facts, assessment) || !meets(step.conditions, facts, assessment))
    return 'not-eligible'
  return undefined
}

function reasonToHold(
  campaign: Campaign,
  locale: string | undefined,
  { facts, settings, now }: Circumstances,
): HoldReason | undefined {
  if (isImporting(facts, settings)) return 'import-running'
  if (campaign.paused) return 'campaign-paused'
  if (isCausedByAbsence(campaign) && intakeIsLate(settings.intakeDays, now)) return 'intake-late'
  if (!facts.profile?.email) return 'no-address'
  if (campaign.kind === 'marketing' && consentAt(facts.consents, 'marketing', now) === 'unknown')
    return 'no-consent'
  if (locale === undefined) return 'no-language'
  return undefined
}

/**
 * The first instant at which there is room under the caps and it is day. It is the same instant
 * whenever one asks, so a step that cannot make it in time is skipped as soon as that is known.
 */
function reasonToDefer(
  campaign: Campaign,
  { facts, settings, now, occupied }: Circumstances,
): { readonly reason: DeferReason; readonly until: Instant } | undefined {
  const { policy } = settings
  const quietHours = campaign.quietHours === undefined ? policy.quietHours : campaign.quietHours
  const room = cappedUntil(occupied, campaign.caps ?? policy.caps, now)
  const morning = quietHours ? morningAt(facts, settings, quietHours, room ?? now) : undefined
  const until = morning ?? room
  if (until === undefined) return undefined
  return { reason: room === undefined ? 'quiet-hours' : 'cap', until }
}

/**
 * When the customer's own minute of the morning comes; undefined by day. One minute for all their
 * messages, so that a cap with room for one leaves it to the most urgent.
 */
function morningAt(
  facts: CustomerFacts,
  settings: Settings,
  quiet: QuietHours,
  now: Instant,
): Instant | undefined {
  const zone = facts.profile?.zone ?? settings.shop.zone
  const late = Math.floor(spread(`${facts.shop}/${facts.customer}`) * MORNING_SPREAD_MS)
  const end = quietUntil(now, zone, quiet) ?? quietUntil(now - late, zone, quiet)
  return end === undefined ? undefined : end + late
}

/** Whether an import that touched this customer is still running. */
export const isImporting = (facts: CustomerFacts, settings: Settings): boolean =>
  settings.openImports.length > 0 &&
  facts.orders.some(
    (order) => order.importId !== undefined && settings.openImports.includes(order.importId),
  )

function meets(
  conditions: Conditions | undefined,
  facts: CustomerFacts,
  { rfm }: Assessment,
): boolean {
  if (!conditions) return true
  const { countries, minPurchases, maxPurchases, minMonetaryMinor } = conditions
  return (
    (countries === undefined || countries.includes(facts.profile?.country ?? '')) &&
    (minPurchases === undefined || rfm.purchases >= minPurchases) &&
    (maxPurchases === undefined || rfm.purchases <= maxPurchases) &&
    (minMonetaryMinor === undefined || rfm.monetaryMinor >= minMonetaryMinor)
  )
}
