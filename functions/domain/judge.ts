/** One step that has fallen due: send it, hold it, put it off, or skip it, and why. */

import { type AddressSlot, isRequest, slotsOfOthers } from './address.ts'
import { type Campaign, isMarketing, type Step, wasEligibleAtStart } from './campaign.ts'
import { type Cap, cappedUntil } from './caps.ts'
import { subjectAt } from './condition-subject.ts'
import { meets } from './conditions.ts'
import { CONFIRMATION_CAPS } from './confirmation-requests.ts'
import { type CustomerFacts, holdEndOf, holdsAt, pausedUntil } from './customer.ts'
import { spread } from './hash.ts'
import { type QuietHours, quietFrom, quietUntilInAll, zonesOfCountry } from './hours.ts'
import { intakeIsLate, isImporting } from './intake.ts'
import type { Journey } from './journey.ts'
import { ruleFor } from './law.ts'
import type { Assessment } from './lifecycle.ts'
import { chooseLocale } from './locale.ts'
import { marketingConsent } from './marketing-consent.ts'
import type { DeferReason, HoldReason, SkipReason } from './message-reasons.ts'
import { isNotAPerson } from './person.ts'
import type { Settings } from './policy.ts'
import { type Provider, providerOf } from './provider.ts'
import { isSkippedByRestore, patienceFrom, restoreHolds } from './restore.ts'
import { sendByOf } from './starts/start.ts'
import { isCausedByAbsence, purposeOf } from './starts/starts.ts'
import { sunsetOf } from './sunset.ts'
import { DAY_MS, earliest, HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

export type Verdict =
  | { readonly verdict: 'send'; readonly locale: string; readonly provider: Provider }
  | { readonly verdict: 'hold'; readonly reason: HoldReason; readonly until: Instant }
  | { readonly verdict: 'defer'; readonly reason: DeferReason; readonly until: Instant }
  | { readonly verdict: 'skip'; readonly reason: SkipReason }

/** Why a step is not sent now. */
export type Blocker = Exclude<Verdict, { verdict: 'send' }>

/** A step of a journey when it falls due, and its message so far. */
export type FallenDue = {
  readonly journey: Journey
  /** Absent if the campaign is published no more. */
  readonly campaign: Campaign | undefined
  /** Absent if the campaign no longer has it. */
  readonly step: Step | undefined
  /** The name that the message carries: the step's id, or one of its occurrences. */
  readonly occurrence: string
  readonly dueAt: Instant
  readonly wasDeferred: boolean
}

export type Circumstances = {
  readonly facts: CustomerFacts
  readonly assessment: Assessment
  readonly settings: Settings
  readonly now: Instant
  /** The messages that occupy the caps of the address, this one left out. */
  readonly occupied: readonly AddressSlot[]
  /** Instants of this customer's own marketing among them. */
  readonly mailedAt: readonly Instant[]
  /** Whether the step was mailed to them in a journey under another id: see identity.ts. */
  readonly isMailedElsewhere?: boolean
}

/** How far the end of the night is spread, so that a shop's customers do not all wake at once. */
const MORNING_SPREAD_MS = 30 * MINUTE_MS

/**
 * Judges a step by the current facts. Reasons that time cannot change come first, then those that
 * new facts may resolve, then those that only time resolves.
 */
export function judge(due: FallenDue, circumstances: Circumstances): Verdict {
  const { settings, now } = circumstances
  const { campaign, step } = due
  const final = reasonToSkip(due, circumstances)
  if (final || !campaign || !step) return { verdict: 'skip', reason: final ?? 'campaign-withdrawn' }

  const { staleAfterDays, deferForDays } = settings.policy
  const from = patienceFrom(concernedBy(campaign, due), settings.restore)
  const deferLimit = from + deferForDays * DAY_MS
  const patience = due.wasDeferred ? deferLimit : from + staleAfterDays * DAY_MS
  const limit = Math.min(patience, sendByOf(due.journey.start) ?? patience)
  const lapsed = now >= limit
  const { profile, preferences } = circumstances.facts
  const locale = chooseLocale(
    preferences?.locale ?? profile?.locale,
    campaign.locales[step.template] ?? [],
    settings.policy.acceptableLocales,
  )
  const wanting = reasonToHold(campaign, due, locale, circumstances)
  if (wanting)
    return lapsed
      ? { verdict: 'skip', reason: `stale-${wanting}` }
      : { verdict: 'hold', reason: wanting, until: lookAgainAt(wanting, limit, circumstances) }
  if (locale === undefined || profile?.email === undefined)
    throw new Error('a step without a language or an address is held')
  if (lapsed) return { verdict: 'skip', reason: 'too-late' }

  const deferral = reasonToDefer(campaign, circumstances)
  if (!deferral) return { verdict: 'send', locale, provider: providerOf(profile.email) }
  return deferral.until >= deferLimit
    ? { verdict: 'skip', reason: `put-off-too-long-${deferral.reason}` }
    : { verdict: 'defer', ...deferral }
}

/**
 * How soon a step held for the shop's intake is checked again: nothing else triggers a decision
 * when the intake recovers.
 */
const LOOK_AGAIN_AFTER_MS = HOUR_MS

function lookAgainAt(wanting: HoldReason, limit: Instant, { facts, now }: Circumstances): Instant {
  if (wanting === 'intake-late') return Math.min(limit, now + LOOK_AGAIN_AFTER_MS)
  if (wanting === 'paused-by-customer') return Math.min(limit, pausedUntil(facts, now) ?? limit)
  if (wanting !== 'customer-on-hold') return limit
  return Math.min(limit, ...holdsAt(facts, now).map((hold) => holdEndOf(hold) ?? limit))
}

function reasonToSkip(
  { journey, campaign, step, occurrence, dueAt }: FallenDue,
  circumstances: Circumstances,
): SkipReason | undefined {
  const { facts, assessment, settings, now } = circumstances
  if (journey.end) return journey.end.reason
  if (!campaign || !step) return 'campaign-withdrawn'
  if (step.repeat && step.repeat.while !== assessment.class) return 'left-class'
  if (now >= (sendByOf(journey.start) ?? Number.POSITIVE_INFINITY)) return 'too-late-for-broadcast'
  const subject = subjectAt(dueAt, circumstances)
  if (!meets(step.while, subject)) return 'while-not-met'
  if (facts.address?.suppression) return 'suppressed'
  if (circumstances.isMailedElsewhere) return 'sent-to-same-address'
  if (isSkippedByRestore(concernedBy(campaign, { dueAt }), settings.restore)) return 'restored'
  const unwelcome = isMarketing(campaign)
    ? reasonNotWelcome(campaign, occurrence, circumstances)
    : undefined
  if (unwelcome) return unwelcome
  const isEligible =
    wasEligibleAtStart(campaign, journey.startedAt) || meets(campaign.eligible, subject)
  return isEligible && meets(step.conditions, subject) ? undefined : 'not-eligible'
}

/** Why marketing must not reach this customer, whatever the campaign is about. */
function reasonNotWelcome(
  campaign: Campaign,
  occurrence: string,
  circumstances: Circumstances,
): SkipReason | undefined {
  const { facts, settings, mailedAt, now } = circumstances
  if (marketingConsent(circumstances) === 'withdrawn') return 'unsubscribed'
  if (facts.preferences?.campaignsOff.includes(campaign.id)) return 'campaign-unsubscribed'
  const isSentToOther = slotsOfOthers(facts).some(
    (slot) => slot.campaign === campaign.id && slot.step === occurrence,
  )
  if (isSentToOther) return 'sent-to-same-address'
  const sunset = sunsetOf(facts, settings.policy, mailedAt, now)
  return sunset && `sunset-${sunset}`
}

const concernedBy = (campaign: Campaign, { dueAt }: Pick<FallenDue, 'dueAt'>) => ({
  isMarketing: isMarketing(campaign),
  dueAt,
})

function reasonToHold(
  campaign: Campaign,
  due: FallenDue,
  locale: string | undefined,
  circumstances: Circumstances,
): HoldReason | undefined {
  const { facts, settings, now } = circumstances
  const restored = restoreHolds(concernedBy(campaign, due), facts.consents, settings.restore, now)
  if (restored) return restored
  if (isImporting(facts, settings)) return 'import-running'
  if (campaign.paused) return 'campaign-paused'
  if (isCausedByAbsence(campaign) && intakeIsLate(settings.intakeDays, now)) return 'intake-late'
  if (!facts.profile?.email) return 'no-address'
  const unready = isMarketing(campaign) ? reasonNotReady(circumstances) : undefined
  if (unready) return unready
  if (locale === undefined) return 'no-language'
  return undefined
}

/** What marketing waits for, from the customer, the shop or a person. */
function reasonNotReady(circumstances: Circumstances): HoldReason | undefined {
  const { facts, settings, now } = circumstances
  if (isNotAPerson(facts, settings.policy)) return 'not-a-person'
  const consent = marketingConsent(circumstances)
  if (consent === 'unknown') return 'no-consent'
  if (consent === 'unconfirmed') return 'consent-unconfirmed'
  if (ruleFor(facts.profile, settings.policy).isMarkUnknown) return 'country-unknown-to-law'
  if (holdsAt(facts, now).length > 0) return 'customer-on-hold'
  if (pausedUntil(facts, now) !== undefined) return 'paused-by-customer'
  if (settings.needsDomainCheck && !isDomainReady(settings)) return 'domain-not-ready'
  const provider = providerOf(facts.profile?.email ?? '')
  if (settings.pauses.some((pause) => pause.provider === provider)) return 'provider-paused'
  return undefined
}

/** A check of another domain than the one that is sent from now says nothing. */
const isDomainReady = ({ shop: { domainCheck, from } }: Settings): boolean =>
  domainCheck !== undefined &&
  from.address.toLowerCase().endsWith(`@${domainCheck.domain.toLowerCase()}`)

/**
 * The first instant at which there is room under the caps and it is day. It is the same instant
 * whenever one asks, so a step that cannot make it in time is skipped as soon as that is known.
 */
function reasonToDefer(
  campaign: Campaign,
  { facts, settings, now, occupied }: Circumstances,
): { readonly reason: DeferReason; readonly until: Instant } | undefined {
  const asks = purposeOf(campaign) === 'confirmation'
  const taken = occupied.filter((slot) => isRequest(slot) === asks).map(({ at }) => at)
  if (asks) {
    const until = cappedUntil(taken, CONFIRMATION_CAPS, now)
    return until === undefined ? undefined : { reason: 'asked-lately', until }
  }
  if (!isMarketing(campaign)) return undefined
  const { policy } = settings
  const quietHours = quietHoursOf(campaign, settings)
  const room = cappedUntil(taken, capsFor(campaign, facts, policy.caps), now)
  const morning = quietHours ? morningAt(facts, settings, quietHours, room ?? now) : undefined
  const until = morning ?? room
  if (until === undefined) return undefined
  return { reason: room === undefined ? 'quiet-hours' : 'cap', until }
}

const quietHoursOf = ({ quietHours }: Campaign, { policy }: Settings): QuietHours | null =>
  quietHours === undefined ? policy.quietHours : quietHours

/**
 * When quiet hours next begin for a mail that is due by day; undefined if they do not hold it back.
 */
export function nextNightAt(
  campaign: Campaign,
  facts: CustomerFacts,
  settings: Settings,
  now: Instant,
): Instant | undefined {
  const quiet = isMarketing(campaign) ? quietHoursOf(campaign, settings) : null
  return quiet
    ? earliest(zonesFor(facts, settings).map((zone) => quietFrom(now, zone, quiet)))
    : undefined
}

/** The customer's own frequency preference applies in addition to the shop's caps. */
function capsFor(
  campaign: Campaign,
  { preferences }: CustomerFacts,
  usual: readonly Cap[],
): readonly Cap[] {
  const caps = campaign.caps ?? usual
  const everyDays = preferences?.everyDays
  return everyDays === undefined ? caps : [...caps, { messages: 1, withinDays: everyDays }]
}

/** The customer's own zone, otherwise all zones of their country, otherwise the shop's. */
function zonesFor({ profile }: CustomerFacts, { shop }: Settings): readonly string[] {
  if (profile?.zone !== undefined) return [profile.zone]
  const zones = profile?.country === undefined ? [] : zonesOfCountry(profile.country)
  return zones.length > 0 ? zones : [shop.zone]
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
  const zones = zonesFor(facts, settings)
  const late = Math.floor(spread(`${facts.shop}/${facts.customer}`) * MORNING_SPREAD_MS)
  const end = quietUntilInAll(now, zones, quiet) ?? quietUntilInAll(now - late, zones, quiet)
  return end === undefined ? undefined : end + late
}
