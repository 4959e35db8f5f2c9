import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lifetimeValue } from '../../../functions/domain/models/clv.ts'
import { expectedPurchasesOf } from '../../../functions/domain/models/mbg-nbd.ts'
import { anyBetaGeometric, anyHistory } from './any-buyers.ts'

const steady = (perDay: number) => (t: number) => perDay * t
const YEAR = 365.25

describe('the value still to come from a customer', () => {
  it('without a discount is what they buy until the horizon, however the time is divided', () => {
    const anything = fc.tuple(
      anyBetaGeometric,
      anyHistory,
      fc.double({ min: 1, max: 800, noNaN: true }),
      fc.double({ min: 1, max: 300, noNaN: true }),
    )
    fc.assert(
      fc.property(anything, ([params, history, horizonDays, periodDays]) => {
        const expectedPurchases = (t: number) => expectedPurchasesOf(params, history, t)
        const value = lifetimeValue({
          expectedPurchases,
          unit: 'days',
          spend: 20,
          horizonDays,
          periodDays,
          discountAYear: 0,
        })
        const total = 20 * expectedPurchases(horizonDays)
        expect(Math.abs(value - total)).toBeLessThan(1e-9 * (1 + total))
      }),
    )
  })

  it('discounts each month at its end', () => {
    const months = Array.from({ length: 12 }, (_, i) => 1.1 ** (-(i + 1) / 12))
    const expected = 50 * (YEAR / 120) * months.reduce((sum, factor) => sum + factor, 0)
    const value = lifetimeValue({
      expectedPurchases: steady(0.1),
      unit: 'days',
      spend: 50,
      horizonDays: YEAR,
      discountAYear: 0.1,
    })
    expect(value).toBeCloseTo(expected, 8)
  })

  it('is the same in weeks', () => {
    const common = { spend: 50, horizonDays: 400, discountAYear: 0.1 }
    const inDays = lifetimeValue({ ...common, unit: 'days', expectedPurchases: steady(0.1) })
    const inWeeks = lifetimeValue({ ...common, unit: 'weeks', expectedPurchases: steady(0.7) })
    expect(inWeeks).toBeCloseTo(inDays, 8)
  })

  it('falls with the discount and rises with the horizon', () => {
    const value = (horizonDays: number, discountAYear: number) =>
      lifetimeValue({
        expectedPurchases: steady(0.1),
        unit: 'days',
        spend: 50,
        horizonDays,
        discountAYear,
      })
    expect(value(YEAR, 0.2)).toBeLessThan(value(YEAR, 0.1))
    expect(value(YEAR + 1, 0.1)).toBeGreaterThan(value(YEAR, 0.1))
  })

  it.each([
    [0, 0.1],
    [Number.NaN, 0.1],
    [365, -1],
  ])('has no horizon of %d days or discount of %d', (horizonDays, discountAYear) => {
    const expectedPurchases = steady(1)
    expect(() =>
      lifetimeValue({ expectedPurchases, unit: 'days', spend: 1, horizonDays, discountAYear }),
    ).toThrow(RangeError)
  })
})
