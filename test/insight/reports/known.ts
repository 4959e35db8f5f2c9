/** Customers as the store loads them, made of facts alone. */
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { customer } from '../../support/given.ts'

export const loaded = (id: string, facts: Partial<CustomerFacts>): LoadedCustomer => ({
  key: customerKey('acme', id),
  facts: { ...customer(facts), customer: id },
  lifecycle: [],
  notUnderstood: [],
})

export async function* each(customers: readonly LoadedCustomer[]): AsyncGenerator<LoadedCustomer> {
  yield* customers
}
