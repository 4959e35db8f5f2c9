/** Customers of whom nothing is stored, such as those who were erased. */
import type { CustomerFacts } from '../../domain/customer.ts'

/** No row is to be made for them. */
export const isUnknownCustomer = ({ profile, preferences, ...facts }: CustomerFacts): boolean =>
  profile === undefined &&
  preferences === undefined &&
  [facts.consents, facts.orders, facts.refunds, facts.journeys, facts.messages, facts.holds].every(
    (rows) => rows.length === 0,
  )
