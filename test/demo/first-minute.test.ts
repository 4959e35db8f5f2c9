import { describe, expect, test } from 'vitest'
import { demoLocaleOf } from '../../functions/demo/catalogue.ts'
import { openingPurchases } from '../../functions/demo/first-minute.ts'
import { liveOrder } from '../../functions/demo/live-orders.ts'
import { isDaytime } from '../../functions/demo/local-time.ts'
import { simulateShop } from '../../functions/demo/simulate-shop.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'

const UNTIL = Date.UTC(2026, 4, 1)
const shop = simulateShop({ seed: 1, until: UNTIL, customers: 20 })
const HOURS = Array.from({ length: 24 }, (_, hour) => UNTIL + DAY_MS + hour * HOUR_MS)

const openingAt = (now: number, sequence = 0) => openingPurchases({ seed: 1, now, shop, sequence })

describe('The purchases that a visitor of the demonstration finds', () => {
  test.each(HOURS)(
    'are three for each language at any hour, those to be mailed by day (%i)',
    (now) => {
      for (const language of ['en', 'zh-CN'] as const) {
        const own = openingAt(now).filter((purchase) => purchase.language === language)
        expect(own.map(({ role }) => role)).toEqual(['mailed', 'waiting', 'withoutConsent'])
        for (const { customer, role } of own) {
          expect(demoLocaleOf(customer.profile.locale)).toBe(language)
          expect(customer.consents).toHaveLength(role === 'withoutConsent' ? 0 : 1)
          expect(customer.profile.country === 'DE').toBe(role === 'waiting')
          if (role === 'mailed') expect(isDaytime(now, customer.profile.zone)).toBe(true)
        }
      }
    },
  )

  test('are by new customers, in orders that no other purchase has', () => {
    const now = UNTIL + DAY_MS
    const opening = openingAt(now, 7)
    const live = [...Array(7).keys(), 13, 14].map((sequence) =>
      liveOrder({ seed: 1, sequence, now, shop }),
    )
    const orders = [...shop.orders, ...[...opening, ...live].map(({ order }) => order)]
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(orders.length)
    const ids = new Set(
      [...shop.customers, ...live.map(({ customer }) => customer)].map(({ id }) => id),
    )
    for (const { customer } of opening) expect(ids.has(customer.id)).toBe(false)
  })
})
