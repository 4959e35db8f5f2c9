import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bgNbd } from '../../../functions/domain/models/bg-nbd.ts'
import { chanceToBuyAgain } from '../../../functions/domain/models/chance-to-buy-again.ts'
import { type HeldOut, testForecast } from '../../../functions/domain/models/holdout.ts'
import { areaUnderCurve } from '../../../functions/domain/models/holdout-auc.ts'
import {
  forecastOf,
  type HoldoutForecast,
} from '../../../functions/domain/models/holdout-forecast.ts'
import { track } from '../../../functions/domain/models/holdout-tracking.ts'
import { mbgNbd } from '../../../functions/domain/models/mbg-nbd.ts'
import { type ParetoNbd, paretoNbd } from '../../../functions/domain/models/pareto-nbd.ts'
import { anyBetaGeometric, anyHistory, anyParams } from './any-buyers.ts'

const anyScored = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 5 }), did: fc.boolean() }),
  { maxLength: 30 },
)

describe('the area under the curve', () => {
  it('is the share of pairs in which the one who did has the higher score, ties counting half', () => {
    fc.assert(
      fc.property(anyScored, (all) => {
        const pairs = all.flatMap((one) =>
          all.filter((other) => one.did && !other.did).map((other) => one.score - other.score),
        )
        const won = pairs.reduce((sum, by) => sum + (by > 0 ? 1 : by === 0 ? 0.5 : 0), 0)
        const area = areaUnderCurve(
          all.map(({ score }) => score),
          all.map(({ did }) => did),
        )
        if (pairs.length === 0) expect(area).toBeUndefined()
        else expect(area).toBeCloseTo(won / pairs.length, 12)
      }),
    )
  })
})

const FORECASTS = [
  ['bgnbd', (params: never) => forecastOf(bgNbd, params, 'weeks')],
  ['mbgnbd', (params: never) => forecastOf(mbgNbd, params, 'weeks')],
  ['paretonbd', (params: never) => forecastOf(paretoNbd, params, 'weeks')],
] as const

/** Of a chance that is the ratio of two likelihoods. */
const ROUNDING = 1e-9

describe('the chance to buy again', () => {
  it.each(FORECASTS)(
    'is between none and P(alive), and never above the purchases: %s',
    (family, of) => {
      fc.assert(
        fc.property(
          anyParams(family),
          anyHistory,
          fc.integer({ min: 1, max: 700 }),
          (p, one, t) => {
            const forecast = of(p as never)
            const chance = forecast.again(one, t)
            expect(chance).toBeGreaterThanOrEqual(0)
            expect(chance).toBeLessThanOrEqual(forecast.alive(one) + ROUNDING)
            // A customer who buys at all buys at least once.
            expect(chance).toBeLessThanOrEqual(forecast.purchases(one, t) * (1 + 1e-6) + 1e-9)
            expect(forecast.again(one, t + 7)).toBeGreaterThanOrEqual(chance - 1e-9)
          },
        ),
        { numRuns: 60 },
      )
    },
  )

  it.each(FORECASTS)('is the purchases themselves in a moment too short for two: %s', (_, of) => {
    const params = { r: 0.5, alpha: 10, a: 0.9, b: 1.6, s: 0.6, beta: 12 }
    const forecast = of(params as never)
    const one = { x: 3, tx: 90, T: 120 }
    const [chance, purchases] = [forecast.again(one, 0.01), forecast.purchases(one, 0.01)]
    expect(chance / purchases).toBeCloseTo(1, 3)
  })

  it('is the closed form that dormancy is decided by, of MBG/NBD', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, (params, one) => {
        const { again } = forecastOf(mbgNbd, params, 'days')
        expect(again(one, 90)).toBeCloseTo(chanceToBuyAgain(params, one, 90), 9)
      }),
    )
  })

  it('is that of an active customer under Pareto/NBD, who is like a new one who knows more', () => {
    fc.assert(
      fc.property(anyParams('paretonbd'), anyHistory, (params, one) => {
        const { r, alpha, s, beta } = params as ParetoNbd
        const now = { r: r + one.x, alpha: alpha + one.T, s, beta: beta + one.T }
        const nothing = paretoNbd.logLikelihood(now, [{ x: 0, tx: 0, T: 39, customers: 1 }])
        const { alive, again } = forecastOf(paretoNbd, params as ParetoNbd, 'days')
        expect(again(one, 39)).toBeCloseTo(-alive(one) * Math.expm1(nothing), 7)
      }),
    )
  })
})

/** Expects one in ten of what happened before, for every customer. */
const plain: HoldoutForecast = {
  alive: ({ x }) => 1 / (1 + x),
  purchases: ({ x }) => x / 10,
  again: ({ x }) => Math.min(1, x / 20),
  ofNewcomer: (days) => days / 100,
}

