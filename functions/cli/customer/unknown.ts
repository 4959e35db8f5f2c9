/** The failure for an unknown customer. */
import { Failure } from '../failure.ts'

/** @param mayBeGuest whether the verb also takes the address of a guest, which is then suggested */
export const noSuchCustomer = (customer: string, shop: string, mayBeGuest = false): Failure =>
  new Failure((w) => {
    const unknown = w.failures.noCustomer(customer, shop)
    return mayBeGuest ? `${unknown}${w.customer.byAddress.hint}` : unknown
  })
