import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../functions/demo/random.ts'
import { logBeta, logGammaRatio } from '../../../functions/domain/models/log-gamma.ts'
import * as mbg from '../../../functions/domain/models/mbg-nbd.ts'
import type { CountedHistory } from '../../../functions/domain/models/transaction-model.ts'
import { bgNbdBuyer, mbgNbdBuyer, paretoNbdBuyer } from '../../support/simulate-buyers.ts'
import { anyBetaGeometric, anyHistory, anyParams, MODELS } from './any-buyers.ts'

const counted = (history: { x: number; tx: number; T: number }, customers = 1): CountedHistory => ({
  ...history,
  customers,
})

describe.each(MODELS)('%s', (family, model) => {
  const params = anyParams(family)
  const aFewHistories = fc.array(
    anyHistory.map((history) => counted(history)),
    {
      minLength: 1,
      maxLength: 5,
    },
  )

  it('is a probability of being alive that falls while there is no purchase, from a later purchase later', () => {
    fc.assert(
      fc.property(params, anyHistory, fc.nat({ max: 4000 }), (given, history, later) => {
        const alive = model.probabilityAlive(given, history)
        expect(alive).toBeGreaterThanOrEqual(0)
        expect(alive).toBeLessThanOrEqual(1)
        const aliveLater = model.probabilityAlive(given, { ...history, T: history.T + later })
        expect(aliveLater).toBeLessThanOrEqual(alive + 1e-12)
        if (history.x === 0) return
        const tx = Math.min(history.T, history.tx + later)
        const recent = model.probabilityAlive(given, { ...history, tx })
        expect(recent).toBeGreaterThanOrEqual(alive - 1e-12)
      }),
    )
  })

  it('trusts who has just bought the more, the more often they have', () => {
    fc.assert(
      fc.property(params, anyHistory, fc.nat({ max: 20 }), (given, { x, T }, more) => {
        const now = { x: x + 1, tx: T, T }
        const alive = model.probabilityAlive(given, now)
        const loyal = model.probabilityAlive(given, { ...now, x: now.x + more })
        expect(loyal).toBeGreaterThanOrEqual(alive - 1e-12)
      }),
    )
  })

  it('expects nothing at once, and more with time, though never more than from one who stays', () => {
    const time = fc.double({ min: 0.01, max: 700, noNaN: true })
    fc.assert(
      fc.property(params, anyHistory, time, time, (given, history, t, more) => {
        expect(model.expectedPurchases(given, 0)).toBe(0)
        expect(model.expectedPurchasesOf(given, history, 0)).toBe(0)
        const soon = model.expectedPurchasesOf(given, history, t)
        const late = model.expectedPurchasesOf(given, history, t + more)
        expect(late).toBeGreaterThanOrEqual(soon)
        expect(model.expectedPurchases(given, t + more)).toBeGreaterThanOrEqual(
          model.expectedPurchases(given, t),
        )
        const { r = 0, alpha = 0 } = given
        const staying = ((r + history.x) / (alpha + history.T)) * t
        expect(soon).toBeLessThanOrEqual(staying * (1 + 1e-9))
      }),
    )
  })

  it('is as likely in weeks as in days, but for the density of the purchases', () => {
    fc.assert(
      fc.property(params, aFewHistories, (inDays, histories) => {
        const weeks = histories.map((one) => ({ ...one, tx: one.tx / 7, T: one.T / 7 }))
        const inWeeks = Object.fromEntries(
          Object.entries(inDays).map(([name, value]) => [
            name,
            model.lengths.includes(name) ? value / 7 : value,
          ]),
        )
        const purchases = histories.reduce((sum, { x }) => sum + x, 0)
        const expected = model.logLikelihood(inDays, histories) + purchases * Math.log(7)
        const actual = model.logLikelihood(inWeeks, weeks)
        expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)))
      }),
    )
  })

  it('counts customers as often as they occur, in any order', () => {
    fc.assert(
      fc.property(params, aFewHistories, fc.integer({ min: 2, max: 9 }), (given, some, times) => {
        const repeated = Array.from({ length: times }, () => some.toReversed()).flat()
        const once = some.map((history) => ({ ...history, customers: times }))
        const expected = model.logLikelihood(given, repeated)
        const actual = model.logLikelihood(given, once)
        expect(Math.abs(actual - expected)).toBeLessThan(1e-10 * (1 + Math.abs(expected)))
      }),
    )
  })

  it('can be computed for ten years of daily purchases, and for ten years of none', () => {
    const given = model.usual.centre
    for (const history of [
      { x: 3650, tx: 3650, T: 3651 },
      { x: 3650, tx: 3000, T: 3650 },
      { x: 700, tx: 700, T: 3650 },
      { x: 1, tx: 1, T: 3650 },
      { x: 0, tx: 0, T: 3650 },
    ]) {
      expect(model.logLikelihood(given, [counted(history)])).toSatisfy(Number.isFinite)
      expect(model.probabilityAlive(given, history)).toSatisfy(Number.isFinite)
      expect(model.expectedPurchasesOf(given, history, 3650)).toSatisfy(Number.isFinite)
    }
    expect(model.expectedPurchasesOf(given, { x: 3650, tx: 3650, T: 3651 }, 10)).toBeCloseTo(10, 0)
    expect(model.probabilityAlive(given, { x: 3650, tx: 3000, T: 3650 })).toBeLessThan(1e-9)
  })
})

