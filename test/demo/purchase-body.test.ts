import { describe, expect, it } from 'vitest'
import { liveOrder, secondsBefore } from '../../functions/demo/live-orders.ts'
import { purchaseBody } from '../../functions/demo/purchase-body.ts'
import { simulateShop } from '../../functions/demo/simulate-shop.ts'
import { PostedPurchase } from '../../functions/intake/wire.ts'

const UNTIL = Date.UTC(2026, 10, 2, 9, 30)
const shop = simulateShop({ seed: 1, until: UNTIL })

describe('a live purchase as it is posted', () => {
  it('is a body that the API accepts for any customer', () => {
    for (let sequence = 0; sequence < 100; sequence++) {
      const { customer, order } = liveOrder({ seed: 1, sequence, now: UNTIL, shop })
      const { data, error } = PostedPurchase.safeParse(purchaseBody(order, customer))
      expect(error).toBeUndefined()
      expect(data).toMatchObject({ orderId: order.orderId, customer: { id: customer.id } })
    }
  })

  it('comes quickly at first, then every twenty seconds', () => {
    const seconds = Array.from({ length: 7 }, (_, nth) => secondsBefore(nth))
    expect(seconds).toEqual([3, 3, 4, 5, 7, 20, 20])
  })
})
