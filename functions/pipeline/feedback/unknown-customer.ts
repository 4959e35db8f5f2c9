/** Customers about whom nothing is stored, such as those who were erased. */
import type { LoadedCustomer } from '../../store/customers.ts'

/** No row is created for them. A customer with a row that is not understood is known. */
export const isUnknownCustomer = ({ facts, notUnderstood }: LoadedCustomer): boolean =>
  notUnderstood.length === 0 &&
  facts.profile === undefined &&
  facts.preferences === undefined &&
  [facts.consents, facts.orders, facts.refunds, facts.journeys, facts.messages, facts.holds].every(
    (rows) => rows.length === 0,
  )
