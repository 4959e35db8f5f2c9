import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../functions/demo/random.ts'
import {
  chanceToBuyAgain,
  inactivityUntil,
} from '../../../functions/domain/models/chance-to-buy-again.ts'
import { logLikelihood, probabilityAlive } from '../../../functions/domain/models/mbg-nbd.ts'
import { mbgNbdBuyer } from '../../support/simulate-buyers.ts'
import { anyBetaGeometric, anyHistory } from './any-buyers.ts'

/** CDNOW, in weeks. */
const CDNOW = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }
const H = 90 / 7
const anyChance = fc.double({ min: 0.01, max: 0.99, noNaN: true })
const anyHorizon = fc.double({ min: 0.01, max: 1_000, noNaN: true })

describe('the chance to buy again within 90 days', () => {
  it.each([
    [0, 0, 0, 0.287199],
    [0, 0, 13, 0.117976],
    [1, 10, 12, 0.396187],
    [2, 30.4286, 38.8571, 0.33156],
    [5, 20, 22, 0.72739],
    [5, 20, 38.8571, 0.202852],
    [12, 36, 38, 0.858753],
    [26, 30.857, 31, 0.965114],
  ])('of x %d, t_x %d at %d weeks is %d', (x, tx, T, chance) => {
    expect(Math.abs(chanceToBuyAgain(CDNOW, { x, tx, T }, H) - chance)).toBeLessThan(1e-5)
  })

  it.each([
    [0, 0, [0, 10.19, 29.35]],
    [1, 10, [37.79, 79.73, 114.61]],
    [2, 30.4286, [57.78, 122.97, 173.07]],
    [5, 20, [95.27, 116.97, 133.0]],
    [12, 36, [89.18, 101.98, 111.25]],
    [26, 30.857, [43.63, 48.29, 51.65]],
  ])('of x %d, t_x %d falls to a third, a quarter and a fifth after %j days', (x, tx, days) => {
    for (const [i, chance] of [1 / 3, 1 / 4, 1 / 5].entries()) {
      const weeks = inactivityUntil(CDNOW, { x, tx }, { chance, horizon: H }, 0, 520)
      expect(Math.abs(7 * weeks - (days[i] ?? 0))).toBeLessThan(0.05)
    }
  })

  it('is what a simulation of such customers gives, within its standard error', () => {
    const random = randomOf('chance')
    const found = new Map<string, { customers: number; came: number; chance: number }>()
    const T = 26
    for (let i = 0; i < 200_000; i++) {
      const { x, tx, later } = buyerUntil(T, H, random)
      // Alike enough: the chance is the mean of their own, so that no group is too wide.
      const group = `${Math.min(x, 6)} ${Math.ceil(tx / 7)}`
      const counts = found.get(group) ?? { customers: 0, came: 0, chance: 0 }
      counts.customers++
      counts.came += later ? 1 : 0
      counts.chance += chanceToBuyAgain(CDNOW, { x, tx, T }, H)
      found.set(group, counts)
    }
    const large = [...found.values()].filter(({ customers }) => customers > 2_000)
    expect(large.length).toBeGreaterThan(8)
    for (const { customers, came, chance } of large) {
      const expected = chance / customers
      const error = Math.sqrt((expected * (1 - expected)) / customers)
      expect(Math.abs(came / customers - expected)).toBeLessThan(4 * error)
    }
  })

  it('lies between 0 and 1, and falls strictly with inactivity', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, anyHorizon, (params, history, horizon) => {
        const chance = chanceToBuyAgain(params, history, horizon)
        expect(chance).toBeGreaterThan(0)
        expect(chance).toBeLessThan(1)
        const later = { ...history, T: history.T + 1 }
        expect(chanceToBuyAgain(params, later, horizon)).toBeLessThan(chance)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is one minus the ratio of the likelihoods of buying nothing until then and until now', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, anyHorizon, (params, history, horizon) => {
        const of = (T: number) => logLikelihood(params, [{ ...history, T, customers: 1 }])
        const byLikelihood = -Math.expm1(of(history.T + horizon) - of(history.T))
        expect(chanceToBuyAgain(params, history, horizon)).toBeCloseTo(byLikelihood, 8)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is P(alive) without an end, and none within no time', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, (params, history) => {
        expect(chanceToBuyAgain(params, history, Number.POSITIVE_INFINITY)).toBeCloseTo(
          probabilityAlive(params, history),
          12,
        )
        expect(chanceToBuyAgain(params, history, 0)).toBe(0)
      }),
    )
  })

  it('is never lower right after a purchase for more purchases in the same time', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, anyHorizon, (params, { x, tx }, horizon) => {
        const of = (purchases: number) =>
          chanceToBuyAgain(params, { x: purchases, tx, T: tx }, horizon)
        expect(of(x + 1)).toBeGreaterThanOrEqual(of(x))
      }),
    )
  })
})

describe('the inactivity until a chance', () => {
  it('is where the chance has fallen to it', () => {
    let reached = 0
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, anyHorizon, anyChance, (params, h, horizon, p) => {
        const { x, tx } = h
        const inactive = inactivityUntil(params, h, { chance: p, horizon }, 0, 1e6)
        const chance = chanceToBuyAgain(params, { x, tx, T: tx + inactive }, horizon)
        if (inactive === 0) expect(chance).toBeLessThanOrEqual(p)
        else if (inactive === 1e6) expect(chance).toBeGreaterThan(p)
        else {
          reached++
          expect(chance).toBeCloseTo(p, 7)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(reached).toBeGreaterThan(300)
  })

  it('keeps within its bounds', () => {
    const rule = { chance: 0.25, horizon: H }
    expect(inactivityUntil(CDNOW, { x: 0, tx: 0 }, rule, 4, 26)).toBe(4)
    expect(inactivityUntil(CDNOW, { x: 2, tx: 30.4286 }, rule, 4, 10)).toBe(10)
  })

  it.each([0, 1, -0.5, 1.5, Number.NaN])('refuses a chance of %d', (chance) => {
    expect(() => inactivityUntil(CDNOW, { x: 0, tx: 0 }, { chance, horizon: H }, 0, 52)).toThrow(
      RangeError,
    )
  })
})

/** A customer watched until T, and whether they bought within H after it. */
function buyerUntil(T: number, horizon: number, random: () => number) {
  const { purchases } = mbgNbdBuyer(CDNOW, T + horizon, random)
  const known = purchases.filter((at) => at <= T)
  return { x: known.length, tx: known.at(-1) ?? 0, later: known.length < purchases.length }
}
