/** The orders and refunds of very many customers in little memory, for models to be tried on. */

import { spread } from '../../domain/hash.ts'
import type { NetPurchase } from '../../domain/models/summary-statistics.ts'
import { netPurchases, withoutSplits } from '../../domain/net-purchases.ts'
import type { Order, Refund } from '../../domain/order.ts'
import type { Instant } from '../../domain/time.ts'
import { type Entry, openLedger } from './ledger.ts'

export type OrderBook = {
  readonly order: (
    customer: string,
    order: Pick<Order, 'orderId' | 'paidAt' | 'currency' | 'grossMinor'>,
  ) => void
  readonly refund: (customer: string, refund: Omit<Refund, 'refundId'>) => void
  /** Orders by currency. */
  readonly currencies: () => Readonly<Record<string, number>>
  /** The first and the last payment; undefined while there is no order. */
  readonly span: () => { readonly first: Instant; readonly last: Instant } | undefined
  /** Refunds that name no order, and so lower none. */
  readonly refundsOfNoOrder: () => number
  /** In the order in which they came. */
  readonly buyers: () => Iterable<Buyer>
}

export type Buyer = {
  readonly customer: string
  /**
   * The purchases that count at `until`, in one currency or in any, with their amounts after the
   * refunds that name them.
   */
  readonly purchasesAt: (until: Instant, currency?: string) => readonly NetPurchase[]
}

type CountingRules = {
  /** Papers count a purchase that cost nothing, decisions do not. */
  readonly freeOrdersCount: boolean
  /** From the shop's policy; a file has no setting for split baskets. */
  readonly mergeOrdersWithinMinutes?: number
}

/**
 * A purchase refunded in full does not count, as in decisions.
 *
 * @example openOrderBook({ freeOrdersCount: false }).order('c-17', { orderId: 'A-1', paidAt: 0, currency: 'EUR', grossMinor: 1250 })
 */
export function openOrderBook({
  freeOrdersCount,
  mergeOrdersWithinMinutes = 0,
}: CountingRules): OrderBook {
  const [customers, currencies] = [openRegister(), openRegister()]
  const [orders, refunds] = [openLedger(), openLedger()]
  let refundsOfNoOrder = 0

  function purchasesAt(customer: number, until: Instant, currency?: string) {
    const bought = orders.of(customer)
    const facts = { orders: bought.map(asOrder), refunds: refunds.of(customer).map(asRefund) }
    const paidIn = currency === undefined ? undefined : String(currencies.number(currency))
    const paid = netPurchases(facts, until, paidIn)
    if (!freeOrdersCount) return withoutSplits(paid, { mergeOrdersWithinMinutes })
    const free = bought.filter(({ at, minor }) => minor === 0 && at <= until)
    const isAsked = (order: Entry) => paidIn === undefined || String(order.currency) === paidIn
    return [...paid, ...free.filter(isAsked).map(({ at, minor }) => ({ at, minor }))]
  }

  return {
    order: (customer, { orderId, paidAt, currency, grossMinor }) =>
      orders.add({
        customer: customers.number(customer),
        id: idOf(orderId),
        currency: currencies.number(currency),
        at: paidAt,
        minor: grossMinor,
      }),
    refund(customer, { orderId, at, currency, minor }) {
      if (orderId === undefined) refundsOfNoOrder++
      else
        refunds.add({
          customer: customers.number(customer),
          id: idOf(orderId),
          currency: currencies.number(currency),
          at,
          minor,
        })
    },
    currencies() {
      const counts: Record<string, number> = {}
      const names = [...currencies.names()]
      for (const { currency } of orders.all()) {
        const name = names[currency] ?? ''
        counts[name] = (counts[name] ?? 0) + 1
      }
      return counts
    },
    span() {
      let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (const { at } of orders.all()) {
        first = Math.min(first, at)
        last = Math.max(last, at)
      }
      return orders.size() > 0 ? { first, last } : undefined
    },
    refundsOfNoOrder: () => refundsOfNoOrder,
    *buyers() {
      let number = 0
      for (const customer of customers.names()) {
        const own = number++
        yield { customer, purchasesAt: (until, currency) => purchasesAt(own, until, currency) }
      }
    },
  }
}

/** A customer has so few orders that 32 bits distinguish them, and take less memory. */
const idOf = (orderId: string): number => spread(orderId) * 2 ** 32

/** Converted back briefly, so that one function decides what counts, here and in shops. */
const asOrder = ({ id, at, currency, minor }: Entry): Order => ({
  orderId: String(id),
  paidAt: at,
  updatedAt: at,
  currency: String(currency),
  grossMinor: minor,
  contentHash: '',
})

const asRefund = ({ id, at, currency, minor }: Entry): Refund => ({
  refundId: '',
  orderId: String(id),
  at,
  currency: String(currency),
  minor,
})

/** Numbers names from zero. */
function openRegister() {
  const numbers = new Map<string, number>()
  return {
    number(name: string): number {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      return number
    },
    names: () => numbers.keys(),
  }
}
