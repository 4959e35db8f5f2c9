import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { customerValue, type Forecast } from '../../functions/domain/customer-value.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import { valueVariables } from '../../functions/domain/mail-variables.ts'
import { probabilityAlive } from '../../functions/domain/models/mbg-nbd.ts'
import { netPurchases } from '../../functions/domain/net-purchases.ts'
import type { Instant } from '../../functions/domain/time.ts'
import {
  consent,
  customer,
  days,
  NOON,
  order,
  refund,
  settings,
  shopModel,
  unusableModel,
} from '../support/given.ts'

const MODEL = shopModel({ version: 3 })
const inShop = settings({ models: [MODEL] })

const value = (facts: CustomerFacts, now: Instant = NOON, within = inShop) => {
  const assessment = assess(facts, now, within.policy, within.models)
  return customerValue({ facts, assessment, settings: within, now })
}
const forecast = (facts: CustomerFacts, now?: Instant, within?: typeof inShop): Forecast => {
  const computed = value(facts, now, within)
  if ('noForecast' in computed) throw new Error(computed.noForecast)
  return computed.forecast
}
const bought = (...daysAgo: readonly number[]) =>
  daysAgo.map((ago) => order(`o${ago}`, NOON - days(ago)))
const monthly = customer({ orders: bought(90, 60, 30, 1) })

