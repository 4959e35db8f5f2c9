import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomOf, wholeBetween } from '../../../functions/demo/random.ts'
import { fitSpend } from '../../../functions/domain/models/fit-spend.ts'
import {
  type CountedSpend,
  expectedSpend,
  logLikelihood,
} from '../../../functions/domain/models/gamma-gamma.ts'
import { parameterIntervals } from '../../../functions/domain/models/plausible.ts'
import { simulateSpend } from '../../support/simulate-buyers.ts'

const TRUE = { p: 5, q: 3.5, gamma: 20 }
const spendersOf = (customers: number, seed: string): CountedSpend[] => {
  const random = randomOf(seed)
  return Array.from({ length: customers }, () =>
    simulateSpend(TRUE, wholeBetween(random, 1, 8), random),
  )
}
const spent = (x: number, spend: number, customers = 1): CountedSpend => ({ x, spend, customers })

describe('the spend to expect of a customer', () => {
  const anyone = fc.record({
    p: fc.double({ min: 0.1, max: 20, noNaN: true }),
    q: fc.double({ min: 1.01, max: 20, noNaN: true }),
    gamma: fc.double({ min: 0.1, max: 1000, noNaN: true }),
    x: fc.integer({ min: 1, max: 100 }),
    spend: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
  })

  it('lies between their own mean and that of all, nearer to their own the more they bought', () => {
    fc.assert(
      fc.property(anyone, ({ x, spend, ...params }) => {
        const all = expectedSpend(params, { x: 0, spend: 0 })
        const expected = expectedSpend(params, { x, spend })
        const slack = 1e-9 * (all + spend)
        expect(expected).toBeGreaterThanOrEqual(Math.min(all, spend) - slack)
        expect(expected).toBeLessThanOrEqual(Math.max(all, spend) + slack)
        const surer = expectedSpend(params, { x: x + 1, spend })
        expect(Math.abs(surer - spend)).toBeLessThanOrEqual(Math.abs(expected - spend) + slack)
      }),
    )
  })

  it('is undefined if spend has no mean', () => {
    expect(expectedSpend({ p: 5, q: 1, gamma: 20 }, spent(2, 30))).toBeNaN()
  })

  it('is as likely in cents as in dollars, but for its density, and counts who is counted', () => {
    fc.assert(
      fc.property(anyone, ({ x, spend, ...params }) => {
        const once = logLikelihood(params, [spent(x, spend)])
        const cents = { ...params, gamma: params.gamma * 100 }
        const inCents = logLikelihood(cents, [spent(x, spend * 100)])
        expect(Math.abs(inCents + Math.log(100) - once)).toBeLessThan(1e-9 * (1 + Math.abs(once)))
        const thrice = logLikelihood(params, [spent(x, spend, 3)])
        expect(Math.abs(thrice - 3 * once)).toBeLessThan(1e-9 * (1 + Math.abs(once)))
      }),
    )
  })
})

describe('a fit of spend', () => {
  it.each<[string, readonly CountedSpend[], string, readonly string[]]>([
    ['no customers', [], 'unusable', ['no-customers']],
    ['no customer who came back', [spent(0, 0, 50)], 'unusable', ['no-customers']],
    ['no customer who paid', [spent(3, 0, 50), spent(1, -4)], 'unusable', ['no-customers']],
    ['one customer', [spent(3, 20)], 'doubtful', ['one-customer', 'leans-on-prior']],
    ['one price for all', [spent(3, 20, 40), spent(1, 20, 60)], 'unusable', ['equal-spend']],
    [
      'a few',
      [spent(3, 20), spent(1, 35), spent(2, 12)],
      'doubtful',
      ['few-repeaters', 'leans-on-prior'],
    ],
  ])('to %s', (_, spends, verdict, reasons) => {
    expect(fitSpend(spends, { prior: 'usual' })).toMatchObject({ verdict, reasons })
  })

  it('leaves out, and counts, who bought once and whose repeat purchases come to nothing', () => {
    const paying = spendersOf(300, 'leave-out')
    const others = [spent(0, 0, 70), spent(2, 0, 5), spent(1, -3, 2)]
    const fit = fitSpend([...others, ...paying], { prior: 'none' })
    expect(fit.leftOut).toEqual({ boughtOnce: 70, withoutSpend: 7 })
    expect(fit.customers).toBe(300)
    expect(fit.estimate).toEqual(fitSpend(paying, { prior: 'none' }).estimate)
  })

  it.each([
    ['more', (x: number) => x, 1],
    ['less', (x: number) => 1 / x, -1],
  ])('doubts itself if who buys more often spends %s', (_, factor, sign) => {
    const spends = spendersOf(300, 'follows').map((one) => ({
      ...one,
      spend: one.spend * factor(one.x),
    }))
    const fit = fitSpend(spends, { prior: 'usual' })
    expect(sign * (fit.correlation ?? 0)).toBeGreaterThan(0.3)
    expect(fit.verdict).toBe('doubtful')
    expect(fit.reasons).toContain('spend-follows-frequency')
  })

  it('sees that by how many customers there are, and not by how many different ones', () => {
    const few = [spent(1, 10, 30), spent(2, 20, 20), spent(3, 40, 9)]
    expect(fitSpend(few, { prior: 'usual' }).reasons).toContain('spend-follows-frequency')
    const tooFew = few.map((one) => ({ ...one, customers: 10 }))
    expect(fitSpend(tooFew, { prior: 'usual' })).not.toHaveProperty('correlation')
  })

  it.each(['usual', 'none'] as const)('is of no use if spend has no mean, prior %s', (prior) => {
    const random = randomOf('no mean')
    const spends = Array.from({ length: 2_000 }, () =>
      simulateSpend({ p: 5, q: 0.7, gamma: 20 }, wholeBetween(random, 1, 8), random),
    )
    const fit = fitSpend(spends, { prior })
    expect(fit.verdict).toBe('unusable')
    expect(fit.reasons).toContain('no-mean-spend')
  })

  it('covers nine of ten parameters or more with its 95 percent intervals', () => {
    let covered = 0
    for (let shop = 0; shop < 40; shop++) {
      const fit = fitSpend(spendersOf(500, `spend/${shop}`), { prior: 'none' })
      if (fit.verdict === 'unusable') throw new Error(fit.reasons.join())
      const intervals = parameterIntervals(fit.estimate)
      for (const name of ['p', 'q', 'gamma'] as const) {
        const { low, high } = intervals[name]
        if (low <= TRUE[name] && TRUE[name] <= high) covered++
      }
    }
    expect(covered / 120).toBeGreaterThan(0.9)
    expect(covered / 120).toBeLessThan(1)
  })

  it('is the same in any unit of money', () => {
    const spends = spendersOf(200, 'money')
    const cents = spends.map((one) => ({ ...one, spend: one.spend * 100 }))
    const [small, large] = [cents, spends].map(
      (some) => fitSpend(some, { prior: 'usual' }).estimate,
    )
    expect(small?.params.p).toBeCloseTo(large?.params.p ?? 0, 5)
    expect(small?.params.gamma).toBeCloseTo(100 * (large?.params.gamma ?? 0), 2)
  })
})
