/** Customers who share an address, among very many who do not. */
import { spread } from '../../domain/hash.ts'
import type { LoadedCustomer } from '../../store/customers.ts'

/**
 * Addresses of more than one customer, by their keyed hash. Of a million customers it holds some
 * forty megabytes while it reads.
 *
 * @example await sharedAddressesOf(eachCustomer(table, prefix))
 */
export async function sharedAddressesOf(
  customers: AsyncIterable<LoadedCustomer>,
): Promise<ReadonlySet<string>> {
  const seen = new Set<number>()
  const shared = new Set<string>()
  for await (const { addressHash } of customers) {
    if (addressHash === undefined) continue
    // 32 bits: a pair that only looks alike is then found to be two addresses by `byAddress`.
    const short = spread(addressHash)
    if (seen.has(short)) shared.add(addressHash)
    seen.add(short)
  }
  return shared
}

/**
 * Each customer alone as they come, and those of a shared address together at the end.
 *
 * @example for await (const together of byAddress(customers, shared)) replayAtAddress(together)
 */
export async function* byAddress(
  customers: AsyncIterable<LoadedCustomer>,
  shared: ReadonlySet<string>,
): AsyncGenerator<readonly LoadedCustomer[]> {
  const together = new Map<string, LoadedCustomer[]>()
  for await (const customer of customers) {
    const { addressHash } = customer
    if (addressHash === undefined || !shared.has(addressHash)) {
      yield [customer]
      continue
    }
    const known = together.get(addressHash) ?? []
    if (known.push(customer) === 1) together.set(addressHash, known)
  }
  yield* together.values()
}
