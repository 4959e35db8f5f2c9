import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownCustomer } from '../../functions/domain/customer.ts'
import { assess, lifecycleOf } from '../../functions/domain/lifecycle.ts'
import type { Order, Refund } from '../../functions/domain/order.ts'
import { anyArrival, anyNow, anyPolicy, anyRecording } from '../support/any-facts.ts'
import { arrive, type Recording } from '../support/arrive.ts'
import { days, NOON, order, policy, refund } from '../support/given.ts'
import { classAt, purchasesAt, turningPoints } from '../support/lifecycle-oracle.ts'

const factsOf = (recordings: readonly Recording[]) =>
  recordings.reduce(arrive, unknownCustomer('acme', 'c-1'))

const classOf = (
  orders: readonly Order[],
  now: number,
  refunds: readonly Refund[] = [],
  rules = policy(),
) => assess({ orders, refunds }, now, rules).class

const anyHistory = fc.array(anyRecording(), { maxLength: 14 }).map(factsOf)

describe('the class of a customer', () => {
  it('is what the table says, whatever was bought, corrected and refunded', () => {
    fc.assert(
      fc.property(anyHistory, anyPolicy, anyNow, (facts, rules, now) => {
        const { class: found, rfm, reason } = assess(facts, now, rules)
        expect(found).toBe(classAt(facts, now, rules))
        const purchases = purchasesAt(facts, now, rules)
        expect(rfm.purchases).toBe(purchases.length)
        expect(rfm.firstPurchaseAt).toBe(purchases.at(0))
        expect(rfm.lastPurchaseAt).toBe(purchases.at(-1))
        const since = now - days(rules.frequentWindowDays)
        expect(rfm.purchasesInWindow).toBe(purchases.filter((at) => at > since).length)
        expect(reason).toMatchObject({ purchases: rfm.purchases })
      }),
      { numRuns: 2_000 },
    )
  })

  it('begins at since and ends at nextChangeAt, and not a millisecond off', () => {
    fc.assert(
      fc.property(anyHistory, anyPolicy, anyNow, (facts, rules, now) => {
        const { class: found, since, nextChangeAt } = assess(facts, now, rules)
        const points = turningPoints(facts, rules)
        const from = since ?? Number.NEGATIVE_INFINITY
        const until = nextChangeAt ?? Number.POSITIVE_INFINITY
        expect(from).toBeLessThanOrEqual(now)
        expect(until).toBeGreaterThan(now)
        if (since !== undefined) expect(classAt(facts, since - 1, rules)).not.toBe(found)
        if (nextChangeAt !== undefined) {
          expect(classAt(facts, nextChangeAt, rules)).not.toBe(found)
          expect(assess(facts, nextChangeAt, rules).since).toBe(nextChangeAt)
        }
        for (const at of points)
          if (at >= from && at < until) expect(classAt(facts, at, rules)).toBe(found)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is one of the stays, which follow one another and never repeat a class', () => {
    fc.assert(
      fc.property(anyHistory, anyPolicy, (facts, rules) => {
        const stays = lifecycleOf(facts, rules)
        expect(stays[0]).toEqual({ class: 'prospect', from: Number.NEGATIVE_INFINITY })
        stays.slice(1).forEach((stay, i) => {
          expect(stay.from).toBeGreaterThan(stays[i]?.from ?? Number.NaN)
          expect(stay.class).not.toBe(stays[i]?.class)
          expect(classAt(facts, stay.from, rules)).toBe(stay.class)
        })
      }),
      { numRuns: 1_000 },
    )
  })

  it('does not depend on the order in which facts arrived, nor on repeats', () => {
    const anyTwoArrivals = fc
      .array(anyRecording(), { maxLength: 12 })
      .chain((facts) => fc.tuple(anyArrival(facts), anyArrival(facts)))
    fc.assert(
      fc.property(anyTwoArrivals, anyPolicy, anyNow, ([one, other], rules, now) => {
        expect(assess(factsOf(one), now, rules)).toEqual(assess(factsOf(other), now, rules))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('money', () => {
  it('is paid less refunded up to now, currency by currency, and no order is refunded beyond its amount', () => {
    fc.assert(
      fc.property(anyHistory, anyPolicy, anyNow, (facts, rules, now) => {
        const { rfm } = assess(facts, now, rules)
        const sumOf = (currency: string) =>
          facts.orders
            .filter((order) => order.currency === currency && order.paidAt <= now)
            .reduce((sum, order) => sum + order.grossMinor, 0) -
          facts.refunds
            .filter((refund) => refund.currency === currency && refund.at <= now)
            .reduce((sum, refund) => sum + refund.minor, 0) +
          (rfm.excessRefunds ?? [])
            .filter((excess) => excess.currency === currency)
            .reduce((sum, excess) => sum + excess.minor, 0)
        for (const { orderId, minor } of rfm.excessRefunds ?? []) {
          const back = facts.refunds
            .filter((refund) => refund.orderId === orderId && refund.at <= now)
            .reduce((sum, refund) => sum + refund.minor, 0)
          expect(minor).toBeGreaterThan(0)
          expect(minor).toBeLessThanOrEqual(back)
        }
        expect(rfm.monetaryMinor).toBe(sumOf('EUR'))
        expect(rfm.otherCurrencies.USD ?? 0).toBe(sumOf('USD'))
        expect(rfm.otherCurrencies).not.toHaveProperty('EUR')
      }),
      { numRuns: 500 },
    )
  })
})

describe('at the edges of the table', () => {
  it.each([
    ['a millisecond before 90 days', days(90) - 1, 'first-time'],
    ['at exactly 90 days', days(90), 'dormant'],
  ])('one purchase, %s', (_, later, expected) => {
    expect(classOf([order('o1', NOON)], NOON + later)).toBe(expected)
  })

  it.each([
    ['younger than 90 days by a millisecond', days(90) - 1, 'frequent'],
    ['exactly 90 days old', days(90), 'active'],
  ])('three purchases of which the first is %s', (_, later, expected) => {
    const orders = [order('o1', NOON), order('o2', NOON + days(60)), order('o3', NOON + days(70))]
    expect(classOf(orders, NOON + later)).toBe(expected)
  })

  it('a purchase at the very instant of dormancy keeps the customer awake', () => {
    const orders = [order('o1', NOON), order('o2', NOON + days(90))]
    expect(lifecycleOf({ orders, refunds: [] }, policy()).map((stay) => stay.class)).toEqual([
      'prospect',
      'first-time',
      'active',
      'dormant',
    ])
  })

  it('the second purchase makes frequent if two are enough', () => {
    const orders = [order('o1', NOON), order('o2', NOON + days(1))]
    expect(classOf(orders, NOON + days(1), [], policy({ frequentPurchases: 2 }))).toBe('frequent')
    expect(classOf(orders, NOON + days(1))).toBe('active')
  })

  it('two orders at one instant are two purchases unless baskets are merged', () => {
    const orders = [order('o1', NOON), order('o2', NOON)]
    expect(classOf(orders, NOON)).toBe('active')
    expect(classOf(orders, NOON, [], policy({ mergeOrdersWithinMinutes: 1 }))).toBe('first-time')
  })

  it('orders exactly as far apart as the merge window are two purchases', () => {
    const rules = policy({ mergeOrdersWithinMinutes: 60 })
    const apart = (ms: number) => [order('o1', NOON), order('o2', NOON + ms)]
    expect(classOf(apart(3_600_000), NOON + days(1), [], rules)).toBe('active')
    expect(classOf(apart(3_599_999), NOON + days(1), [], rules)).toBe('first-time')
  })

  it('an order of nothing makes no customer', () => {
    expect(classOf([order('o1', NOON, { grossMinor: 0 })], NOON)).toBe('prospect')
  })

  it('a full refund of the last order makes dormant at once if the one before is old', () => {
    const orders = [order('o1', NOON), order('o2', NOON + days(100))]
    const refunds = [refund('o2', NOON + days(101))]
    expect(classOf(orders, NOON + days(101) - 1, refunds)).toBe('active')
    const after = assess({ orders, refunds }, NOON + days(101), policy())
    expect(after).toMatchObject({ class: 'dormant', since: NOON + days(101) })
  })

  it('a full refund of the only order makes a prospect again', () => {
    const after = assess(
      { orders: [order('o1', NOON)], refunds: [refund('o1', NOON + 5)] },
      NOON + 5,
      policy(),
    )
    expect(after).toMatchObject({ class: 'prospect', since: NOON + 5 })
  })

  it.each([
    ['a part', { minor: 999 }, 'first-time'],
    ['all of it in two parts', { minor: 500 }, 'prospect'],
    ['all of it in another currency', { currency: 'USD' }, 'first-time'],
    ['another order', { orderId: 'o9' }, 'first-time'],
  ])('refunding %s', (what, changes, expected) => {
    const first = refund('o1', NOON + 1, { refundId: 'r1', ...changes })
    const refunds = what.includes('two') ? [first, { ...first, refundId: 'r2' }] : [first]
    expect(classOf([order('o1', NOON)], NOON + 2, refunds)).toBe(expected)
  })

  it('a refund without an order id lowers the amount, and not the number of purchases', () => {
    const { orderId: _, ...unassigned } = refund('o1', NOON)
    const { class: found, rfm } = assess(
      { orders: [order('o1', NOON)], refunds: [unassigned] },
      NOON,
      policy(),
    )
    expect([found, rfm.monetaryMinor]).toEqual(['first-time', 0])
  })

  it('a refund dated before its order leaves no purchase at any time', () => {
    const facts = { orders: [order('o1', NOON)], refunds: [refund('o1', NOON - days(1))] }
    expect(lifecycleOf(facts, policy())).toHaveLength(1)
  })

  it('an order dated ahead counts from its own instant', () => {
    const facts = { orders: [order('o1', NOON + days(3))], refunds: [] }
    expect(assess(facts, NOON, policy())).toMatchObject({
      class: 'prospect',
      nextChangeAt: NOON + days(3),
      rfm: { purchases: 0, monetaryMinor: 0 },
    })
  })

  it('the merged basket starts at its next order when the first is refunded', () => {
    const rules = policy({ mergeOrdersWithinMinutes: 60 })
    const facts = {
      orders: [order('o1', NOON), order('o2', NOON + 60_000)],
      refunds: [refund('o1', NOON + days(1))],
    }
    expect(assess(facts, NOON, rules).rfm.lastPurchaseAt).toBe(NOON)
    expect(assess(facts, NOON + days(1), rules).rfm.lastPurchaseAt).toBe(NOON + 60_000)
  })
})

describe('a customer with ten thousand orders', () => {
  it('is assessed although every one of them was refunded', () => {
    const orders = Array.from({ length: 10_000 }, (_, i) => order(`o${i}`, NOON + i * 60_000))
    const refunds = orders.map(({ orderId, paidAt }) => refund(orderId, paidAt + days(100)))
    const facts = { orders, refunds }
    expect(assess(facts, NOON + days(100), policy()).rfm.purchases).toBe(9_999)
    expect(lifecycleOf(facts, policy()).at(-1)).toEqual({
      class: 'prospect',
      from: NOON + 9_999 * 60_000 + days(100),
    })
  })
})
