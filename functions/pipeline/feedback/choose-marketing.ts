/** Whether a customer wants marketing, and their acts of choosing it. */
import { type RequestStanding, requestStanding } from '../../domain/confirmation-requests.ts'
import type { ConsentFact, MarketingConsent } from '../../domain/consent.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { linkName } from '../../domain/message-ref.ts'
import type { Settings } from '../../domain/policy.ts'
import { purposeOf } from '../../domain/starts/starts.ts'
import type { Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import type { TokenPayload } from '../../store/secret.ts'
import type { Table } from '../../store/table.ts'
import { addConsent, marketingByLaw, withConsent } from './marketing-consent.ts'
import { unsubscribe } from './unsubscribe.ts'

/** A customer with a link of a mail to their present address. */
export type Chooser = {
  readonly payload: TokenPayload
  readonly customer: LoadedCustomer
  readonly settings: Settings | undefined
  readonly now: Instant
}

const WANTED: Readonly<Record<MarketingConsent, boolean>> = {
  granted: true,
  unconfirmed: true,
  withdrawn: false,
  // A purchase is no request where the law does not take it for one, so that they are asked.
  unknown: false,
}

/**
 * Whether the page shows marketing as chosen.
 *
 * @example wantsMarketing(facts, settings, now) // true while they have yet to confirm
 */
export const wantsMarketing = (
  facts: CustomerFacts,
  settings: Settings | undefined,
  now: Instant,
): boolean => WANTED[marketingByLaw(facts, settings, now)]

const asksToConfirm = ({ campaigns }: Settings): boolean =>
  campaigns.some((campaign) => purposeOf(campaign) === 'confirmation')

/** Where the request to confirm stands; undefined where there is nothing to confirm. */
export const confirmationOf = (
  facts: CustomerFacts,
  settings: Settings | undefined,
  now: Instant,
): RequestStanding | undefined =>
  settings &&
  asksToConfirm(settings) &&
  // No mail of any kind reaches it, so there is nothing to announce.
  !facts.address?.suppression &&
  marketingByLaw(facts, settings, now) === 'unconfirmed'
    ? requestStanding(facts, settings, now)
    : undefined

/**
 * A choice that stayed as the customer saw it changes nothing.
 *
 * @param wording the text that the customer agrees to by choosing marketing
 * @returns the customer after the change
 * @example await chooseMarketing({ saw: false, wants: true }, visit, wording, table)
 */
export async function chooseMarketing(
  { saw, wants }: { readonly saw: boolean; readonly wants: boolean },
  { payload, customer, settings, now }: Chooser,
  wording: string,
  table: Table,
): Promise<LoadedCustomer> {
  if (saw === wants) return customer
  if (!wants) return (await unsubscribe(payload, customer, table, now)).customer
  if (wantsMarketing(customer.facts, settings, now)) return customer
  return agree(customer, payload, wording, table, now)
}

/**
 * Agrees to marketing again for a customer who has yet to confirm, so that they are asked again. Where
 * a request is on its way, or the address was asked too often, nothing changes.
 *
 * @param wording the text that the customer agreed to
 * @returns the customer after the change
 * @example await askToConfirmAgain(visit, wording, table)
 */
export async function askToConfirmAgain(
  chooser: Chooser,
  wording: string,
  table: Table,
): Promise<LoadedCustomer> {
  const { payload, customer, settings, now } = chooser
  const confirmation = confirmationOf(customer.facts, settings, now)
  return confirmation?.stage === 'over' && confirmation.againFrom <= now
    ? agree(customer, payload, wording, table, now)
    : customer
}

async function agree(
  customer: LoadedCustomer,
  payload: TokenPayload,
  wording: string,
  table: Table,
  now: Instant,
): Promise<LoadedCustomer> {
  const fact = grant(payload, customer.addressId, wording, now)
  await table.write([addConsent(customer.key, fact, payload.customer)])
  return withConsent(customer, fact)
}

/**
 * The customer's own act, which overrides earlier withdrawals by them or others at their address.
 */
const grant = (
  payload: TokenPayload,
  addressHash: string | undefined,
  wording: string,
  now: Instant,
): ConsentFact => ({
  purpose: 'marketing',
  act: 'granted',
  at: now,
  source: 'form',
  // Only the confirmation's own link confirms; where the law asks for that, it is mailed next.
  basis: 'explicit',
  wording,
  evidence: `preferences ${linkName(payload)}`,
  ...(addressHash !== undefined && { addressHash }),
})
