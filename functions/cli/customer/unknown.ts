/** The failure for a customer of whom nothing is stored. */
import { Failure } from '../failure.ts'

export const noSuchCustomer = (customer: string, shop: string): Failure =>
  new Failure((w) => w.failures.noCustomer(customer, shop))
