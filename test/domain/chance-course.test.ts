import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceCourse, chancePoints, limitChance } from '../../functions/domain/chance-course.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { customerValue } from '../../functions/domain/customer-value.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { Policy } from '../../functions/domain/policy.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import {
  consent,
  customer,
  days,
  NOON,
  order,
  policy,
  refund,
  settings,
  shopModel,
  unusableModel,
} from '../support/given.ts'

const MODEL = shopModel({ version: 3 })
const OWN: Policy['personalThreshold'] = { chance: 'auto' }
const THETA = { theta: 0.5, minDays: 1, maxDays: 400 }

const shop = (
  personalThreshold: Policy['personalThreshold'],
  models: readonly ShopModel[] = [MODEL],
) => settings({ models, policy: policy({ personalThreshold }) })
const bought = (...ago: readonly number[]) =>
  customer({ orders: ago.map((one) => order(`o${one}`, NOON - days(one))) })

const monthly = bought(150, 120, 90, 60, 30)

describe('how the chance of a customer falls', () => {
  it('is by the days on which they bought, and ends at the limit that makes them dormant', () => {
    const course = chanceCourse(monthly, shop(OWN), NOON)
    expect(course).toMatchObject({
      ...{ purchaseDays: 5, withinDays: 90, modelVersion: 3, fixedDays: 90, dormantAt: 0.25 },
      ...{ firstPurchaseAt: NOON - days(150), lastPurchaseAt: NOON - days(30) },
    })
    expect(course?.atLimit).toBeCloseTo(0.25, 9)
    expect(course?.afterPurchase).toBeGreaterThan(course?.atFixedDays ?? 1)
  })

  it('is that of the value, and of the class, for any customer', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        fc.constantFrom(null, OWN, THETA),
        (ago, isRefunded, own) => {
          const facts: CustomerFacts = {
            ...bought(...ago),
            refunds: isRefunded ? [refund(`o${ago[0]}`, NOON - days(ago[0] ?? 0))] : [],
          }
          const inForce = shop(own)
          const assessment = assess(facts, NOON, inForce.policy, inForce.models)
          const course = chanceCourse(facts, inForce, NOON)
          const { buyAgain } = customerValue({ facts, assessment, settings: inForce, now: NOON })
          expect(course === undefined).toBe(buyAgain === undefined)
          if (!course || !buyAgain) return
          expect(course.limitDays).toBeCloseTo(assessment.reason.dormantAfterDays, 0)
          expect(course.lastPurchaseAt).toBe(assessment.reason.lastPurchaseAt)
          const inactive = (NOON - course.lastPurchaseAt) / DAY_MS
          expect(chancePoints(facts, inForce, NOON, inactive, 2)[1]?.chance).toBe(buyAgain.chance)
          expect(assessment.class === 'dormant').toBe(
            NOON >= course.lastPurchaseAt + Math.round(course.limitDays * DAY_MS),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('names the chance only where that is what makes them dormant', () => {
    expect(chanceCourse(monthly, shop(null), NOON)).toMatchObject({ limitDays: 90 })
    for (const own of [null, THETA])
      expect(chanceCourse(monthly, shop(own), NOON)).not.toHaveProperty('dormantAt')
    const learned = shopModel({ chance: { withinDays: 90, auto: 0.3, boughtOnce: 'fixed' } })
    expect(chanceCourse(monthly, shop(OWN, [learned]), NOON)?.dormantAt).toBe(0.3)
    expect(chanceCourse(bought(5), shop(OWN, [learned]), NOON)).not.toHaveProperty('dormantAt')
    expect(limitChance(policy({ personalThreshold: { chance: 0.4 } }), learned)).toBe(0.4)
    expect(limitChance(policy({ personalThreshold: OWN }), unusableModel())).toBeUndefined()
    expect(limitChance(policy({ personalThreshold: OWN }), undefined)).toBeUndefined()
  })

  it('is not known without a purchase, without a usable model at the last one, or against the customer’s will', () => {
    const later = shopModel({ from: NOON - days(1) })
    const objecting = {
      ...monthly,
      consents: [consent(0, { purpose: 'profiling', act: 'withdrawn' })],
    }
    expect(chanceCourse(customer(), shop(OWN), NOON)).toBeUndefined()
    expect(chanceCourse(monthly, shop(OWN, [later]), NOON)).toBeUndefined()
    expect(chanceCourse(monthly, shop(OWN, [unusableModel()]), NOON)).toBeUndefined()
    expect(chanceCourse(objecting, shop(OWN), NOON)).toBeUndefined()
    expect(chancePoints(customer(), shop(OWN), NOON, 90, 3)).toEqual([])
    expect(chancePoints(objecting, shop(OWN), NOON, 90, 3)).toEqual([])
  })

  it('falls from point to point', () => {
    const points = chancePoints(monthly, shop(OWN), NOON, 180, 61)
    expect(points.map((at) => at.days).filter((_, i) => i % 20 === 0)).toEqual([0, 60, 120, 180])
    for (const [i, { chance }] of points.entries())
      expect(chance).toBeLessThan(points[i - 1]?.chance ?? 1)
  })
})
