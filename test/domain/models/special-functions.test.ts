import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedWhileStaying } from '../../../functions/domain/models/beta-geometric.ts'
import { hypergeometric } from '../../../functions/domain/models/hypergeometric.ts'
import { logBeta, logGamma, logGammaRatio } from '../../../functions/domain/models/log-gamma.ts'
import {
  HYPERGEOMETRIC,
  LOG_BETA,
  LOG_GAMMA,
  LOG_GAMMA_RATIO,
  WHILE_STAYING,
} from './known-values.ts'

/** Relative where the value is large, absolute where it is near zero. */
function expectWithin(tolerance: number, actual: number, known: number): void {
  expect(Math.abs(actual - known) / Math.max(1, Math.abs(known))).toBeLessThan(tolerance)
}

const positive = (max: number) => fc.double({ min: 1e-3, max, noNaN: true })

describe('the logarithm of the gamma function', () => {
  it.each(LOG_GAMMA)('of %d is %d', (x, known) => {
    expectWithin(4e-15, logGamma(x), known)
  })

  it('has the factorials', () => {
    let factorial = 1
    for (let n = 1; n <= 20; n++) {
      expectWithin(4e-15, logGamma(n), Math.log(factorial))
      factorial *= n
    }
  })

  it.each(LOG_GAMMA_RATIO)('of %d and of %d more differ by %d', (x, d, known) => {
    expect(Math.abs(logGammaRatio(x, d) - known)).toBeLessThanOrEqual(2e-14 * Math.abs(known))
  })

  it.each(LOG_BETA)('makes the beta function of %d and %d e to the %d', (a, b, known) => {
    expectWithin(2e-14, logBeta(a, b), known)
    expectWithin(2e-14, logBeta(b, a), known)
  })
})

describe('the hypergeometric function', () => {
  it.each(HYPERGEOMETRIC)('of 1, %d; %d at %d is %d', (b, c, z, known) => {
    expect(Math.abs(hypergeometric(b, c, z) / known - 1)).toBeLessThan(1e-11)
  })

  it('keeps its recurrence (DLMF 15.5.11) everywhere between the ways it is computed', () => {
    // With one upper parameter 1: F(b, c) = 1 + z b/c F(b + 1, c + 1).
    const z = fc.oneof(
      fc.double({ min: 0, max: 0.9999999, noNaN: true }),
      fc.double({ min: -1e6, max: 0, noNaN: true }),
      fc.double({ min: 1e-9, max: 0.02, noNaN: true }).map((rest) => 1 - rest),
    )
    fc.assert(
      fc.property(positive(60), positive(60), z, (b, more, at) => {
        const c = b + 1 + more
        const [here, next] = [hypergeometric(b, c, at), hypergeometric(b + 1, c + 1, at)]
        const other = ((at * b) / c) * next
        expect(Math.abs(here - 1 - other)).toBeLessThan(1e-9 * (1 + here + Math.abs(other)))
      }),
    )
  })
})

describe('the purchases to expect of someone who tosses a coin after each', () => {
  it.each(WHILE_STAYING)(
    'are the paper’s for r %d, α %d, a %d, b %d in %d: %d',
    (r, alpha, a, b, t, known) => {
      expect(Math.abs(expectedWhileStaying({ r, alpha, a, b }, t) / known - 1)).toBeLessThan(1e-11)
    },
  )

  it('are none in no time, and those of the rate alone if no customer leaves', () => {
    expect(expectedWhileStaying({ r: 0.5, alpha: 7, a: 1, b: 2 }, 0)).toBe(0)
    expect(expectedWhileStaying({ r: 0.5, alpha: 7, a: 1e-12, b: 2 }, 70)).toBeCloseTo(5, 10)
  })

  it('are computed even if buying nothing is less likely than the smallest number there is', () => {
    const loyal = { r: 1_000.5, alpha: 1_045, a: 1e-12, b: 1_000 }
    expect(expectedWhileStaying(loyal, 3_650)).toBeCloseTo((1_000.5 / 1_045) * 3_650, 5)
  })

  it('are NaN for an invalid parameter, instead of never ending', () => {
    expect(expectedWhileStaying({ r: Number.NaN, alpha: 7, a: 1, b: 2 }, 9)).toBeNaN()
    expect(expectedWhileStaying({ r: 1, alpha: 7, a: Number.NaN, b: 2 }, 9)).toBeNaN()
  })
})
