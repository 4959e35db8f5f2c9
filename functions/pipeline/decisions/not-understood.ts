/**
 * What a build does for a customer with rows that it does not fully understand, because a newer
 * build wrote them: nothing is sent, skipped, started or ended. The customer is woken again in an
 * hour, and an alarm rings until this build is updated.
 */
import { HOUR_MS, type Instant } from '../../domain/time.ts'
import type { CustomerState } from '../../store/codecs/customer-row-types.ts'
import { type LoadedCustomer, putState } from '../../store/customers.ts'
import { type CustomerKey, wakeShardOf } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'

/** @param what in short texts without an id: `row kind gift`, `campaign vip: condition minOrders` */
export type OnNotUnderstood = (customer: CustomerKey, what: readonly string[]) => void

const LOOK_AGAIN_AFTER_MS = HOUR_MS

/** A decision cannot be deferred without a state to hold the wake. */
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
 * @throws NotUnderstoodError if no state can hold the wake: there is none yet, or it is itself not
 * understood; the repair queue tries again
 */
export async function deferDecision(
  table: Table,
  customer: LoadedCustomer,
  now: Instant,
): Promise<'committed' | 'conflict'> {
  const { key, state, notUnderstood } = customer
  if (!state) throw new NotUnderstoodError(notUnderstood)
  // A version of its own, so that no decision which loaded before is committed over the wake.
  const later: CustomerState = {
    ...state,
    wakeAt: now + LOOK_AGAIN_AFTER_MS,
    wakeShard: wakeShardOf(key),
    version: state.version + 1,
  }
  const [result] = await table.write([putState(customer, later)])
  return result?.done ? 'committed' : 'conflict'
}
