/** Every blocker of a step, not only the one that the rules come upon first. */
import { CONSENT_BASES, type ConsentFact } from '../../domain/consent.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { type Blocker, type Circumstances, type FallenDue, judge } from '../../domain/judge.ts'
import type { Message } from '../../domain/message.ts'
import {
  type DeferReason,
  type HoldReason,
  isLapse,
  type SkipReason,
} from '../../domain/message-reasons.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'

/** A step, and the world that it is judged in. */
type DueCase = { readonly due: FallenDue; readonly circumstances: Circumstances }

/** More reasons than there are. */
const MOST_BLOCKERS = 30

/**
 * Every blocker now, in the order in which the rules ask. The rules themselves judge: each
 * reason that they give is removed, and they are asked again.
 *
 * @returns none if the step would be sent
 * @example allBlockers(due, circumstances).map(({ reason }) => reason) // ['no-consent', 'cap']
 */
export function allBlockers(due: FallenDue, circumstances: Circumstances): readonly Blocker[] {
  const found: Blocker[] = []
  let at: DueCase | undefined = { due, circumstances }
  while (at && found.length < MOST_BLOCKERS) {
    const verdict = judge(at.due, at.circumstances)
    if (verdict.verdict === 'send') break
    // What cannot be removed is the last that can be known.
    if (found.some(({ reason }) => reason === verdict.reason)) break
    found.push(verdict)
    at = without(verdict, at)
  }
  return found
}

/** The case without the blocker; undefined if nothing sensible remains. */
function without(blocker: Blocker, at: DueCase): DueCase | undefined {
  switch (blocker.verdict) {
    case 'skip':
      return withoutSkip(blocker.reason, at)
    case 'hold':
      return withoutHold(blocker.reason, at)
    case 'defer':
      return withoutDeferral(blocker.reason, at)
  }
}

function withoutSkip(reason: SkipReason, at: DueCase): DueCase | undefined {
  const { facts, now } = at.circumstances
  const { address, preferences } = facts
  if (isLapse(reason)) return undefined
  switch (reason) {
    case 'suppressed': {
      const { suppression: _suppression, ...rest } = address ?? { softBounces: [], slots: [] }
      return withFacts(at, { address: rest })
    }
    case 'unsubscribed':
      return withFacts(consenting(at), address ? { address: withoutWithdrawal(address) } : {})
    case 'campaign-unsubscribed':
      return preferences && withFacts(at, { preferences: { ...preferences, campaignsOff: [] } })
    case 'sent-to-same-address':
      return address && withFacts(at, { address: { ...address, slots: [] } })
    case 'sunset-silent':
    case 'sunset-unanswered':
      return withFacts(at, { messages: [...facts.messages, answered(at, now)] })
    case 'not-eligible':
      return withoutConditions(at)
    // Nothing can be changed about these: the journey or the step is over.
    case 'left-class':
    case 'left-segment':
    case 'bought-meanwhile':
    case 'order-refunded':
    case 'event-came':
    case 'event-did-not-come':
    case 'while-not-met':
    case 'restarted':
    case 'consent-confirmed':
    case 'consent-withdrawn':
    case 'nothing-to-confirm':
    case 'asked-again':
    case 'link-expired':
    case 'campaign-withdrawn':
    case 'too-late':
    case 'too-late-for-broadcast':
    case 'nothing-new':
    case 'coupon-expired':
      return undefined
  }
}

function withoutDeferral(reason: DeferReason, at: DueCase): DueCase {
  switch (reason) {
    case 'cap':
    case 'asked-lately':
      return { ...at, circumstances: { ...at.circumstances, occupied: [] } }
    case 'quiet-hours':
      return withCampaign(at, { quietHours: null })
  }
}

