/** What holds for an address, whoever of the shop's customers gives it as theirs. */
import type { ConsentFact } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import type { Instant } from './time.ts'

export const SUPPRESSION_REASONS = [
  'no-such-mailbox',
  'complaint',
  'soft-bounces',
  'by-hand',
] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

/** The address is written to no more, whatever it is about. */
export type Suppression = { readonly reason: SuppressionReason; readonly at: Instant }

/** A marketing message that occupies the caps of its address. */
export type AddressSlot = {
  readonly customer: string
  readonly campaign: string
  readonly n: number
  readonly step: string
  readonly at: Instant
}

export type AddressFacts = {
  readonly suppression?: Suppression
  /** When someone at this address last asked to be left alone. */
  readonly withdrawnAt?: Instant
  readonly softBounces: readonly Instant[]
  readonly slots: readonly AddressSlot[]
}

/** What other customers at the same address have had. */
export const slotsOfOthers = ({ address, customer }: Pick<CustomerFacts, 'address' | 'customer'>) =>
  (address?.slots ?? []).filter((slot) => slot.customer !== customer)

/**
 * Whether what is known of an address can change a decision for one of its customers: a decision
 * reads nothing of it but this.
 *
 * @example mayChangeDecisions({ address: UNKNOWN_ADDRESS, customer: 'c-17' }) // false
 */
export const mayChangeDecisions = (facts: Pick<CustomerFacts, 'address' | 'customer'>): boolean =>
  facts.address?.suppression !== undefined ||
  facts.address?.withdrawnAt !== undefined ||
  slotsOfOthers(facts).length > 0

/** An address of which nothing is known. */
export const UNKNOWN_ADDRESS: AddressFacts = { softBounces: [], slots: [] }

/** The address's opt-out as a fact like any other: it covers every customer who shares it. */
export const withdrawalsOf = ({
  withdrawnAt,
}: Partial<AddressFacts> = {}): readonly ConsentFact[] =>
  withdrawnAt === undefined
    ? []
    : [{ purpose: 'marketing', act: 'withdrawn', at: withdrawnAt, source: 'unsubscribe' }]

/**
 * The address with one more temporary bounce; suppressed where there were `bounces` of them within
 * `withinDays`. The same instant again changes nothing.
 */
export function withSoftBounce(
  address: AddressFacts,
  at: Instant,
  limit: { readonly bounces: number; readonly withinMs: number },
): AddressFacts {
  if (address.softBounces.includes(at)) return address
  const all = [...address.softBounces, at].sort((a, b) => a - b)
  const latest = all.at(-1) ?? at
  const softBounces = all.filter((each) => each > latest - limit.withinMs)
  const noted = { ...address, softBounces }
  return softBounces.length < limit.bounces
    ? noted
    : withSuppression(noted, { reason: 'soft-bounces', at: latest })
}

/** The first reason stays: what came later changes nothing for the customer. */
export const withSuppression = (address: AddressFacts, suppression: Suppression): AddressFacts =>
  address.suppression ? address : { ...address, suppression }

export const withWithdrawal = (address: AddressFacts, at: Instant): AddressFacts =>
  address.withdrawnAt !== undefined && address.withdrawnAt >= at
    ? address
    : { ...address, withdrawnAt: at }
