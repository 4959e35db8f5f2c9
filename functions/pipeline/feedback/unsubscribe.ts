/** A customer leaves: no marketing to them, nor to any customer who shares their address. */
import { type AddressFacts, withWithdrawal } from '../../domain/address.ts'
import { type ConsentFact, consentAt } from '../../domain/consent.ts'
import { linkName } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { changeAddress } from '../../store/addresses.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import type { TokenPayload } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import { addConsent, lastWithdrawalAt, withConsent } from './marketing-consent.ts'
import { isUnknownCustomer } from './unknown-customer.ts'

/** The outcome of unsubscribing; an unknown or erased customer gets no mail anyway. */
export type Left = 'left' | 'had-left' | 'unknown-customer'

export type Unsubscribed = {
  readonly outcome: Left
  /** The customer after the change. */
  readonly customer: LoadedCustomer
}

/**
 * In force at once, also for queued mail: a message is decided again before it is sent. Safe to
 * repeat: a customer who has already unsubscribed stays as they are, and the address is changed
 * only if it lacks the withdrawal.
 *
 * @param customer as read for this request; with or without their address
 * @example await unsubscribe(payload, customer, table, now) // { outcome: 'left', customer }
 */
export async function unsubscribe(
  payload: TokenPayload,
  customer: LoadedCustomer,
  table: Table,
  now: Instant,
): Promise<Unsubscribed> {
  const { key, facts, address, addressHash } = customer
  if (isUnknownCustomer(customer)) return { outcome: 'unknown-customer', customer }
  const hadLeft = consentAt(facts.consents, 'marketing', now) === 'withdrawn'
  const fact = withdrawal(payload, now)
  if (!hadLeft) await table.write([addConsent(key, fact)])
  const left = hadLeft ? customer : withConsent(customer, fact)
  const outcome = hadLeft ? 'had-left' : 'left'
  if (addressHash === undefined) return { outcome, customer: left }
  const since = (hadLeft && lastWithdrawalAt(facts.consents, now)) || now
  const change = (known: AddressFacts) =>
    known.withdrawnAt !== undefined && known.withdrawnAt >= since
      ? known
      : withWithdrawal(known, now)
  await changeAddress(table, payload.shop, addressHash, change, address)
  if (!facts.address) return { outcome, customer: left }
  return {
    outcome,
    customer: { ...left, facts: { ...left.facts, address: change(facts.address) } },
  }
}

const withdrawal = (payload: TokenPayload, now: Instant): ConsentFact => ({
  purpose: 'marketing',
  act: 'withdrawn',
  at: now,
  source: 'unsubscribe',
  evidence: linkName(payload),
})
