/** Recency, frequency, monetary value: the three figures every marketer asks for first. */
import type { Order, Refund } from './order.ts'
import type { Instant } from './time.ts'

export type Rfm = {
  /** Recency, as the instant of the last counted purchase. */
  readonly lastPurchaseAt?: Instant
  readonly firstPurchaseAt?: Instant
  /** Frequency: purchases ever that still count. */
  readonly purchases: number
  /** Of those, the ones inside the policy's frequency window. */
  readonly purchasesInWindow: number
  /** Monetary value: paid less refunded, in the shop's currency and its minor unit. */
  readonly monetaryMinor: number
  /** The same in every other currency seen, kept apart because there is no rate to trust. */
  readonly otherCurrencies: Readonly<Record<string, number>>
}

/** Paid less refunded up to and including `now`, by currency, in minor units. */
export function netByCurrency(
  orders: readonly Order[],
  refunds: readonly Refund[],
  now: Instant,
): Map<string, number> {
  const net = new Map<string, number>()
  const add = (currency: string, minor: number) =>
    net.set(currency, (net.get(currency) ?? 0) + minor)
  for (const order of orders) if (order.paidAt <= now) add(order.currency, order.grossMinor)
  for (const refund of refunds) if (refund.at <= now) add(refund.currency, -refund.minor)
  return net
}
