/** What a customer's own acts on marketing come to, and how a new one is written down. */
import { withdrawalsOf } from '../../domain/address.ts'
import {
  type Consent,
  type ConsentFact,
  consentAt,
  type MarketingConsent,
} from '../../domain/consent.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { marketingConsent } from '../../domain/marketing-consent.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import { encode } from '../../store/codecs/read-customer-rows.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { idOf } from '../../store/identity.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { Write } from '../../store/table.ts'

/** The customer's own consents, and the opt-out of any customer who shares their address. */
export const consentsOf = ({ consents, address }: CustomerFacts): readonly ConsentFact[] => [
  ...consents,
  ...withdrawalsOf(address),
]

export const marketingAt = (facts: CustomerFacts, now: Instant): Consent =>
  consentAt(consentsOf(facts), 'marketing', now)

/** The same by the law of their country; by their acts alone where the shop cannot be read. */
export const marketingByLaw = (
  facts: CustomerFacts,
  settings: Settings | undefined,
  now: Instant,
): MarketingConsent =>
  settings ? marketingConsent({ facts, settings, now }) : marketingAt(facts, now)

/** When marketing was last withdrawn, as of `now`. */
export function lastWithdrawalAt(
  consents: readonly ConsentFact[],
  now: Instant,
): Instant | undefined {
  const withdrawals = consents.filter(
    ({ purpose, act, at }) => purpose === 'marketing' && act === 'withdrawn' && at <= now,
  )
  return withdrawals.length === 0 ? undefined : Math.max(...withdrawals.map(({ at }) => at))
}

/**
 * Written once: its instant, source and act are its key.
 *
 * @param customer whose mail it came by: if that id is another one of the customer by now, a split
 * takes the consent along
 */
export const addConsent = (pk: CustomerKey, fact: ConsentFact, customer: string): Write => ({
  put: {
    ...encode('consent', pk, fact),
    ...(customer !== idOf(pk) && { movedFrom: customer }),
  },
  on: { absent: true },
})

/** The customer after that fact is written. */
export const withConsent = (customer: LoadedCustomer, fact: ConsentFact): LoadedCustomer => ({
  ...customer,
  facts: { ...customer.facts, consents: [...customer.facts.consents, fact] },
})
