import { describe, expect, it } from 'vitest'
import {
  checkEachMonth,
  checkModel,
  type ModelCheck,
} from '../../../functions/insight/learning/check-model.ts'
import { holdOut } from '../../../functions/insight/learning/hold-out.ts'
import { openOrderBook } from '../../../functions/insight/learning/order-book.ts'
import { days, NOON, order, refund } from '../../support/given.ts'
import { OPENED, simulatedOrders } from './simulated-book.ts'

const emptyBook = () => openOrderBook({ freeOrdersCount: false })

describe('splitting purchases at an instant', () => {
  it('knows those of that very instant, and holds out the days after it that are new', () => {
    const book = emptyBook()
    book.order('ann', order('a1', NOON - days(9)))
    book.order('ann', order('a2', NOON))
    book.order('ann', order('a3', NOON + 1))
    book.order('ann', order('a4', NOON + days(3)))
    book.order('ann', order('a5', NOON + days(3) + 1))
    book.order('ann', order('a6', NOON + days(7)))
    book.order('bob', order('b1', NOON + days(1)))
    const { customers, firsts, repeats } = holdOut(book, NOON, NOON + days(5))
    expect(customers).toEqual([{ x: 1, tx: 9, T: 9, bought: 1 }])
    expect([...firsts]).toEqual([[-9, 1]])
    expect([...repeats]).toEqual([
      [0, 1],
      [3, 1],
    ])
  })

  it('knows at the split nothing of a refund that was given later', () => {
    const book = emptyBook()
    book.order('ann', order('a1', NOON))
    book.refund('ann', refund('a1', NOON + days(2)))
    expect(holdOut(book, NOON + days(1), NOON + days(9)).customers).toHaveLength(1)
    expect(holdOut(book, NOON + days(3), NOON + days(9)).customers).toEqual([])
  })
})

describe('a model tested on a shop that buys as the model assumes', () => {
  const book = emptyBook()
  for (const { customer, ...each } of simulatedOrders(4_000, 600)) book.order(customer, each)
  const check: ModelCheck = {
    family: 'mbgnbd',
    unit: 'weeks',
    prior: 'none',
    until: OPENED + days(300),
    to: OPENED + days(600),
    rules: { theta: 0.5, minDays: 30, maxDays: 365, fixedDays: 90 },
  }
  const { fit, holdout } = checkModel(book, check)
  if (!holdout) throw new Error('nothing was tested')

  it('expects what comes, in all and by chance', () => {
    const { report, tracking } = holdout
    expect(fit.verdict).toBe('fitted')
    expect(report.customers).toBe(fit.customers)
    expect(report.purchases.expected / report.purchases.actual).toBeCloseTo(1, 1)
    expect(Math.abs(report.error.bias)).toBeLessThan(0.1)
    for (const { actual, expected } of report.deciles)
      expect(Math.abs(actual - expected)).toBeLessThan(0.08)
    const [atUntil, atEnd] = [tracking.find(({ day }) => day === 0), tracking.at(-1)]
    expect((atEnd?.actual ?? 0) - (atUntil?.actual ?? 0)).toBe(report.purchases.actual)
    expect((atEnd?.expected ?? 0) / (atEnd?.actual ?? 1)).toBeCloseTo(1, 1)
  })

  it('ranks by P(alive) who comes back, and has a personal rule that beats calling everyone dormant', () => {
    const { report, dormancy } = holdout
    expect(report.auc.alive).toBeGreaterThan(0.65)
    expect(dormancy.auc.alive).toBe(report.auc.alive)
    expect(dormancy.personal.accuracy).toBeGreaterThan(dormancy.allDormant.accuracy)
    expect(dormancy.fixedBefore?.thresholds).toHaveLength(1)
  })

  it('leaves all to the fixed days if the model is not to be used, as a shop does', () => {
    const loyal = emptyBook()
    for (let i = 0; i < 200; i++)
      for (let day = i % 40, n = 0; day < 600; day += 10 + (i % 25), n++)
        loyal.order(`l${i}`, order(`l${i} ${n}`, OPENED + days(day)))
    const checked = checkModel(loyal, check)
    expect(checked.fit.reasons).toContain('nobody-leaves')
    const { personal, fixed, fallbacks, customers } = checked.holdout?.dormancy ?? {}
    expect(fallbacks).toBe(customers)
    expect(personal).toEqual(fixed)
    expect(checked.holdout?.dormancy).not.toHaveProperty('personalHindsight')
  })

  it('knows beforehand the days that were best on a split of the same shape before', () => {
    // Half of the time lies before `until`, so half of that before the split.
    const before = openOrderBook({ freeOrdersCount: false })
    for (const { customer, ...each } of simulatedOrders(4_000, 600))
      if (each.paidAt <= check.until) before.order(customer, each)
    const { first = 0 } = book.span() ?? {}
    const share = (check.until - first) / (check.to - first)
    const split = first + share * (check.until - first)
    const known = checkModel(before, { ...check, until: split, to: check.until })
    expect(holdout.dormancy.fixedBefore?.thresholds).toEqual([
      known.holdout?.dormancy.fixedHindsight.threshold,
    ])
  })

  it('asks the rules on the first of each month that a test of this length fits in', () => {
    const rolling = checkEachMonth(book, check)
    expect(rolling?.days).toBe(300)
    expect(rolling?.instants.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2024-05-01',
      '2024-06-01',
      '2024-07-01',
      '2024-08-01',
      '2024-09-01',
      '2024-10-01',
    ])
    const months = rolling?.instants.map((at) => holdOut(book, at, at).customers.length) ?? []
    expect(rolling?.dormancy.customers).toBe(months.reduce((sum, count) => sum + count, 0))
  })
})
