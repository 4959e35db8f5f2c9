/** A simulated purchase as a shop's server would post it. */
import { isoInstant } from '../domain/time.ts'
import type { SimulatedCustomer } from './people.ts'
import type { SimulatedOrder } from './simulate-shop.ts'

/** @example JSON.stringify(purchaseBody(order, customer)) // a body of POST .../purchases */
export function purchaseBody(
  { orderId, paidAt, currency, grossMinor, lines }: SimulatedOrder,
  { id, profile, consents }: SimulatedCustomer,
): object {
  const { updatedAt: _updatedAt, ...details } = profile
  return {
    orderId,
    paidAt: isoInstant(paidAt),
    currency,
    grossMinor,
    lines,
    customer: {
      id,
      ...details,
      consents: consents.map((consent) => ({ ...consent, at: isoInstant(consent.at) })),
    },
  }
}