const SHOP = { buyers: 20_000, youngest: 100, oldest: 400 }
const BETA_GEOMETRIC = { r: 0.6, alpha: 30, a: 0.9, b: 2 }
const SIMULATED = {
  bgnbd: [bgNbdBuyer, BETA_GEOMETRIC],
  mbgnbd: [mbgNbdBuyer, BETA_GEOMETRIC],
  paretonbd: [paretoNbdBuyer, { r: 0.6, alpha: 40, s: 0.7, beta: 60 }],
} as const

describe.each(MODELS)('20,000 buyers simulated as by %s', (family, model) => {
  const [buyer, params] = SIMULATED[family]
  /** Each buyer from a stream of their own, so that they live the same life for longer. */
  const buyersUpTo = (later: number) =>
    Array.from({ length: SHOP.buyers }, (_, i) => {
      const random = randomOf(`${family}/${i}`)
      const T = SHOP.youngest + (SHOP.oldest - SHOP.youngest) * random()
      return buyer(params as never, T + later, random)
    })
  const buyers = buyersUpTo(0)

  /** So far from the mean is a sum of independent chances once in 15,000 times. */
  const expectNear = (actual: number, expected: number, variance: number) =>
    expect(Math.abs(actual - expected)).toBeLessThan(4 * Math.sqrt(variance))

  it('are alive as often as it says', () => {
    const said = buyers.map((history) => model.probabilityAlive(params, history))
    const expected = said.reduce((sum, p) => sum + p, 0)
    const variance = said.reduce((sum, p) => sum + p * (1 - p), 0)
    expectNear(buyers.filter(({ alive }) => alive).length, expected, Math.max(1, variance))
  })

  it('buy as often within 90 days as it expects, those who bought once and the others', () => {
    const later = buyersUpTo(90)
    for (const once of [true, false]) {
      const those = buyers.flatMap((history, i) =>
        (history.x === 0) === once
          ? [
              {
                expected: model.expectedPurchasesOf(params, history, 90),
                actual: (later[i]?.x ?? 0) - history.x,
              },
            ]
          : [],
      )
      const actual = those.reduce((sum, one) => sum + one.actual, 0)
      const expected = those.reduce((sum, one) => sum + one.expected, 0)
      const variance = those.reduce((sum, one) => sum + (one.actual - one.expected) ** 2, 0)
      expectNear(actual, expected, variance)
    }
  })

  it('buy as often from the first purchase on as it expects', () => {
    const expected = buyers.reduce((sum, { T }) => sum + model.expectedPurchases(params, T), 0)
    const actual = buyers.reduce((sum, { x }) => sum + x, 0)
    const variance = buyers.reduce(
      (sum, { x, T }) => sum + (x - model.expectedPurchases(params, T)) ** 2,
      0,
    )
    expectNear(actual, expected, variance)
  })
})

describe('P(alive) of MBG/NBD', () => {
  it('is the share of the likelihood in which the customer has stayed, also of who bought once', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, (params, history) => {
        const { r, alpha, a, b } = params
        const { x, T } = history
        const stayed =
          logBeta(a, b + x + 1) -
          logBeta(a, b) +
          logGammaRatio(r, x) +
          r * Math.log(alpha) -
          (r + x) * Math.log(alpha + T)
        const share = Math.exp(stayed - mbg.logLikelihood(params, [counted(history)]))
        expect(share).toBeCloseTo(mbg.probabilityAlive(params, history), 9)
      }),
    )
  })
})