const anyHeldOut: fc.Arbitrary<readonly HeldOut[]> = fc.array(
  fc.tuple(anyHistory, fc.nat({ max: 9 })).map(([history, bought]) => ({ ...history, bought })),
  { minLength: 1, maxLength: 80 },
)

describe('a test on a holdout', () => {
  it('puts every customer in one group by frequency and one tenth, and loses no purchase', () => {
    fc.assert(
      fc.property(anyHeldOut, (customers) => {
        const { byFrequency, deciles, purchases, error } = testForecast(customers, plain, 30)
        const total = (of: (one: HeldOut) => number) =>
          customers.reduce((sum, one) => sum + of(one), 0)
        const weigh = (groups: typeof deciles | typeof byFrequency, of: 'actual' | 'expected') =>
          groups.reduce((sum, group) => sum + group.customers * group[of], 0)
        expect(byFrequency.reduce((sum, group) => sum + group.customers, 0)).toBe(customers.length)
        expect(deciles.reduce((sum, group) => sum + group.customers, 0)).toBe(customers.length)
        expect(weigh(byFrequency, 'actual')).toBeCloseTo(purchases.actual, 6)
        expect(weigh(byFrequency, 'expected')).toBeCloseTo(purchases.expected, 6)
        expect(weigh(deciles, 'actual')).toBeCloseTo(
          total(({ bought }) => Number(bought > 0)),
          6,
        )
        expect(weigh(deciles, 'expected')).toBeCloseTo(
          total((one) => plain.again(one, 30)),
          6,
        )
        expect(error.bias).toBeCloseTo(
          (purchases.expected - purchases.actual) / customers.length,
          9,
        )
        expect(error.meanAbsolute).toBeGreaterThanOrEqual(Math.abs(error.bias) - 1e-9)
        expect(error.rootMeanSquare).toBeGreaterThanOrEqual(error.meanAbsolute - 1e-9)
      }),
    )
  })

  it('has tenths of ever greater chances, whatever order customers come in', () => {
    fc.assert(
      fc.property(anyHeldOut, (customers) => {
        const { deciles } = testForecast(customers, plain, 30)
        for (const [i, { expected }] of deciles.entries())
          if (i > 0) expect(expected).toBeGreaterThan(deciles[i - 1]?.expected ?? 0)
        const backwards = testForecast(customers.toReversed(), plain, 30).deciles
        expect(backwards.map(({ customers: n }) => n)).toEqual(deciles.map((d) => d.customers))
      }),
    )
  })

  it('takes seven and more together', () => {
    const customers = [0, 7, 9].map((x) => ({ x, tx: x, T: 10, bought: x }))
    expect(testForecast(customers, plain, 30).byFrequency).toEqual([
      { x: 0, orMore: false, customers: 1, actual: 0, expected: 0 },
      { x: 7, orMore: true, customers: 2, actual: 8, expected: 0.8 },
    ])
  })

  it('needs at least one customer', () => {
    expect(() => testForecast([], plain, 30)).toThrow(RangeError)
  })
})

describe('repeat purchases as they add up', () => {
  const anyDays = (from: number, to: number) =>
    fc
      .array(fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 20,
      })
      .map((days) => new Map(days))

  it('never fall, end at what there is, and have a point where the test begins', () => {
    fc.assert(
      fc.property(
        anyDays(-500, 0),
        anyDays(-499, 400),
        fc.integer({ min: 1, max: 4000 }).map((tenths) => tenths / 10),
        fc.constantFrom(1, 7),
        (firsts, repeats, days, stepDays) => {
          const tracked = track({ forecast: plain, firsts, repeats, days, stepDays })
          for (const [i, { day, expected, actual }] of tracked.entries()) {
            const before = tracked[i - 1] ?? { day: -501, expected: 0, actual: 0 }
            expect(day).toBeGreaterThan(before.day)
            expect(expected).toBeGreaterThanOrEqual(before.expected)
            expect(actual).toBeGreaterThanOrEqual(before.actual)
          }
          const bought = [...repeats].filter(([day]) => day <= Math.ceil(days))
          const expected = [...firsts].map(([day, customers]) => (customers * (days - day)) / 100)
          const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0)
          expect(tracked.at(-1)?.day).toBe(days)
          expect(tracked.at(-1)?.actual).toBe(sum(bought.map(([, customers]) => customers)))
          expect(tracked.at(-1)?.expected).toBeCloseTo(sum(expected), 6)
          expect(tracked.map(({ day }) => day)).toContain(0)
          expect(tracked.length).toBeLessThanOrEqual(83)
        },
      ),
    )
  })

  it('has what came in the last hours of a holdout that ends within a day', () => {
    const [firsts, repeats] = [new Map([[-9, 5]]), new Map([[5, 2]])]
    const tracked = track({ forecast: plain, firsts, repeats, days: 4.5, stepDays: 1 })
    expect(tracked.at(-1)).toMatchObject({ day: 4.5, actual: 2 })
    expect(tracked.at(-2)).toMatchObject({ day: 4, actual: 0 })
  })
})
