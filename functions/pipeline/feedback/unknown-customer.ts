/** Customers about whom nothing is stored, such as those who were erased. */
import type { LoadedCustomer } from '../../store/customers.ts'
import type { TokenPayload } from '../../store/secret.ts'

/** No row is created for them. A customer with a row that is not understood is known. */
export const isUnknownCustomer = ({ facts, notUnderstood }: LoadedCustomer): boolean =>
  notUnderstood.length === 0 &&
  facts.profile === undefined &&
  facts.preferences === undefined &&
  [facts.consents, facts.orders, facts.refunds, facts.journeys, facts.messages, facts.holds].every(
    (rows) => rows.length === 0,
  )

/**
 * Whether a link has anything to opt out: the customer, or the address that it was mailed to. A
 * store that was restored from a backup does not know each customer that it once mailed; a customer
 * who was erased is not stored again for a link without an address.
 */
export const mayLeave = (
  { addressHash }: Pick<TokenPayload, 'addressHash'>,
  customer: LoadedCustomer,
): boolean =>
  addressHash !== undefined ||
  !isUnknownCustomer(customer) ||
  customer.state?.erasedAt === undefined
