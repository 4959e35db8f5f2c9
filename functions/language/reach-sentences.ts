/** Sentences about what may reach a customer: consent, the law, and blockers. */

import { suppressionCause } from '../domain/address.ts'
import { type ConsentFact, type ConsentPurpose, consentAt } from '../domain/consent.ts'
import {
  type CustomerFacts,
  type CustomerHold,
  EMAIL_FAULTS,
  holdEndOf,
} from '../domain/customer.ts'
import type { Decided } from '../domain/decide.ts'
import type { Blocker } from '../domain/judge.ts'
import { NOT_UNDERSTOOD, ruleFor } from '../domain/law.ts'
import { marketingConsent } from '../domain/marketing-consent.ts'
import type { Settings } from '../domain/policy.ts'
import { providerOf } from '../domain/provider.ts'
import type { Instant } from '../domain/time.ts'
import { shortId, type Voice } from './voice.ts'

/** Each blocker as a sentence, with its details. */
export const blockerSentences = (
  blockers: readonly Blocker[],
  decided: Decided,
  voice: Voice,
): readonly string[] =>
  blockers.map((blocker) => voice.words.blockers.whole(blockerReason(blocker, decided, voice)))

function blockerReason(blocker: Blocker, decided: Decided, voice: Voice): string {
  switch (blocker.verdict) {
    case 'skip':
      return skipReason(blocker.reason, decided, voice)
    case 'hold':
      return holdReason(blocker.reason, decided, voice)
    case 'defer': {
      const { words, formats } = voice
      const moment = formats.moment(blocker.until)
      return words.blockers.until(words.deferrals[blocker.reason], moment)
    }
  }
}

type ReasonOf<V extends Blocker['verdict']> = Extract<Blocker, { verdict: V }>['reason']

function skipReason(reason: ReasonOf<'skip'>, decided: Decided, voice: Voice): string {
  const { facts, now } = decided
  const { words, formats } = voice
  const { suppression, withdrawnAt } = facts.address ?? {}
  if (reason === 'suppressed' && suppression)
    return words.blockers.suppressed(
      words.suppression.reasons[suppressionCause(suppression)],
      formats.day(suppression.at),
    )
  const isOwnAct = consentAt(facts.consents, 'marketing', now) === 'withdrawn'
  if (reason === 'unsubscribed' && !isOwnAct && withdrawnAt !== undefined)
    return words.blockers.addressLeft(formats.day(withdrawnAt))
  return words.skips[reason]
}

function holdReason(reason: ReasonOf<'hold'>, decided: Decided, voice: Voice): string {
  const { facts, now } = decided
  const { words, formats } = voice
  if (reason === 'customer-on-hold') {
    const kinds = facts.holds
      .filter((hold) => isInForce(hold, now))
      .map((hold) => words.customerHolds.reasons[hold.reason])
    return words.blockers.onHold(formats.list([...new Set(kinds)]))
  }
  if (reason === 'not-a-person')
    return words.blockers.notAPerson(
      shortId(facts.customer, facts.profile, voice),
      formats.number(facts.orders.length),
    )
  if (reason === 'provider-paused')
    return words.blockers.paused(words.providers[providerOf(facts.profile?.email ?? '')])
  if (reason === 'no-address') return emailFaultText(facts.profile, voice) ?? words.holds[reason]
  return words.holds[reason]
}

/**
 * Why an address that was given cannot be mailed; undefined if there is a better one, or none.
 *
 * @example emailFaultText({ emailFault: 'placeholder' }, voice) // 'the e-mail address that was ...'
 */
export function emailFaultText(
  profile: { readonly email?: unknown; readonly emailFault?: unknown } | null | undefined,
  { words }: Voice,
): string | undefined {
  if (typeof profile?.email === 'string') return undefined
  const fault = EMAIL_FAULTS.find((known) => known === profile?.emailFault)
  return fault && words.blockers.emailFaults[fault]
}

