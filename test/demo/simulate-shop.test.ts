import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { products } from '../../functions/demo/catalogue.ts'
import { isDaytime } from '../../functions/demo/local-time.ts'
import { type SimulatedShop, simulateShop } from '../../functions/demo/simulate-shop.ts'
import { consentAt, consentUnder } from '../../functions/domain/consent.ts'
import { ruleFor } from '../../functions/domain/law.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS } from '../../functions/domain/time.ts'

const UNTIL = Date.UTC(2026, 10, 2, 9, 30)
const FROM = UNTIL - 548 * DAY_MS
const shop = simulateShop({ seed: 1, until: UNTIL })

const zones = new Map(shop.customers.map(({ id, profile }) => [id, profile.zone]))
const zoneOf = (customer: string): string => zones.get(customer) ?? 'unknown'

function classesOf({
  customers,
  orders,
  refunds,
}: SimulatedShop): Readonly<Record<string, number>> {
  const policy = defaultPolicy('GBP')
  const ordersOf = Map.groupBy(orders, ({ customer }) => customer)
  const refundsOf = Map.groupBy(refunds, ({ customer }) => customer)
  const counts: Record<string, number> = {}
  for (const { id } of customers) {
    const facts = {
      orders: (ordersOf.get(id) ?? []).map((order) => ({
        ...order,
        updatedAt: order.paidAt,
        contentHash: order.orderId,
      })),
      refunds: refundsOf.get(id) ?? [],
    }
    const name = assess(facts, UNTIL, policy).class
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

describe('a simulated shop', () => {
  it('is the same for the same seed and another for another', () => {
    expect(simulateShop({ seed: 1, until: UNTIL })).toEqual(shop)
    expect(simulateShop({ seed: 2, until: UNTIL }).orders).not.toEqual(shop.orders)
  })

  it('has 600 customers and at least 2,500 orders in eighteen months', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { customers, orders } = simulateShop({ seed, until: UNTIL })
      expect(customers).toHaveLength(600)
      expect(orders.length).toBeGreaterThanOrEqual(2_500)
      expect(orders.length).toBeLessThan(3_500)
    }
  })

  it('has every class of customer in a believable number, the dormant most of all', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const counts = classesOf(simulateShop({ seed, until: UNTIL }))
      for (const name of LIFECYCLE_CLASSES) expect(counts[name] ?? 0, name).toBeGreaterThan(30)
      expect(counts.dormant ?? 0).toBeGreaterThan(200)
      expect(counts.dormant ?? 0).toBeLessThan(330)
    }
  })

  it('has prospects who only registered and prospects who sent everything back', () => {
    const buyers = new Set(shop.orders.map(({ customer }) => customer))
    const onlyRegistered = shop.customers.filter(({ id }) => !buyers.has(id)).length
    expect(onlyRegistered).toBeGreaterThan(20)
    expect(classesOf(shop).prospect ?? 0).toBeGreaterThan(onlyRegistered)
  })

  it('keeps everything inside its period, whatever the seed and the period', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) }),
        fc.integer({ min: 7, max: 400 }),
        fc.integer({ min: 0, max: 30 }),
        (seed, from, days, customers) => {
          const until = from + days * DAY_MS
          const small = simulateShop({ seed, from, until, customers })
          const instants = [
            ...small.orders.map(({ paidAt }) => paidAt),
            ...small.refunds.map(({ at }) => at),
            ...small.customers.map(({ profile }) => profile.updatedAt),
            ...small.customers.flatMap(({ consents }) => consents.map(({ at }) => at)),
          ]
          expect(small.customers).toHaveLength(customers)
          for (const at of instants) {
            expect(at).toBeGreaterThanOrEqual(from)
            expect(at).toBeLessThan(until)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('refuses a period shorter than a week', () => {
    expect(() => simulateShop({ seed: 1, from: UNTIL - DAY_MS, until: UNTIL })).toThrow(RangeError)
  })

  it('defaults to the eighteen months before its end', () => {
    expect(simulateShop({ seed: 1, from: FROM, until: UNTIL, customers: 600 })).toEqual(shop)
  })

  it('has orders and refunds in order of time, under ids used once', () => {
    const paid = shop.orders.map(({ paidAt }) => paidAt)
    const refunded = shop.refunds.map(({ at }) => at)
    expect(paid).toEqual(paid.toSorted((a, b) => a - b))
    expect(refunded).toEqual(refunded.toSorted((a, b) => a - b))
    for (const ids of [
      shop.orders.map(({ orderId }) => orderId),
      shop.refunds.map(({ refundId }) => refundId),
      shop.customers.map(({ id }) => id),
      shop.customers.map(({ profile }) => profile.email),
    ])
      expect(new Set(ids).size).toBe(ids.length)
  })

  it('charges for every order what its lines cost, from the catalogue', () => {
    const prices = new Map(products.map(({ sku, unitMinor }) => [sku, unitMinor]))
    for (const { grossMinor, currency, lines } of shop.orders) {
      expect(currency).toBe('GBP')
      expect(lines.length).toBeGreaterThan(0)
      expect(grossMinor).toBe(
        lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0),
      )
      for (const { sku, unitMinor } of lines) expect(unitMinor).toBe(prices.get(sku))
    }
  })

  it('refunds about one order in twenty-five, later and never more than was paid', () => {
    const orders = new Map(shop.orders.map((order) => [order.orderId, order]))
    let inFull = 0
    for (const refund of shop.refunds) {
      const order = orders.get(refund.orderId)
      expect(order?.customer).toBe(refund.customer)
      expect(refund.at).toBeGreaterThan(order?.paidAt ?? Number.POSITIVE_INFINITY)
      expect(refund.minor).toBeGreaterThan(0)
      expect(refund.minor).toBeLessThanOrEqual(order?.grossMinor ?? 0)
      if (refund.minor === order?.grossMinor) inFull += 1
    }
    expect(shop.refunds.length / shop.orders.length).toBeGreaterThan(0.025)
    expect(shop.refunds.length / shop.orders.length).toBeLessThan(0.055)
    expect(inFull).toBeGreaterThan(0)
    expect(inFull).toBeLessThan(shop.refunds.length)
  })

  it('sells by day where the customer is, and less on a Saturday than on a Sunday', () => {
    for (const { customer, paidAt } of shop.orders)
      expect(isDaytime(paidAt, zoneOf(customer))).toBe(true)
    const weekdays = shop.orders.map(({ customer, paidAt }) =>
      new Date(paidAt).toLocaleDateString('en-GB', { weekday: 'long', timeZone: zoneOf(customer) }),
    )
    const on = (weekday: string) => weekdays.filter((day) => day === weekday).length
    expect(on('Saturday')).toBeGreaterThan(0)
    expect(on('Sunday')).toBeGreaterThan(on('Saturday'))
  })

  it('grows: more customers come in its last six months than in its first', () => {
    const came = shop.customers.map(({ profile }) => profile.updatedAt)
    const early = came.filter((at) => at < FROM + 182 * DAY_MS).length
    const late = came.filter((at) => at >= UNTIL - 182 * DAY_MS).length
    expect(late).toBeGreaterThan(1.5 * early)
  })

  it('knows who agreed to mail, who took it back and who never said', () => {
    const consents = shop.customers.map(({ consents: facts }) =>
      consentAt(facts, 'marketing', UNTIL),
    )
    const share = (wanted: string) =>
      consents.filter((consent) => consent === wanted).length / consents.length
    expect(share('granted')).toBeGreaterThan(0.5)
    expect(share('withdrawn')).toBeGreaterThan(0.02)
    expect(share('unknown')).toBeGreaterThan(0.15)
  })

  it('has consent that is good where the customer lives, so that the demonstration mails them', () => {
    const policy = defaultPolicy('GBP')
    const countries = new Set<string>()
    for (const { profile, consents } of shop.customers) {
      const { bases } = ruleFor(profile, policy)
      const lawful = consentUnder(consents, 'marketing', bases, UNTIL)
      expect(lawful).toBe(consentAt(consents, 'marketing', UNTIL))
      if (lawful === 'granted') countries.add(profile.country)
    }
    expect([...countries].sort()).toEqual(['AU', 'CN', 'DE', 'GB', 'US'])
  })

  it('writes to addresses reserved for examples only, and to readers of two languages at least', () => {
    for (const { profile } of shop.customers)
      expect(profile.email).toMatch(/^[a-z]+\.[a-z]\d+@example\.(com|net|org)$/)
    const locales = new Set(shop.customers.map(({ profile }) => profile.locale))
    for (const locale of ['en-GB', 'en-US', 'zh-CN', 'de-DE']) expect(locales).toContain(locale)
  })
})
