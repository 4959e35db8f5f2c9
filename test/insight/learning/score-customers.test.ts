import { describe, expect, it } from 'vitest'
import { thresholdFor } from '../../../functions/domain/dormancy.ts'
import { chanceToBuyAgain } from '../../../functions/domain/models/chance-to-buy-again.ts'
import { expectedSpend } from '../../../functions/domain/models/gamma-gamma.ts'
import { forecastOf } from '../../../functions/domain/models/holdout-forecast.ts'
import * as mbg from '../../../functions/domain/models/mbg-nbd.ts'
import { openOrderBook } from '../../../functions/insight/learning/order-book.ts'
import {
  type Scoring,
  scoreCustomers,
} from '../../../functions/insight/learning/score-customers.ts'
import { days, hours, NOON, order, policy, shopModel } from '../../support/given.ts'

const PARAMS = { r: 0.5, alpha: 45, a: 1, b: 1.73 }
const SPEND = { p: 6, q: 4, gamma: 15 }

const scoring: Scoring = {
  until: NOON,
  unit: 'days',
  horizon: 90,
  forecast: forecastOf(mbg.mbgNbd, PARAMS, 'days'),
  withinDays: 90,
  threshold: { params: PARAMS, chance: 0.25 },
  spending: { params: SPEND, money: { currency: 'EUR', minorPerMajor: 100 } },
}

const bought = (...orders: ReturnType<typeof order>[]) => {
  const book = openOrderBook({ freeOrdersCount: false })
  for (const each of orders) book.order('c-1', each)
  return book
}

describe('scoring customers', () => {
  it('projects each customer from their own history', () => {
    const book = bought(
      order('A', NOON - days(100), { grossMinor: 9_900 }),
      order('B', NOON - days(60), { grossMinor: 2_000 }),
      order('C', NOON - days(20), { grossMinor: 4_000 }),
    )
    const history = { x: 2, tx: 80, T: 100 }
    const [score] = scoreCustomers(book, scoring)
    expect(score).toMatchObject({
      customer: 'c-1',
      ...history,
      alive: mbg.probabilityAlive(PARAMS, history),
      chance: expect.closeTo(chanceToBuyAgain(PARAMS, history, 90), 9),
      purchases: mbg.expectedPurchasesOf(PARAMS, history, 90),
      spend: expectedSpend(SPEND, { x: 2, spend: 30 }),
    })
  })

  it('has a customer dormant from the instant on from which a shop does', () => {
    const [first, last] = [NOON - days(100) - hours(5), NOON - days(20) + hours(3)]
    const [score] = scoreCustomers(bought(order('A', first), order('B', last)), scoring)
    const shop = policy({ personalThreshold: { chance: 0.25, minDays: 1, maxDays: 3650 } })
    const { afterMs } = thresholdFor({ first, last, days: 2 }, shop, [
      shopModel({ params: PARAMS }),
    ])
    expect(score?.thresholdAt).toBe(last + afterMs)
  })

  it('takes several purchases of one day for one, there too', () => {
    const [first, last] = [NOON - days(100), NOON - days(20)]
    const thresholdAt = (...orders: ReturnType<typeof order>[]) =>
      [...scoreCustomers(bought(...orders), scoring)][0]?.thresholdAt
    const once = thresholdAt(order('A', first), order('B', last))
    expect(once).toBeGreaterThan(last)
    expect(thresholdAt(order('A', first), order('A2', first + hours(1)), order('B', last))).toBe(
      once,
    )
  })

  it('has the same instant whatever the unit of time is', () => {
    const book = bought(order('A', NOON - days(100)), order('B', NOON - days(20)))
    const weeks = { ...PARAMS, alpha: PARAMS.alpha / 7 }
    const inWeeks: Scoring = {
      ...scoring,
      unit: 'weeks',
      horizon: 90 / 7,
      forecast: forecastOf(mbg.mbgNbd, weeks, 'weeks'),
      threshold: { params: weeks, chance: 0.25 },
    }
    const [[byDay], [byWeek]] = [
      [...scoreCustomers(book, scoring)],
      [...scoreCustomers(book, inWeeks)],
    ]
    expect(byWeek?.T).toBeCloseTo(100 / 7, 9)
    expect(byWeek?.alive).toBeCloseTo(byDay?.alive ?? 0, 9)
    expect(byWeek?.chance).toBeCloseTo(byDay?.chance ?? 0, 9)
    expect(byWeek?.purchases).toBeCloseTo(byDay?.purchases ?? 0, 9)
    expect(byWeek?.thresholdAt).toBe(byDay?.thresholdAt)
  })

  it('leaves out customers who had not bought by then, and figures that are undefined', () => {
    expect([...scoreCustomers(bought(order('A', NOON + 1)), scoring)]).toEqual([])
    const dollars = bought(order('A', NOON, { currency: 'USD' }))
    const [score] = scoreCustomers(dollars, {
      ...scoring,
      // A limit is only said within ten years.
      threshold: { params: { ...PARAMS, r: 1e-3 }, chance: 1e-9 },
    })
    expect(score).not.toHaveProperty('spend')
    expect(score).not.toHaveProperty('thresholdAt')
  })
})
