/** What an erasure means for the facts of a customer. */
import type { CustomerFacts } from './customer.ts'
import type { Instant } from './time.ts'

/**
 * Whether a customer was erased and has no new history: only a purchase or a profile begins one.
 *
 * @example isErased({ state: { erasedAt: 1 }, facts }) // true, where there are no facts
 */
export const isErased = ({
  state,
  facts,
}: {
  readonly state?: { readonly erasedAt?: Instant }
  readonly facts: Pick<CustomerFacts, 'orders' | 'profile'>
}): boolean =>
  state?.erasedAt !== undefined && facts.orders.length === 0 && facts.profile === undefined
