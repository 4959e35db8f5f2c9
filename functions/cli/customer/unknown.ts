/** The failure of whoever asks after somebody whom nobody knows. */
import { Failure } from '../failure.ts'

export const noSuchCustomer = (customer: string, shop: string): Failure =>
  new Failure(
    `Nothing is known of the customer ${customer} of ${shop}. Ids are as the shop sends them.`,
  )