function withoutHold(reason: HoldReason, at: DueCase): DueCase | undefined {
  const { facts, settings, now } = at.circumstances
  switch (reason) {
    case 'import-running':
      return withSettings(at, { openImports: [] })
    case 'campaign-paused':
      return withCampaign(at, { paused: false })
    case 'intake-late':
      return withSettings(at, { intakeDays: [] })
    case 'no-address': {
      // At which provider they will have one is not known.
      const profile = { updatedAt: now, ...facts.profile, email: 'customer@example.com' }
      return withSettings(withFacts(at, { profile }), { pauses: [] })
    }
    case 'no-consent':
    case 'consent-unconfirmed':
      return consenting(at)
    case 'country-unknown-to-law': {
      const country = facts.profile?.country ?? settings.policy.countryWhereUnknown ?? ''
      const countries = { ...settings.policy.countries }
      countries[country] = { ...countries[country], subjectMark: null }
      return withSettings(at, { policy: { ...settings.policy, countries } })
    }
    case 'not-a-person': {
      const mostOrdersOfAPerson = facts.orders.length
      return withSettings(at, { policy: { ...settings.policy, mostOrdersOfAPerson } })
    }
    case 'customer-on-hold':
      return withFacts(at, { holds: [] })
    case 'paused-by-customer': {
      const { pausedUntil: _pausedUntil, ...preferences } = facts.preferences ?? {}
      return withFacts(at, { preferences: { campaignsOff: [], updatedAt: 0, ...preferences } })
    }
    case 'domain-not-ready':
      return withSettings(at, { needsDomainCheck: false })
    case 'provider-paused':
      return withSettings(at, { pauses: [] })
    case 'no-language': {
      const { campaign, step } = at.due
      const acceptableLocales = [...(campaign?.locales[step?.template ?? ''] ?? [])]
      return withSettings(at, { policy: { ...settings.policy, acceptableLocales } })
    }
  }
}

const withFacts = (at: DueCase, facts: Partial<CustomerFacts>): DueCase => ({
  ...at,
  circumstances: { ...at.circumstances, facts: { ...at.circumstances.facts, ...facts } },
})

const withSettings = (at: DueCase, settings: Partial<Settings>): DueCase => ({
  ...at,
  circumstances: { ...at.circumstances, settings: { ...at.circumstances.settings, ...settings } },
})

const withCampaign = (
  at: DueCase,
  changes: Partial<NonNullable<FallenDue['campaign']>>,
): DueCase => ({
  ...at,
  due: { ...at.due, campaign: at.due.campaign && { ...at.due.campaign, ...changes } },
})

function withoutConditions({ due, circumstances }: DueCase): DueCase {
  const { eligible: _eligible, ...campaign } = due.campaign ?? {}
  const { conditions: _conditions, ...step } = due.step ?? {}
  return {
    circumstances,
    due: {
      ...due,
      campaign: due.campaign && (campaign as typeof due.campaign),
      step: due.step && (step as typeof due.step),
    },
  }
}

/** As if they had consented on every basis, without an act that would end their inactivity. */
function consenting(at: DueCase): DueCase {
  const { facts, now } = at.circumstances
  const granted = CONSENT_BASES.map(
    (basis): ConsentFact => ({
      purpose: 'marketing',
      act: 'granted',
      at: now,
      source: 'import',
      basis,
    }),
  )
  const kept = facts.consents.filter(({ act }) => act === 'granted')
  return withFacts(at, { consents: [...kept, ...granted] })
}

const withoutWithdrawal = (address: NonNullable<CustomerFacts['address']>) => {
  const { withdrawnAt: _withdrawnAt, ...rest } = address
  return rest
}

/** A click at this moment, which ends any inactivity. */
const answered = ({ due }: DueCase, now: Instant): Message => ({
  campaign: due.journey.campaign,
  n: due.journey.n,
  step: due.occurrence,
  template: '',
  marketing: false,
  dueAt: now,
  putOff: false,
  attempt: 1,
  status: 'refused',
  reason: '',
  at: now,
  feedback: { lastClickAt: now },
})
