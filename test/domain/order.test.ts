import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownCustomer } from '../../functions/domain/customer.ts'
import { countedOrders } from '../../functions/domain/order.ts'
import { anyArrival, anyOrder } from '../support/any-facts.ts'
import { arrive } from '../support/arrive.ts'
import { days, NOON, order, refund } from '../support/given.ts'

describe('versions of an order', () => {
  it('end alike in whatever order they arrive: one is the last word', () => {
    const anyTwoArrivals = fc
      .array(anyOrder(), { maxLength: 10 })
      .chain((orders) => fc.tuple(anyArrival(orders), anyArrival(orders)))
    fc.assert(
      fc.property(anyTwoArrivals, ([one, other]) => {
        const storedOf = (orders: typeof one) =>
          orders
            .map((order) => ({ fact: 'order' as const, order }))
            .reduce(arrive, unknownCustomer('acme', 'c-1'))
            .orders.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))
        expect(storedOf(one)).toEqual(storedOf(other))
      }),
    )
  })
})

describe('orders that count', () => {
  it('do so from payment until the refund that completes the sum, in order of payment', () => {
    const orders = [order('o2', NOON + 5), order('o1', NOON)]
    const refunds = [
      refund('o1', NOON + days(2), { minor: 600 }),
      refund('o1', NOON + days(1), { minor: 500 }),
      refund('o2', NOON + days(1), { minor: 999 }),
    ]
    expect(countedOrders(orders, refunds)).toEqual([
      { orderId: 'o1', from: NOON, until: NOON + days(2) },
      { orderId: 'o2', from: NOON + 5, until: Number.POSITIVE_INFINITY },
    ])
  })

  it('are none that cost nothing or were refunded before they were paid', () => {
    const orders = [order('o1', NOON, { grossMinor: 0 }), order('o2', NOON)]
    expect(countedOrders(orders, [refund('o2', NOON)])).toEqual([])
  })
})
