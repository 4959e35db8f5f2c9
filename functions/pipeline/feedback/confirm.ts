/**
 * Double opt-in: the person who reads the mail at an address confirms that they want to get more.
 */
import { type ConsentFact, consentUnder } from '../../domain/consent.ts'
import { isGuest } from '../../domain/identity.ts'
import { linkName } from '../../domain/message-ref.ts'
import { CONFIRM_WITHIN_MS } from '../../domain/starts/consent-unconfirmed.ts'
import type { Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { isClaimed } from '../../store/identity.ts'
import { claimAddress } from '../../store/join-customers.ts'
import type { TokenPayload } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import { addConsent, consentsOf, lastWithdrawalAt, marketingAt } from './marketing-consent.ts'

/** Whether a link may confirm, or why it need not or must not. */
export type Confirmable = 'open' | 'confirmed' | 'withdrawn' | 'too-old' | 'other-address'

/** Withdrawn: no agreement is in force, or it was renewed after the link was sent. */
export function confirmableAt(
  { issuedAt, addressHash: asked }: TokenPayload,
  { facts, addressHash }: LoadedCustomer,
  now: Instant,
): Confirmable {
  if (asked === undefined || asked !== addressHash) return 'other-address'
  const consents = consentsOf(facts)
  if (consentUnder(consents, 'marketing', ['double-opt-in'], now) === 'granted') return 'confirmed'
  if (marketingAt(facts, now) !== 'granted') return 'withdrawn'
  if ((lastWithdrawalAt(consents, now) ?? Number.NEGATIVE_INFINITY) >= issuedAt) return 'withdrawn'
  return now < issuedAt + CONFIRM_WITHIN_MS ? 'open' : 'too-old'
}

/**
 * Writes the confirmation where the link may confirm; repeats change nothing.
 *
 * @param wording the words that stood above the button
 * @returns confirmed, or why nothing was changed
 */
export async function confirm(
  payload: TokenPayload,
  customer: LoadedCustomer,
  wording: string,
  table: Table,
  now: Instant,
): Promise<Exclude<Confirmable, 'open'>> {
  const confirmable = confirmableAt(payload, customer, now)
  if (confirmable !== 'open') return confirmable
  const fact: ConsentFact = {
    purpose: 'marketing',
    act: 'granted',
    at: now,
    source: 'form',
    basis: 'double-opt-in',
    wording,
    evidence: `confirmation ${linkName(payload)}`,
    ...(customer.addressId !== undefined && { addressHash: customer.addressId }),
  }
  // The address is proven to be theirs, so that a guest who bought there is this customer.
  const { key, state, addressHash } = customer
  const isKnown = addressHash === undefined || isClaimed(state?.addresses ?? [], addressHash)
  if (!isKnown && !isGuest(customer.facts.customer))
    await claimAddress(table, key, addressHash, now)
  await table.write([addConsent(key, fact, payload.customer)])
  return 'confirmed'
}
