/** The failure for an unknown customer. */
import { Failure } from '../failure.ts'

export const noSuchCustomer = (customer: string, shop: string): Failure =>
  new Failure((w) => w.failures.noCustomer(customer, shop))
