import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliveThreshold } from '../../../functions/domain/models/alive-threshold.ts'
import { probabilityAlive } from '../../../functions/domain/models/mbg-nbd.ts'
import { anyBetaGeometric, anyHistory } from './any-buyers.ts'

/** CDNOW, in weeks. */
const CDNOW = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 }
const anyTheta = fc.double({ min: 0.01, max: 0.99, noNaN: true })

describe('the threshold by P(alive)', () => {
  it('is where P(alive) falls to theta', () => {
    let reached = 0
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, anyTheta, (params, history, theta) => {
        const { x, tx } = history
        const T = aliveThreshold(params, history, theta)
        expect(T).toBeGreaterThanOrEqual(tx)
        if (T === tx)
          expect(probabilityAlive(params, { x, tx, T })).toBeLessThanOrEqual(theta + 1e-12)
        else if (T < 1e100) {
          reached++
          expect(probabilityAlive(params, { x, tx, T })).toBeCloseTo(theta, 9)
        }
      }),
      { numRuns: 1000 },
    )
    expect(reached).toBeGreaterThan(500)
  })

  it('comes sooner if a higher probability that the customer is still active is required', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, anyTheta, anyTheta, (params, history, p, q) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)]
        expect(aliveThreshold(params, history, high)).toBeLessThanOrEqual(
          aliveThreshold(params, history, low),
        )
      }),
    )
  })

  it('comes sooner after a weekly rhythm than after a yearly one', () => {
    const threshold = (x: number, tx: number) => aliveThreshold(CDNOW, { x, tx }, 0.5) - tx
    expect(threshold(20, 20)).toBeLessThan(5)
    expect(threshold(2, 104)).toBeGreaterThan(40)
  })

  it('is the last purchase itself if P(alive) is below theta right after it', () => {
    // 0.64 of those who just bought for the first time are still there.
    expect(probabilityAlive(CDNOW, { x: 0, tx: 0, T: 0 })).toBeCloseTo(0.644, 3)
    expect(aliveThreshold(CDNOW, { x: 0, tx: 0 }, 0.7)).toBe(0)
    expect(aliveThreshold(CDNOW, { x: 0, tx: 0 }, 0.64)).toBeGreaterThan(0)
  })

  it('is beyond all time if hardly anyone buys again, rather than an error', () => {
    expect(aliveThreshold({ ...CDNOW, r: 1e-4 }, { x: 0, tx: 0 }, 0.3)).toBe(Infinity)
  })

  it.each([0, 1, -0.5, 1.5, Number.NaN])('refuses a theta of %d', (theta) => {
    expect(() => aliveThreshold(CDNOW, { x: 0, tx: 0 }, theta)).toThrow(RangeError)
  })
})
