import { describe, expect, it } from 'vitest'
import { subjectAt } from '../../functions/domain/condition-subject.ts'
import type { Conditions } from '../../functions/domain/conditions.ts'
import { meets } from '../../functions/domain/conditions.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { customerValue } from '../../functions/domain/customer-value.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import { consent, customer, days, NOON, order, settings, shopModel } from '../support/given.ts'

const lin = customer({
  orders: [90, 60, 30, 1].map((ago) => order(`o${ago}`, NOON - days(ago))),
  profile: { country: 'DE', updatedAt: NOON },
})
const standing = (facts: CustomerFacts = lin, models: readonly ShopModel[] = [shopModel()]) => {
  const inForce = settings({ models })
  const assessment = assess(facts, NOON, inForce.policy, models)
  return { facts, assessment, settings: inForce, now: NOON }
}
const value = customerValue(standing())
if ('noForecast' in value) throw new Error(value.noForecast)
const { churnRisk = 0, expectedPurchases, lifetimeValueMinor = 0 } = value.forecast
const { chance } = value.buyAgain ?? { chance: 0 }

describe('whom a step is for', () => {
  it.each<[Conditions, boolean]>([
    [{}, true],
    [{ countries: ['FR', 'DE'], minPurchases: 4, maxPurchases: 4, minMonetaryMinor: 4_000 }, true],
    [{ countries: ['FR'] }, false],
    [{ maxPurchases: 3 }, false],
    [{ recencyScores: [4, 5] }, true],
    [{ recencyScores: [1] }, false],
    [{ frequencyScores: [5], monetaryScores: [3] }, true],
    [{ monetaryScores: [5] }, false],
    [{ minChurnRisk: churnRisk, maxChurnRisk: churnRisk }, true],
    [{ minChurnRisk: churnRisk + 1e-9 }, false],
    [{ maxChurnRisk: churnRisk - 1e-9 }, false],
    [{ minChance: chance, maxChance: chance }, true],
    [{ minChance: chance + 1e-9 }, false],
    [{ maxChance: chance - 1e-9 }, false],
    [{ minExpectedPurchases: expectedPurchases }, true],
    [{ minExpectedPurchases: expectedPurchases + 1e-9 }, false],
    [{ minLifetimeValueMinor: Math.floor(lifetimeValueMinor) }, true],
    [{ minLifetimeValueMinor: Math.ceil(lifetimeValueMinor) }, false],
    [{ maxLifetimeValueMinor: Math.floor(lifetimeValueMinor) }, false],
    [{ minPurchases: 1, maxChurnRisk: 1, recencyScores: [3] }, false],
  ])('%j: %s', (conditions, expected) => {
    expect(meets(conditions, subjectAt(NOON, standing()))).toBe(expected)
  })

  it('uses the value at the instant the step fell due', () => {
    const before = { maxChurnRisk: churnRisk }
    const later = { ...standing(), now: NOON + days(300) }
    expect(meets(before, subjectAt(NOON, later))).toBe(true)
    expect(meets(before, subjectAt(NOON + days(300), later))).toBe(false)
    const since = customer({
      ...lin,
      consents: [consent(NOON + days(1), { purpose: 'profiling', act: 'withdrawn' })],
    })
    expect(meets(before, subjectAt(NOON, { ...later, facts: since }))).toBe(false)
  })

  it('scores by what had been bought when the step fell due, not by what came since', () => {
    const twice = customer({
      orders: [order('o30', NOON - days(30)), order('o20', NOON - days(20))],
    })
    const since = { ...twice, orders: [...twice.orders, order('new', NOON + days(1))] }
    const later = { ...standing(since), now: NOON + days(2) }
    expect(meets({ recencyScores: [4] }, subjectAt(NOON, later))).toBe(true)
    expect(meets({ monetaryScores: [2] }, subjectAt(NOON, later))).toBe(true)
    expect(
      meets({ recencyScores: [5], monetaryScores: [3] }, subjectAt(NOON + days(2), later)),
    ).toBe(true)
  })

  it.each<[Conditions]>([
    [{ minChance: 0 }],
    [{ maxChance: 1 }],
    [{ minChurnRisk: 0 }],
    [{ maxChurnRisk: 1 }],
    [{ minExpectedPurchases: 0 }],
    [{ maxLifetimeValueMinor: 1_000_000 }],
    [{ recencyScores: [1, 2, 3, 4, 5] }],
  ])('%j is never met if there is no model', (conditions) => {
    expect(meets(conditions, subjectAt(NOON, standing(lin, [])))).toBe(false)
    expect(meets(conditions, subjectAt(NOON, standing(customer())))).toBe(false)
  })
})
