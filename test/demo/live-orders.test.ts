import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liveOrder } from '../../functions/demo/live-orders.ts'
import { simulateShop } from '../../functions/demo/simulate-shop.ts'
import { consentAt, consentUnder } from '../../functions/domain/consent.ts'
import { quietUntil } from '../../functions/domain/hours.ts'
import { ruleFor } from '../../functions/domain/law.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../functions/domain/time.ts'

const UNTIL = Date.UTC(2026, 10, 2, 9, 30)
const shop = simulateShop({ seed: 1, until: UNTIL })
const at = (sequence: number, now = UNTIL + sequence * MINUTE_MS) =>
  liveOrder({ seed: 1, sequence, now, shop })

/** Asked of the calendar in another way than the code under test does. */
const clockIn = (zone: string, now: number): string =>
  new Date(now).toLocaleTimeString('en-GB', { timeZone: zone })

const anyInstant = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) })

describe('a live purchase', () => {
  it('is the same for the same seed, sequence and instant, and not for the next sequence', () => {
    expect(at(3)).toEqual(at(3))
    expect(at(4, UNTIL).order).not.toEqual(at(3, UNTIL).order)
  })

  it('comes from a customer for whom it is daytime, at any hour of any day', () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(), (now, sequence) => {
        const { zone } = at(sequence, now).customer.profile
        const clock = clockIn(zone, now)
        expect(clock >= '09:00:00' && clock < '20:30:00', `${clock} in ${zone}`).toBe(true)
        expect(quietUntil(now, zone, { from: '21:00', to: '08:00' })).toBeUndefined()
      }),
      { numRuns: 400 },
    )
  })

  it('finds a buyer at every quarter of an hour, in summer, in winter and when clocks change', () => {
    for (const day of [
      Date.UTC(2026, 0, 5),
      Date.UTC(2026, 2, 8),
      Date.UTC(2026, 2, 29),
      Date.UTC(2026, 3, 4),
      Date.UTC(2026, 6, 5),
      Date.UTC(2026, 9, 3),
      Date.UTC(2026, 9, 25),
      Date.UTC(2026, 10, 1),
    ])
      for (let now = day; now < day + DAY_MS; now += HOUR_MS / 4)
        expect(clockIn(at(now % 97, now).customer.profile.zone, now) >= '09:00:00').toBe(true)
  })

  it('finds a buyer also in a shop that has none yet', () => {
    const empty = { customers: [], orders: [], refunds: [] }
    fc.assert(
      fc.property(anyInstant, fc.nat(), (now, sequence) => {
        expect(liveOrder({ seed: 1, sequence, now, shop: empty }).buyer).toBe('new')
      }),
    )
  })

  it('comes from a new customer about every second time, otherwise from a regular or a returning one', () => {
    const buyers = Array.from({ length: 1_000 }, (_, sequence) => at(sequence).buyer)
    const share = (wanted: string) => buyers.filter((buyer) => buyer === wanted).length / 1_000
    expect(share('new')).toBeCloseTo(0.5, 1)
    expect(share('regular')).toBeGreaterThan(0.2)
    expect(share('back')).toBeGreaterThan(0.1)
  })

  it('introduces new customers in full, with consent, under new ids', () => {
    const known = new Set(shop.customers.map(({ id }) => id))
    const bought = Array.from({ length: 200 }, (_, sequence) => at(sequence))
    const fresh = bought.filter(({ buyer }) => buyer === 'new')
    for (const { customer, order } of fresh) {
      expect(known.has(customer.id)).toBe(false)
      expect(customer.profile.updatedAt).toBe(order.paidAt)
      expect(consentAt(customer.consents, 'marketing', order.paidAt)).toBe('granted')
    }
    expect(new Set(fresh.map(({ customer }) => customer.id)).size).toBe(fresh.length)
  })

  it('has new customers who ticked a box only, which must be confirmed in Germany alone', () => {
    const policy = defaultPolicy('GBP')
    const standing = new Map<string, Set<string>>()
    for (let sequence = 0; sequence < 2_000; sequence++) {
      const { buyer, customer, order } = at(sequence)
      if (buyer !== 'new') continue
      const { bases } = ruleFor(customer.profile, policy)
      const now = consentUnder(customer.consents, 'marketing', bases, order.paidAt)
      const { country } = customer.profile
      standing.set(country, (standing.get(country) ?? new Set()).add(now))
    }
    expect([...(standing.get('DE') ?? [])]).toEqual(['unconfirmed'])
    expect([...(standing.get('GB') ?? [])]).toEqual(['granted'])
    expect([...(standing.get('CN') ?? [])]).toEqual(['granted'])
  })

  it('brings back only customers whose last purchase is ninety days old', () => {
    const lastPaidAt = new Map(shop.orders.map(({ customer, paidAt }) => [customer, paidAt]))
    for (let sequence = 0; sequence < 300; sequence++) {
      const { buyer, customer, order } = at(sequence)
      const last = lastPaidAt.get(customer.id)
      if (buyer === 'new') expect(last).toBeUndefined()
      else expect(order.paidAt - (last ?? 0) >= 90 * DAY_MS).toBe(buyer === 'back')
    }
  })

  it('is an order of its own, paid now, that costs what its lines cost', () => {
    const taken = new Set(shop.orders.map(({ orderId }) => orderId))
    for (let sequence = 0; sequence < 200; sequence++) {
      const { order, customer } = at(sequence)
      expect(taken.has(order.orderId)).toBe(false)
      taken.add(order.orderId)
      expect(order.customer).toBe(customer.id)
      expect(order.paidAt).toBe(UNTIL + sequence * MINUTE_MS)
      expect(order.grossMinor).toBe(
        order.lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0),
      )
    }
  })
})