describe('the value of a customer', () => {
  it('is what the model in force projects, with scores relative to the other customers', () => {
    const computed = value(monthly)
    expect(computed).toMatchObject({
      modelVersion: 3,
      scores: { recency: 5, frequency: 5, monetary: 3 },
    })
    const { churnRisk, expectedPurchases, expectedSpendMinor, lifetimeValueMinor } =
      forecast(monthly)
    expect(churnRisk).toBeCloseTo(1 - probabilityAlive(MODEL.params, { x: 3, tx: 89, T: 90 }), 12)
    expect(expectedPurchases).toBeGreaterThan(2)
    // Between the customer's own mean of 1000 and that of all, 6.25 * 1544 / 2.74.
    expect(expectedSpendMinor).toBeCloseTo((6.25 * (1_544 + 3 * 1_000)) / (6.25 * 3 + 2.74), 9)
    const undiscounted = expectedPurchases * (expectedSpendMinor ?? 0)
    expect(lifetimeValueMinor).toBeGreaterThan(0.9 * undiscounted)
    expect(lifetimeValueMinor).toBeLessThan(undiscounted)
  })

  it('expects the next purchase by the rhythm up to now, however long ago that is', () => {
    const { nextPurchaseAt = 0 } = forecast(monthly)
    expect(nextPurchaseAt).toBeGreaterThan(NOON + days(5))
    expect(nextPurchaseAt).toBeLessThan(NOON + days(60))
    expect(forecast(monthly, NOON + days(200)).nextPurchaseAt).toBe(nextPurchaseAt)
  })

  it('expects no next purchase if hardly any comparable customer ever made one', () => {
    const slow = settings({ models: [{ ...MODEL, params: { ...MODEL.params, r: 0.01 } }] })
    const once = customer({ orders: bought(1) })
    expect(forecast(once)).toHaveProperty('nextPurchaseAt')
    expect(forecast(once, NOON, slow)).not.toHaveProperty('nextPurchaseAt')
    expect(forecast(once, NOON, slow).churnRisk).toBeGreaterThan(0)
  })

  it("looks as far ahead as the policy's horizon", () => {
    const month = settings({
      models: [MODEL],
      policy: { ...inShop.policy, lifetimeValue: { horizonDays: 30, discountAYear: 0 } },
    })
    const {
      expectedPurchases,
      expectedSpendMinor = 0,
      lifetimeValueMinor,
    } = forecast(monthly, NOON, month)
    expect(expectedPurchases).toBeLessThan(forecast(monthly).expectedPurchases / 4)
    expect(lifetimeValueMinor).toBeCloseTo(expectedPurchases * expectedSpendMinor, 9)
  })

  it('says why there is no forecast', () => {
    const unusable = settings({ models: [unusableModel({ version: 3 })] })
    const later = settings({ models: [{ ...MODEL, from: NOON + 1 }] })
    const objecting = customer({
      orders: monthly.orders,
      consents: [consent(NOON - days(1), { purpose: 'profiling', act: 'withdrawn' })],
    })
    expect(value(customer())).toEqual({ noForecast: 'no-purchase' })
    expect(value(monthly, NOON, later)).toEqual({ noForecast: 'no-model' })
    expect(value(objecting)).toEqual({ noForecast: 'objects-to-profiling' })
    // There are scores even without a forecast.
    expect(value(monthly, NOON, unusable)).toEqual({
      modelVersion: 3,
      scores: { recency: 5, frequency: 5, monetary: 3 },
      noForecast: 'model-unusable',
    })
  })

  it('follows a refit at once, since it describes the future', () => {
    const refitted = settings({ models: [MODEL, { ...MODEL, version: 4, from: NOON }] })
    expect(value(monthly, NOON - 1, refitted).modelVersion).toBe(3)
    expect(value(monthly, NOON, refitted).modelVersion).toBe(4)
  })

  it('counts no purchase that was refunded, and no money of another currency', () => {
    const facts = customer({
      orders: [
        ...monthly.orders,
        order('back', NOON - days(5)),
        order('far', NOON - days(2), { currency: 'JPY', grossMinor: 990_000 }),
      ],
      refunds: [refund('back', NOON - days(4))],
    })
    const dated = (list: readonly { readonly at: Instant }[]) => list.map(({ at }) => at)
    expect(dated(netPurchases(facts, NOON))).not.toContain(NOON - days(5))
    expect(dated(netPurchases(facts, NOON - days(4) - 1))).toContain(NOON - days(5))
    expect(forecast(facts).expectedSpendMinor).toBe(forecast(monthly).expectedSpendMinor)
    const elsewhere = customer({ orders: [order('far', NOON - days(2), { currency: 'JPY' })] })
    expect(forecast(elsewhere)).not.toHaveProperty('expectedSpendMinor')
    expect(forecast(elsewhere)).not.toHaveProperty('lifetimeValueMinor')
  })

  it('lowers a purchase by what was refunded of it', () => {
    const facts = customer({
      orders: bought(30, 1),
      refunds: [refund('o1', NOON - 1, { minor: 400 })],
    })
    const minors = (now: Instant) => netPurchases(facts, now, 'EUR').map(({ minor }) => minor)
    expect(minors(NOON - 2)).toEqual([1_000, 1_000])
    expect(minors(NOON - 1)).toEqual([1_000, 600])
    expect(minors(NOON)).toEqual([1_000, 600])
  })

  it('is even odds when their own threshold is reached, a split basket being one there too', () => {
    const merging = settings({
      models: [MODEL],
      policy: {
        ...inShop.policy,
        mergeOrdersWithinMinutes: 2_880,
        personalThreshold: { theta: 0.5, minDays: 1, maxDays: 3_650 },
      },
    })
    const split = customer({ orders: bought(91, 90, 61, 60, 31, 30) })
    const { nextChangeAt, rfm } = assess(split, NOON - days(29), merging.policy, merging.models)
    expect(rfm.purchases).toBe(3)
    const lost = assess(split, NOON + days(400), merging.policy, merging.models).since ?? 0
    expect(lost).toBeGreaterThanOrEqual(nextChangeAt ?? 0)
    expect(forecast(split, lost - days(1), merging).churnRisk).toBeLessThan(0.5)
    expect(forecast(split, lost + days(1), merging).churnRisk).toBeGreaterThan(0.5)
  })

  it('falls with the time since the last purchase, in every figure', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (ago, threshold) => {
          const facts = customer({ orders: bought(...new Set(ago)) })
          const [now, later] = [forecast(facts), forecast(facts, NOON + days(threshold))]
          expect(later.churnRisk).toBeGreaterThan(now.churnRisk ?? 1)
          expect(later.expectedPurchases).toBeLessThan(now.expectedPurchases)
          expect(later.lifetimeValueMinor ?? 0).toBeLessThan(now.lifetimeValueMinor ?? 0)
          for (const { churnRisk } of [now, later]) {
            expect(churnRisk).toBeGreaterThanOrEqual(0)
            expect(churnRisk).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })

  it('reaches a mail as texts and figures, none of them undefined', () => {
    const { spend: _, ...thrifty } = MODEL
    const words = valueVariables(value(monthly, NOON, settings({ models: [thrifty] })))
    expect(words).toMatchObject({ known: true, recencyScore: 5, lifetimeValueMinor: '' })
    expect(words.nextPurchaseAt).toMatch(/^20\d\d-/)
    expect(String(words.churnRisk)).toMatch(/^0\.\d{1,2}$/)
    expect(String(words.expectedPurchases)).toMatch(/^\d+(\.\d)?$/)
    for (const computed of [words, valueVariables({ noForecast: 'no-model' })])
      expect(Object.values(computed)).not.toContain(undefined)
    expect(valueVariables({ noForecast: 'no-model' }).known).toBe(false)
  })
})
