/**
 * Whether a customer can be one person. A till books everyone who walks in under one id, and a
 * marketplace all of its buyers: what holds for a person says nothing about them.
 */
import type { CustomerFacts } from './customer.ts'
import type { Policy } from './policy.ts'
import { HOUR_MS } from './time.ts'

/** How long a purchase of such a customer may wait to be decided for. */
export const PURCHASE_WAITS_MS = HOUR_MS

/**
 * All stored orders count, refunded ones as well, so that no refund and no passing of time changes
 * the answer.
 *
 * @example isNotAPerson(facts, defaultPolicy('EUR')) // true with more than 2,000 orders
 */
export const isNotAPerson = (
  { orders }: Pick<CustomerFacts, 'orders'>,
  { mostOrdersOfAPerson }: Pick<Policy, 'mostOrdersOfAPerson'>,
): boolean => orders.length > mostOrdersOfAPerson
