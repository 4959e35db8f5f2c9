/** A decision on the stored facts, including those of the address if they matter. */
import { mayChangeDecisions } from '../../domain/address.ts'
import { type Decision, decide } from '../../domain/decide.ts'
import type { MessageChange } from '../../domain/decide-messages.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import { loadAddress } from '../../store/addresses.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import type { Table } from '../../store/table.ts'

/**
 * Decides, and reads the address only where a message becomes due or stops being so: most facts
 * move no message, and then one query is all that a decision reads.
 */
export async function decideCustomer(
  table: Table,
  customer: LoadedCustomer,
  settings: Settings,
  now: Instant,
): Promise<{ readonly customer: LoadedCustomer; readonly decision: Decision }> {
  const decision = decide(customer.facts, now, settings)
  if (customer.address || !decision.messages.some(concernsAddress)) return { customer, decision }
  const known = await withAddress(table, customer)
  if (!mayChangeDecisions(known.facts)) return { customer: known, decision }
  return { customer: known, decision: decide(known.facts, now, settings) }
}

/** The customer with the facts about their address, read now. */
export async function withAddress(table: Table, customer: LoadedCustomer): Promise<LoadedCustomer> {
  const { addressHash, facts } = customer
  if (addressHash === undefined) return customer
  const address = await loadAddress(table, facts.shop, addressHash)
  return { ...customer, address, facts: { ...facts, address: address.facts } }
}

/** One that is parked has kept its place at the address. */
const concernsAddress = ({ before, after }: MessageChange): boolean =>
  after.status === 'due' || before?.status === 'due' || before?.status === 'parked'
