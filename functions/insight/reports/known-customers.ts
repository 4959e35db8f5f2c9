/** Whom a report counts: partitions that hold a person, from their first fact on. */
import { earliest, type Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'

/**
 * Whether anything dated up to `at` is known about this customer: an order, a refund or a profile.
 * An order with neither an id nor an address is kept under a name of its own, but belongs to no
 * customer.
 */
export function isKnownAt({ facts }: LoadedCustomer, at: Instant): boolean {
  if (/^~(order|refund):/.test(facts.customer)) return false
  const first = earliest([
    facts.profile?.updatedAt,
    ...facts.orders.map(({ paidAt }) => paidAt),
    ...facts.refunds.map((refund) => refund.at),
  ])
  return first !== undefined && first <= at
}
