import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inUnit, summarise } from '../../../functions/domain/models/summary-statistics.ts'
import { DAY_MS, HOUR_MS } from '../../../functions/domain/time.ts'

const at = (day: number, hour = 12, minor = 100) => ({
  at: day * DAY_MS + hour * HOUR_MS,
  minor,
})

describe('a customer in figures', () => {
  it('counts what came after the first purchase, and its money', () => {
    const purchases = [at(0, 12, 900), at(10, 9, 500), at(40, 9, 300)]
    expect(summarise(purchases, 100 * DAY_MS)).toEqual({ x: 2, tx: 40, T: 100, repeatMinor: 800 })
  })

  it('takes what was bought on one day as one purchase, the first day too', () => {
    const purchases = [at(0, 8, 900), at(0, 20, 50), at(10, 0, 500), at(10, 23, 1)]
    expect(summarise(purchases, 100 * DAY_MS)).toEqual({ x: 1, tx: 10, T: 100, repeatMinor: 501 })
  })

  it('leaves out what came later, but not what came at the very instant', () => {
    const purchases = [at(0), at(10), at(20)]
    expect(summarise(purchases, at(10).at)).toMatchObject({ x: 1, tx: 10, T: 10 })
    expect(summarise(purchases, at(10).at - 1)).toMatchObject({ x: 0, tx: 0, T: 10 })
    expect(summarise(purchases, at(0).at - 1)).toBeUndefined()
    expect(summarise([], 0)).toBeUndefined()
  })

  it('does not depend on the order, and is possible: 0 ≤ t_x ≤ T, and x purchases need x days', () => {
    const anyPurchases = fc.array(
      fc.record({
        at: fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }),
        minor: fc.integer({ min: -10, max: 99_999 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(anyPurchases, fc.integer({ min: 0, max: 400 * DAY_MS }), (purchases, until) => {
        const summary = summarise(purchases, until)
        expect(summarise(purchases.toReversed(), until)).toEqual(summary)
        if (!summary) return
        const { x, tx, T } = summary
        expect(tx).toBeGreaterThanOrEqual(x)
        expect(T).toBeGreaterThanOrEqual(tx)
        expect(x > 0).toBe(tx > 0)
      }),
    )
  })

  it('is the same in weeks', () => {
    const summary = { x: 2, tx: 213, T: 272, repeatMinor: 4469 }
    expect(inUnit(summary, 'weeks')).toEqual({ ...summary, tx: 213 / 7, T: 272 / 7 })
    expect(inUnit(summary, 'days')).toEqual(summary)
  })
})
