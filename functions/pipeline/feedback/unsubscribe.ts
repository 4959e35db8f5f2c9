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
import { isUnknownCustomer, mayLeave } from './unknown-customer.ts'

/**
 * The outcome of unsubscribing. Unknown: the customer was erased, and the link carries no address,
 * so there is nothing to opt out.
 */
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
 * A customer about whom nothing is stored opts out the address that the link was mailed to; with a
 * link that carries none, the withdrawal is stored under the customer's own key.
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
  if (!mayLeave(payload, customer)) return { outcome: 'unknown-customer', customer }
  const mailed = payload.addressHash
  if (isUnknownCustomer(customer) && mailed !== undefined) {
    await changeAddress(table, payload.shop, mailed, withdrawnSince(now, now))
    return { outcome: 'left', customer }
  }
  const { key, facts, address, addressHash } = customer
  const hadLeft = consentAt(facts.consents, 'marketing', now) === 'withdrawn'
  const fact = withdrawal(payload, now)
  // What another of their ids withdrew may be parted from this one: it must know of its own.
  const isKnown = payload.customer === facts.customer || facts.consents.some(isSameAct(fact))
  if (!(hadLeft && isKnown)) await table.write([addConsent(key, fact, payload.customer)])
  const left = hadLeft ? customer : withConsent(customer, fact)
  const outcome = hadLeft ? 'had-left' : 'left'
  const since = (hadLeft && lastWithdrawalAt(facts.consents, now)) || now
  const change = withdrawnSince(since, now)
  // The link may have been mailed to another address than the customer's present one.
  if (mailed !== undefined && mailed !== addressHash)
    await changeAddress(table, payload.shop, mailed, change)
  if (addressHash === undefined) return { outcome, customer: left }
  await changeAddress(table, payload.shop, addressHash, change, address)
  if (!facts.address) return { outcome, customer: left }
  return {
    outcome,
    customer: { ...left, facts: { ...left.facts, address: change(facts.address) } },
  }
}

const isSameAct =
  ({ act, evidence }: ConsentFact) =>
  (known: ConsentFact): boolean =>
    known.act === act && known.evidence === evidence

/** Leaves an address as it is that was opted out since then. */
const withdrawnSince =
  (since: Instant, now: Instant) =>
  (known: AddressFacts): AddressFacts =>
    known.withdrawnAt !== undefined && known.withdrawnAt >= since
      ? known
      : withWithdrawal(known, now)

const withdrawal = (payload: TokenPayload, now: Instant): ConsentFact => ({
  purpose: 'marketing',
  act: 'withdrawn',
  at: now,
  source: 'unsubscribe',
  evidence: linkName(payload),
})
