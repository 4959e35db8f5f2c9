/** Refunds that say nothing of a customer: they are recorded where their order is, or not at all. */
import type { Recorded } from '../domain/recorded.ts'
import { type CustomerKey, orderSort } from '../store/keys.ts'
import type { Table } from '../store/table.ts'
import { type HashedCustomer, isIdentified } from './customer-ids.ts'
import { rowAt } from './moved-orders.ts'
import type { PostedRefund } from './wire.ts'

/** A refund that names neither a customer nor an order that is known without one. */
export type RefundRecorded = Recorded | 'no-customer'

/**
 * The partitions of refunds without a customer, where their order is not there either. The order of a
 * guest whose address cannot be mailed will be there, since it has the same guest.
 *
 * @example (await unplacedAmong(table, posted)).has(key) // true: the refund is rejected
 */
export async function unplacedAmong(
  table: Table,
  posted: readonly {
    readonly refund: PostedRefund
    readonly customer: HashedCustomer
    readonly key: CustomerKey
  }[],
): Promise<ReadonlySet<CustomerKey>> {
  const anonymous = posted.filter(
    ({ customer, refund: { orderId } }) =>
      !isIdentified(customer) && (customer.emailFault === undefined || orderId === undefined),
  )
  const orders = await Promise.all(
    anonymous.map(({ key, refund: { orderId } }) =>
      orderId === undefined ? false : rowAt(table, key, orderSort(orderId)),
    ),
  )
  return new Set(anonymous.flatMap(({ key }, i) => (orders[i] ? [] : key)))
}
