/**
 * What a build does for a customer of whom it does not understand everything, because a newer build
 * wrote it: nothing is sent, skipped, started or ended. The customer is woken again in an hour, and
 * an alarm says so, until this build is updated.
 */
import { HOUR_MS, type Instant } from '../../domain/time.ts'
import { type LoadedCustomer, putState } from '../../store/customers.ts'
import { type CustomerKey, wakeShardOf } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'

/** @param what in short texts without an id: `row kind event`, `campaign vip: condition minOrders` */
export type OnNotUnderstood = (customer: CustomerKey, what: readonly string[]) => void

const LOOK_AGAIN_AFTER_MS = HOUR_MS

/** Nothing can be deferred where nothing was decided yet: the repair queue tries again. */
export class NotUnderstoodError extends Error {
  readonly code = 'not-understood'
  constructor(what: readonly string[]) {
    super(
      `this build does not understand what a newer one wrote (${what.join(', ')}): finish the deployment`,
    )
    this.name = 'NotUnderstoodError'
  }
}

/**
 * Moves the customer's wake by an hour and writes nothing else, on condition that there was no
 * decision since the customer was loaded.
 *
 * @throws NotUnderstoodError where the customer has no state yet, and so no wake
 */
export async function deferDecision(
  table: Table,
  customer: LoadedCustomer,
  now: Instant,
): Promise<'committed' | 'conflict'> {
  const { key, state, notUnderstood } = customer
  if (!state) throw new NotUnderstoodError(notUnderstood)
  const wakeAt = now + LOOK_AGAIN_AFTER_MS
  const later = { ...state, wakeAt, wakeShard: wakeShardOf(key) }
  const [result] = await table.write([putState(customer, later)])
  return result?.done ? 'committed' : 'conflict'
}