/** What can be done about a blocker, as a sentence; empty if there is nothing. */
export function fixForBlocker(blocker: Blocker, { facts }: Decided, { words }: Voice): string {
  switch (blocker.verdict) {
    case 'hold':
      return words.holdFixes[blocker.reason]
    case 'skip':
      return blocker.reason === 'suppressed' && facts.address?.suppression?.by === 'account-list'
        ? words.blockers.offBothLists
        : (words.skipFixes[blocker.reason] ?? '')
    case 'defer':
      return ''
  }
}

const isInForce = (hold: CustomerHold, now: Instant): boolean =>
  hold.at <= now && now < (holdEndOf(hold) ?? Number.POSITIVE_INFINITY)

/** @example customerHoldSentence(hold, voice, now) // 'a complaint to the shop, since 3 May, ...' */
export function customerHoldSentence(hold: CustomerHold, voice: Voice, now: Instant): string {
  const { customerHolds: texts } = voice.words
  const reason = texts.reasons[hold.reason]
  const since = voice.formats.day(hold.at)
  const end = holdEndOf(hold)
  if (end === undefined) return texts.since(reason, since)
  const day = voice.formats.day(end)
  return end <= now ? texts.over(reason, since, day) : texts.until(reason, since, day)
}

/** A customer's consent to a purpose, and the act that decided it. */
export function consentSentence(
  purpose: ConsentPurpose,
  facts: CustomerFacts,
  settings: Settings,
  { words, formats }: Voice,
  now: Instant,
): string {
  const consent =
    purpose === 'marketing'
      ? marketingConsent({ facts, settings, now })
      : consentAt(facts.consents, purpose, now)
  const state = words.consentStates[consent]
  const act = consent === 'withdrawn' ? 'withdrawn' : 'granted'
  const decisive = lastOf(
    facts.consents.filter((fact) => fact.purpose === purpose && fact.act === act),
    now,
  )
  const { withdrawnAt } = facts.address ?? {}
  if (consent === 'withdrawn' && !decisive && withdrawnAt !== undefined)
    return words.consentOfAnother(state, formats.day(withdrawnAt))
  if (consent === 'unknown' || !decisive) return state
  const how = [
    words.consentSources[decisive.source],
    ...(decisive.basis === undefined ? [] : [words.consentBases[decisive.basis]]),
  ].join(' · ')
  return words.consentHow(state, formats.day(decisive.at), how)
}

const lastOf = (facts: readonly ConsentFact[], now: Instant): ConsentFact | undefined =>
  facts
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at)
    .at(-1)

/** @example lawSentence(facts, settings, voice) // 'Germany: marketing mail needs a confirmed ...' */
export function lawSentence({ profile }: CustomerFacts, { policy }: Settings, voice: Voice) {
  const { law } = voice.words
  const { bases, subjectMark, softOptInMonths, isMarkUnknown, tracking } = ruleFor(profile, policy)
  // Confirming includes consenting, so it is not listed where consent alone is enough.
  const asked = bases.filter((basis) => basis !== 'double-opt-in' || !bases.includes('explicit'))
  const needed = voice.formats.either(asked.map((basis) => law.bases[basis]))
  const country = profile?.country ?? policy.countryWhereUnknown ?? NOT_UNDERSTOOD
  const rule =
    country === NOT_UNDERSTOOD
      ? law.unknown(needed)
      : profile?.country === undefined
        ? law.assumed(voice.formats.country(country), needed)
        : law.known(voice.formats.country(country), needed)
  return [
    rule,
    ...(subjectMark === undefined ? [] : [law.subjectMark(subjectMark)]),
    ...(softOptInMonths === undefined ? [] : [law.softOptInEnds(softOptInMonths)]),
    ...(isMarkUnknown ? [law.markUnknown] : []),
    ...(tracking === 'never' ? [law.neverTracked] : []),
  ].join(voice.words.listSeparator)
}
