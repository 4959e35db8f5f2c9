/**
 * Whether marketing may reach a customer, by their own consents and by the law of their country.
 */
import { withdrawalsOf } from './address.ts'
import { CONSENT_STATES, consentUnder } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { ruleFor } from './law.ts'
import type { Settings } from './policy.ts'
import type { Instant } from './time.ts'

/** Unconfirmed: given on a basis that is not enough where the customer lives. */
export const MARKETING_CONSENT_STATES = [...CONSENT_STATES, 'unconfirmed'] as const
export type MarketingConsent = (typeof MARKETING_CONSENT_STATES)[number]

/**
 * Judges by the law of the recipient's country; the opt-outs of all who share the address count too.
 *
 * @example marketingConsent({ facts, settings, now }) // 'granted'
 */
export function marketingConsent({
  facts,
  settings,
  now,
}: {
  readonly facts: CustomerFacts
  readonly settings: Pick<Settings, 'policy'>
  readonly now: Instant
}): MarketingConsent {
  const { bases } = ruleFor(facts.profile, settings.policy)
  const consents = [...facts.consents, ...withdrawalsOf(facts.address)]
  return consentUnder(consents, 'marketing', bases, now)
}
