/** Whether marketing may reach a customer, and every reason of their own why it may not. */
import { type SuppressionCause, suppressionCause } from './address.ts'
import { isMarketing } from './campaign.ts'
import { consentAt } from './consent.ts'
import { type CustomerFacts, holdsAt, pausedUntil } from './customer.ts'
import { isImporting } from './intake.ts'
import { ruleFor } from './law.ts'
import { chooseLocale } from './locale.ts'
import { marketingConsent } from './marketing-consent.ts'
import { capSlotOf } from './message.ts'
import { isNotAPerson } from './person.ts'
import type { Settings } from './policy.ts'
import { restoreHolds } from './restore.ts'
import { sunsetOf } from './sunset.ts'
import type { Instant } from './time.ts'

/** What keeps marketing from one customer; what keeps it from all of a shop is not among it. */
export const UNMAILABLE_REASONS = [
  'no-address',
  'suppressed-bounce',
  'suppressed-complaint',
  'suppressed-account-list',
  'suppressed-by-hand',
  'opted-out',
  'opted-out-at-address',
  'no-consent',
  'unconfirmed',
  'country-unknown-to-law',
  'hold',
  'paused',
  'not-a-person',
  'inactive',
  'restore',
  'import-running',
  'no-language',
] as const
export type UnmailableReason = (typeof UNMAILABLE_REASONS)[number]

export type Mailable = {
  readonly marketing: boolean
  /** Every reason why not, in the order of the table. */
  readonly because: readonly UnmailableReason[]
}

const SUPPRESSED: Readonly<Record<SuppressionCause, UnmailableReason>> = {
  'no-such-mailbox': 'suppressed-bounce',
  'soft-bounces': 'suppressed-bounce',
  complaint: 'suppressed-complaint',
  'account-list': 'suppressed-account-list',
  'by-hand': 'suppressed-by-hand',
}

type Known = {
  /** With what is known of their address. */
  readonly facts: CustomerFacts
  readonly settings: Pick<Settings, 'policy' | 'restore' | 'openImports' | 'campaigns'>
  readonly now: Instant
}

/**
 * @param known the facts include those of the address; without them its opt-out and its suppression
 *   would be missing
 * @example mailableOf({ facts, settings, now }) // { marketing: false, because: ['unconfirmed'] }
 */
export function mailableOf(known: Known): Mailable {
  const reasons = reasonsFor(known)
  const because = UNMAILABLE_REASONS.filter((reason) => reasons.has(reason))
  return { marketing: because.length === 0, because }
}

function reasonsFor(known: Known): ReadonlySet<UnmailableReason> {
  const { facts, settings, now } = known
  const { address, profile } = facts
  const reasons = new Set<UnmailableReason>(consentReasons(known))
  if (profile?.email === undefined) reasons.add('no-address')
  if (address?.suppression) reasons.add(SUPPRESSED[suppressionCause(address.suppression)])
  if (ruleFor(profile, settings.policy).isMarkUnknown) reasons.add('country-unknown-to-law')
  if (holdsAt(facts, now).length > 0) reasons.add('hold')
  if (pausedUntil(facts, now) !== undefined) reasons.add('paused')
  if (isNotAPerson(facts, settings.policy)) reasons.add('not-a-person')
  const mailedAt = facts.messages.flatMap((message) => capSlotOf(message) ?? [])
  if (sunsetOf(facts, settings.policy, mailedAt, now)) reasons.add('inactive')
  const due = { isMarketing: true, dueAt: now }
  if (restoreHolds(due, facts.consents, settings.restore, now)) reasons.add('restore')
  if (isImporting(facts, settings)) reasons.add('import-running')
  if (!isWrittenFor(facts, settings)) reasons.add('no-language')
  return reasons
}

/** Whether any marketing is written in a language of theirs; what no campaign says is no reason. */
function isWrittenFor(
  { preferences, profile }: CustomerFacts,
  { campaigns, policy }: Pick<Settings, 'campaigns' | 'policy'>,
): boolean {
  const wanted = preferences?.locale ?? profile?.locale
  const written = campaigns.filter(isMarketing).flatMap(({ locales }) => Object.values(locales))
  return (
    written.length === 0 ||
    written.some((locales) => chooseLocale(wanted, locales, policy.acceptableLocales) !== undefined)
  )
}

function consentReasons(known: Known): readonly UnmailableReason[] {
  const { facts, now } = known
  switch (marketingConsent(known)) {
    case 'granted':
      return []
    case 'unconfirmed':
      return ['unconfirmed']
    case 'unknown':
      return ['no-consent']
    case 'withdrawn': {
      const isOwn = consentAt(facts.consents, 'marketing', now) === 'withdrawn'
      const isAtAddress = facts.address?.withdrawnAt !== undefined
      return [
        ...(isOwn || !isAtAddress ? (['opted-out'] as const) : []),
        ...(isAtAddress ? (['opted-out-at-address'] as const) : []),
      ]
    }
  }
}
