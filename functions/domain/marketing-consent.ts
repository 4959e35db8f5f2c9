/**
 * Whether marketing may reach a customer, by their own consents and by the law of their country.
 */
import { withdrawalsOf } from './address.ts'
import { consentUnder, type MarketingConsent } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { ruleFor, softOptInEndsAt } from './law.ts'
import { countedOrdersAt } from './order.ts'
import type { Settings } from './policy.ts'
import type { Instant } from './time.ts'

type Case = {
  readonly facts: CustomerFacts
  readonly settings: Pick<Settings, 'policy'>
  readonly now: Instant
}

/**
 * Judges by the law of the recipient's country; the opt-outs of all who share the address count too.
 *
 * @example marketingConsent({ facts, settings, now }) // 'granted'
 */
export function marketingConsent({ facts, settings, now }: Case): MarketingConsent {
  const { bases } = ruleFor(facts.profile, settings.policy)
  const end = impliedEndAt({ facts, settings, now })
  const isOver = end !== undefined && end <= now
  const accepted = isOver ? bases.filter((basis) => basis !== 'soft-opt-in') : bases
  const consents = [...facts.consents, ...withdrawalsOf(facts.address)]
  return consentUnder(consents, 'marketing', accepted, now)
}

/**
 * When time alone will end a consent that a purchase implied; undefined if it will not.
 *
 * @example consentEndsAt({ facts, settings, now }) // 24 months after the last purchase in Canada
 */
export function consentEndsAt(given: Case): Instant | undefined {
  const end = impliedEndAt(given)
  const isImplied = given.facts.consents.some(({ basis }) => basis === 'soft-opt-in')
  return isImplied && end !== undefined && end > given.now ? end : undefined
}

function impliedEndAt({ facts, settings, now }: Case): Instant | undefined {
  const rule = ruleFor(facts.profile, settings.policy)
  if (rule.softOptInMonths === undefined) return undefined
  return softOptInEndsAt(rule, countedOrdersAt(facts.orders, facts.refunds, now).at(-1)?.from)
}
