/** What sending left to be decided. */
import { isErased } from '../../domain/erasure.ts'
import type { Instant } from '../../domain/time.ts'
import { loadCustomer } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { SettingsOf } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { commitDecision } from '../decisions/commit-decision.ts'
import { decideCustomer, withAddress } from '../decisions/decide-customer.ts'

export type DecideAfterPorts = {
  readonly table: Table
  readonly settings: SettingsOf
  readonly now: () => Instant
}

/**
 * The stored wake is for the relay of a due message; a parked one may need an earlier one. A
 * refused or skipped message frees its slot at the address for other customers who share it.
 */
export async function decideAfter(
  sent: 'parked' | 'refused' | 'skipped',
  key: CustomerKey,
  ports: DecideAfterPorts,
): Promise<void> {
  const { table, settings, now } = ports
  const read = await loadCustomer(table, key)
  // Since the mail went out they may have been decided for under newer ones.
  const known = await settings(read.facts.shop, read.state?.settingsVersion)
  if (!known || isErased(read) || read.notUnderstood.length > 0) return
  const loaded = sent === 'parked' ? read : await withAddress(table, read)
  const at = now()
  // Another message may fall due just now, and needs its place at the address too.
  const { customer, decision } = await decideCustomer(table, loaded, known, at)
  const outcome = await commitDecision(table, customer, decision, known, at)
  // The concurrent decision has seen the parked message, but may not have read the address.
  if (outcome === 'conflict' && sent !== 'parked') await decideAfter(sent, key, ports)
}
