import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thresholdFor } from '../../../functions/domain/dormancy.ts'
import { personalRule } from '../../../functions/domain/policy.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { checkMoney } from '../../../functions/insight/learning/check-money.ts'
import { checkRule, judgeDormant } from '../../../functions/insight/learning/check-rule.ts'
import { makeBuyingLearner } from '../../../functions/insight/learning/learn-buying.ts'
import { openOrderBook } from '../../../functions/insight/learning/order-book.ts'
import { days, order, policy, refund, shopModel } from '../../support/given.ts'
import { OPENED, simulatedOrders } from './simulated-book.ts'

const RULE = personalRule(policy({}))
const END = OPENED + days(600)

const bookOf = (orders: ReturnType<typeof simulatedOrders>) => {
  const book = openOrderBook({ freeOrdersCount: false })
  for (const { customer, ...each } of orders) book.order(customer, each)
  return book
}

describe('the rule tested on a shop that buys as the model assumes', () => {
  const orders = simulatedOrders(1_500, 600)
  const book = bookOf(orders)
  const check = checkRule(book, RULE, END)
  const { compared, timing, instants } = check
  if (!compared || !timing) throw new Error('nothing was tested')

  it('is asked at six instants 30 days apart, the last of them a horizon before the end', () => {
    expect(instants.map(({ at }) => (END - at) / DAY_MS)).toEqual([240, 210, 180, 150, 120, 90])
    expect(compared.cases).toBe(instants.reduce((sum, { customers }) => sum + customers, 0))
    for (const { expected, cameBack } of instants)
      expect(Math.abs(expected - cameBack)).toBeLessThan(0.05)
  })

  it('knows at an instant only what was bought by then', () => {
    const [first] = instants
    if (!first) throw new Error('no instant')
    const learner = makeBuyingLearner(RULE, first.at)
    for (const { purchasesAt } of bookOf(
      orders.filter(({ paidAt }) => paidAt <= first.at),
    ).buyers())
      learner.add(purchasesAt(first.at))
    const { fit } = learner.learned()
    expect(first.params).toEqual(fit.estimate?.params)
    expect(first.customers).toBe(fit.customers)
  })

  it('orders customers better than recency does, and is at least as often right as any fixed days', () => {
    const { auc, rules, brier, bestFixed } = compared
    expect(auc?.chance).toBeGreaterThan(auc?.recency ?? 1)
    expect(brier.chance).toBeLessThan(brier.base)
    expect(rules.chance.right).toBeGreaterThan(bestFixed.right - 0.01)
  })

  it('has a timing with the policy’s rule, on inactivities that were watched to their end', () => {
    const begun = orders.filter(({ paidAt }) => paidAt > timing.from && paidAt <= timing.to)
    expect((timing.to - timing.from) / DAY_MS).toBe(RULE.withinDays)
    expect((END - timing.to) / DAY_MS).toBe(RULE.maxDays + RULE.withinDays)
    expect(timing.inactivities).toBeLessThanOrEqual(begun.length)
    expect(timing.inactivities).toBeGreaterThan(0.9 * begun.length)
    expect(timing.own.meanDays).toBeGreaterThanOrEqual(RULE.minDays)
    expect(timing.own.meanDays).toBeLessThanOrEqual(RULE.maxDays)
  })

  it('expects about the money that comes', () => {
    const last = instants.at(-1)
    if (!last) throw new Error('no instant')
    const money = checkMoney(book, {
      ...{ currency: 'EUR', params: last.params, until: last.at, to: END },
    })
    expect(money?.customers).toBe(last.customers)
    expect((money?.expectedMinor ?? 0) / (money?.actualMinor ?? 1)).toBeCloseTo(1, 0)
    expect(money?.rankAgreement).toBeGreaterThan(0.3)
    const none = { currency: 'USD', params: last.params, until: last.at, to: END }
    expect(checkMoney(book, none)).toBeUndefined()
  })
})

describe('what follows an instant in the middle of a day', () => {
  const end = END + days(0.5)
  const [last] = [end - days(RULE.withinDays)]
  const others = simulatedOrders(300, 600)
  const levelWith = (...bought: readonly number[]) => {
    const book = bookOf(others)
    book.order('ann', order('a-0', last - days(30)))
    for (const [i, at] of bought.entries()) book.order('ann', order(`a-${i + 1}`, at))
    const { customers, cameBack } = checkRule(book, RULE, end).instants.at(-1) ?? {}
    return Math.round((customers ?? 0) * (cameBack ?? 0))
  }

  it('begins in the same minute, and ends a horizon later', () => {
    const nothing = levelWith()
    expect(levelWith(last + days(0.25))).toBe(nothing + 1)
    expect(levelWith(end)).toBe(nothing + 1)
    // A second order on a day that is known already is not another purchase.
    expect(levelWith(last - days(0.25), last + days(0.25))).toBe(nothing)
  })
})

describe('the policy’s rule as it is judged', () => {
  it('calls a customer dormant from the very day on which a shop does', () => {
    const models = [
      shopModel({ params: { r: 0.5, alpha: 45, a: 1, b: 1.73 } }),
      shopModel({
        params: { r: 0.9, alpha: 20, a: 0.4, b: 2 },
        chance: { withinDays: 90, auto: 0.31, boughtOnce: 'fixed' },
      }),
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.nat({ max: 12 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 200 }),
        (model, x, between, inactiveDays) => {
          const tx = x === 0 ? 0 : Math.max(x, between)
          const rhythm = { first: 0, last: tx * DAY_MS, days: x + 1 }
          const { afterMs } = thresholdFor(rhythm, policy({ personalThreshold: {} as never }), [
            model,
          ])
          const learned = model.chance ?? { withinDays: 90, auto: 0.25, boughtOnce: 'personal' }
          const history = { x, tx, T: tx + inactiveDays }
          expect(judgeDormant(history, { params: model.params, learned }, RULE)).toBe(
            inactiveDays * DAY_MS >= afterMs,
          )
        },
      ),
    )
  })
})

describe('a history that is too short', () => {
  it('names the day from which on it can be tested', () => {
    const check = checkRule(bookOf(simulatedOrders(300, 200)), RULE, OPENED + days(200))
    const first = check.measurableFrom.instants - days(240)
    expect(check.outcome).toBe('history-too-short')
    expect((first - OPENED) / DAY_MS).toBeLessThan(2)
    expect(check.measurableFrom.timing - first).toBe(days(360))
    expect(check).not.toHaveProperty('timing')
  })

  it('is long enough on the day that was named', () => {
    const check = checkRule(bookOf(simulatedOrders(300, 200)), RULE, OPENED + days(200))
    const { instants, timing } = check.measurableFrom
    const longer = bookOf(simulatedOrders(300, 600))
    expect(checkRule(longer, RULE, instants).instants).toHaveLength(6)
    expect(checkRule(longer, RULE, timing)).toHaveProperty('timing')
  })

  it('is unusable where nothing can be learned', () => {
    const book = openOrderBook({ freeOrdersCount: false })
    book.order('ann', order('a1', OPENED))
    book.refund('ann', refund('a1', OPENED))
    const check = checkRule(book, RULE, END)
    expect(check).toMatchObject({ outcome: 'model-unusable', customers: 0, instants: [] })
    expect(() => checkRule(openOrderBook({ freeOrdersCount: false }), RULE, END)).toThrow(
      RangeError,
    )
  })
})
