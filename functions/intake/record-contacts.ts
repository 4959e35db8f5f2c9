/** Records people whom a shop knows without a purchase: their profiles, consents and attributes. */
import type { Recorded } from '../domain/recorded.ts'
import type { Instant } from '../domain/time.ts'
import { knownCustomers } from '../store/identity.ts'
import {
  claimAddresses,
  hashingNow,
  type IdPorts,
  keyOfCustomer,
  keysOf,
  knowAddresses,
  sourceOf,
  withAddressHash,
} from './customer-ids.ts'
import { attributesOf, customerWrites } from './customer-writes.ts'
import type { PostedCustomer } from './wire.ts'
import { type CustomerFactWrites, recordFacts } from './write-facts.ts'

export type Contact = {
  /** With an id, or an address that can be mailed. */
  readonly customer: PostedCustomer
  /** The source's version of what it says. */
  readonly updatedAt: Instant
}

/**
 * What a contact states is added to what is known, by the later version of each; what it leaves out
 * stays. Safe to repeat.
 *
 * @returns the outcome of each, in their order
 * @example await recordContacts('acme', [{ customer, updatedAt }], ports, now) // ['recorded']
 */
export async function recordContacts(
  shop: string,
  contacts: readonly Contact[],
  ports: IdPorts,
  now: Instant,
): Promise<readonly Recorded[]> {
  const { table } = ports
  const hashing = hashingNow(ports)
  const emails = contacts.map(({ customer }) => customer.email)
  await knowAddresses(shop, emails, ports, hashing)
  const posted = contacts.map(({ customer, updatedAt }) => {
    const hashed = withAddressHash(customer, hashing)
    return { customer: hashed, updatedAt, key: keyOfCustomer(shop, hashed, 'contact') }
  })
  const known = await knownCustomers(table, keysOf(posted))
  const facts = posted.map(({ customer, updatedAt, key }) => {
    const source = sourceOf(key, known)
    const fact: CustomerFactWrites = {
      ...source,
      at: updatedAt,
      ...attributesOf(customer, source, updatedAt, now),
      writes: customerWrites(source, customer, updatedAt, () => undefined),
      readResult: () => 'recorded',
    }
    return { ...fact, customer }
  })
  await claimAddresses(shop, facts, known, ports)
  return recordFacts(table, facts)
}
