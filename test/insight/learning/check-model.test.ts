import { describe, expect, it } from 'vitest'
import { checkModel, type ModelCheck } from '../../../functions/insight/learning/check-model.ts'
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

  it('ranks who comes back, by the chance better than by P(alive)', () => {
    const { auc } = holdout.report
    expect(auc.alive).toBeGreaterThan(0.65)
    expect(auc.again).toBeGreaterThan(auc.alive ?? 1)
  })
})
