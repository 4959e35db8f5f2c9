/** Recency, frequency, monetary value: the three figures every marketer asks for first. */
import { addTo, newSum, type Sum, totalOf } from './money.ts'
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
  /** What was refunded beyond what an order cost, which does not count; absent if nothing was. */
  readonly excessRefunds?: readonly ExcessRefund[]
}

/** What was refunded of an order beyond what it cost. */
export type ExcessRefund = {
  readonly orderId: string
  readonly currency: string
  readonly minor: number
}

export type NetMoney = {
  /** Paid less refunded, in minor units. */
  readonly byCurrency: Map<string, number>
  /** Refunds count up to the amount of their order; this is the rest of them. */
  readonly excess: readonly ExcessRefund[]
}

/**
 * Paid less refunded up to and including `now`. A refund whose order is not known counts in full.
 *
 * @example netMoney([ORDER], [], ORDER.paidAt).byCurrency.get('EUR') // 1250
 */
export function netMoney(
  orders: readonly Order[],
  refunds: readonly Refund[],
  now: Instant,
): NetMoney {
  const sums = new Map<string, Sum>()
  function add(currency: string, minor: number): void {
    const sum = sums.get(currency) ?? newSum()
    addTo(sum, minor)
    sums.set(currency, sum)
  }
  for (const order of orders) if (order.paidAt <= now) add(order.currency, order.grossMinor)
  for (const refund of refunds) if (refund.at <= now) add(refund.currency, -refund.minor)
  const excess = excessRefunds(orders, refunds, now)
  for (const { currency, minor } of excess) add(currency, minor)
  const byCurrency = new Map([...sums].map(([currency, sum]) => [currency, totalOf(sum)]))
  return { byCurrency, excess }
}

function excessRefunds(
  orders: readonly Order[],
  refunds: readonly Refund[],
  now: Instant,
): readonly ExcessRefund[] {
  const refunded = new Map<string, Sum>()
  for (const { orderId, at, currency, minor } of refunds) {
    if (orderId === undefined || at > now) continue
    const key = `${currency} ${orderId}`
    const sum = refunded.get(key) ?? newSum()
    addTo(sum, minor)
    refunded.set(key, sum)
  }
  if (refunded.size === 0) return []
  const excess = orders.flatMap(({ orderId, paidAt, currency, grossMinor }) => {
    const sum = paidAt <= now ? refunded.get(`${currency} ${orderId}`) : undefined
    const minor = sum ? totalOf(sum) - grossMinor : 0
    return minor > 0 ? [{ orderId, currency, minor }] : []
  })
  return excess.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))
}
