import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subjectAsOf } from '../../functions/domain/condition-subject.ts'
import { type Conditions, meets } from '../../functions/domain/conditions.ts'
import { conditionsAt, isDated, undatedIn } from '../../functions/domain/conditions-over-time.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import { anyConsent, anyInstant, anyOrder, anyRefund } from '../support/any-facts.ts'
import { anySettings } from '../support/any-settings.ts'
import { customer, days, NOON, order, settings } from '../support/given.ts'

const DATED: readonly Conditions[] = [
  { orders: { withinDays: 5, min: 2 } },
  { not: { orders: { withinDays: 3, min: 1 } } },
  { spent: { withinDays: 6, minMinor: 1_500 } },
  { bought: { skus: ['tea'], withinDays: 4 } },
  { event: { name: 'viewed', withinDays: 2 } },
  { attribute: { name: 'tier', is: 'gold' } },
  { class: ['dormant', 'frequent'] },
  { consent: 'granted' },
  { minChance: 0.4 },
  { maxChance: 0.3 },
  { minMonetaryMinor: 2_000, countries: ['GB'] },
]

const anyConditions = fc.oneof(
  fc.constantFrom(...DATED),
  fc.tuple(fc.constantFrom(...DATED), fc.constantFrom(...DATED)).map(([a, b]) => ({ any: [a, b] })),
  fc.tuple(fc.constantFrom(...DATED), fc.constantFrom(...DATED)).map(([all, not]) => ({
    all: [all],
    not,
  })),
)

const anyHistory: fc.Arbitrary<CustomerFacts> = fc
  .record({
    orders: fc.uniqueArray(anyOrder(), { selector: ({ orderId }) => orderId, maxLength: 5 }),
    refunds: fc.uniqueArray(anyRefund(), { selector: ({ refundId }) => refundId, maxLength: 3 }),
    consents: fc.array(anyConsent(), { maxLength: 3 }),
    events: fc.array(
      anyInstant().map((at) => ({
        ...{ eventId: `${at}`, name: 'viewed', at, asked: {}, keptUntil: at + days(90) },
      })),
      { maxLength: 3 },
    ),
    attributes: fc.array(
      anyInstant().map((since) => ({ name: 'tier', value: 'gold', since, arrivedAt: since })),
      { maxLength: 1 },
    ),
    skus: fc.constantFrom(undefined, ['tea'], ['cup']),
  })
  .map(({ skus, orders, ...facts }) =>
    customer({ ...facts, orders: orders.map((one) => (skus ? { ...one, skus } : one)) }),
  )

const holdsAt = (conditions: Conditions, facts: CustomerFacts, shop: Settings, at: Instant) =>
  meets(conditions, subjectAsOf(at, { facts, settings: shop }))

describe('when conditions hold', () => {
  it('is the same at every hour, and a millisecond before and at each change, as the changes say', () => {
    fc.assert(
      fc.property(anyConditions, anyHistory, anySettings, (conditions, facts, shop) => {
        const end = NOON + days(40)
        let now = NOON - HOUR_MS
        while (now < end) {
          const { holds, nextChangeAt = end } = conditionsAt(conditions, {
            ...{ facts, settings: shop, now, from: 0 },
          })
          expect(nextChangeAt).toBeGreaterThan(now)
          for (let at = now; at < Math.min(nextChangeAt, end); at += HOUR_MS)
            expect(holdsAt(conditions, facts, shop, at)).toBe(holds)
          expect(holdsAt(conditions, facts, shop, nextChangeAt - 1)).toBe(holds)
          now = nextChangeAt
        }
      }),
      { numRuns: 60 },
    )
  })

  it('began at the instant that is given, and not a millisecond before', () => {
    fc.assert(
      fc.property(anyConditions, anyHistory, anySettings, (conditions, facts, shop) => {
        for (const now of [NOON + days(3), NOON + days(12), NOON + days(33)]) {
          const standing = { facts, settings: shop, now, from: 0 }
          const { holds, since } = conditionsAt(conditions, standing)
          // An objection to profiling reaches back: value is not computed for any instant.
          if (since === undefined || facts.consents.some(({ purpose }) => purpose === 'profiling'))
            continue
          for (let at = since; at <= now; at += 6 * HOUR_MS)
            expect(holdsAt(conditions, facts, shop, at)).toBe(holds)
          expect(holdsAt(conditions, facts, shop, since - 1)).toBe(!holds)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is not looked for before the instant from which it is of interest', () => {
    const facts = customer({ orders: [order('o1', NOON), order('o2', NOON + days(3))] })
    const asked = { minPurchases: 1 }
    const at = (from: Instant) =>
      conditionsAt(asked, { facts, settings: settings(), now: NOON + days(5), from })
    expect(at(NOON)).toEqual({ holds: true, since: NOON })
    expect(at(NOON + days(1))).toEqual({ holds: true })
  })

  it('is known of dated facts, not of fifths, value or what was mailed', () => {
    const asked: Conditions = {
      any: [{ monetaryScores: [5] }, { campaign: { id: 'a', neverSent: true } }],
    }
    expect(undatedIn({ not: asked, minPurchases: 1 }, [])).toEqual(['monetaryScores', 'campaign'])
    const segments = [{ id: 'vip', name: { en: 'VIP' }, conditions: asked, definedAt: 0 }]
    expect(undatedIn({ segment: 'vip' }, segments)).toEqual(['monetaryScores', 'campaign'])
    expect(isDated({ countries: ['DE'], locales: ['de'] }, [])).toBe(false)
    expect(isDated({ countries: ['DE'], class: ['dormant'] }, [])).toBe(true)
  })
})
