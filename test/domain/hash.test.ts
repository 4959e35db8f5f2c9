import { describe, expect, it } from 'vitest'
import { spread } from '../../functions/domain/hash.ts'

describe('spreading by hash', () => {
  it.each([
    ['customers', (i: number) => `acme/c-${i}`],
    ['customers of one campaign', (i: number) => `acme/${1_000_000 + i}/win-back`],
    ['a few letters', (i: number) => i.toString(36)],
    ['long names with a common front', (i: number) => `${'x'.repeat(200)}${i}`],
    ['other alphabets', (i: number) => `店/客-${i}`],
  ])('is even over [0, 1) for %s', (_, nameOf) => {
    const bins = new Array<number>(50).fill(0)
    for (let i = 0; i < 50_000; i++) {
      const at = spread(nameOf(i))
      expect(at >= 0 && at < 1).toBe(true)
      const bin = Math.floor(at * 50)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    const chiSquared = bins.reduce((sum, seen) => sum + (seen - 1_000) ** 2 / 1_000, 0)
    // 49 degrees of freedom: above 94 once in ten thousand.
    expect(chiSquared).toBeLessThan(94)
  })

  it('is the same every time', () => {
    expect(spread('acme/c-17')).toBe(spread('acme/c-17'))
    expect(spread('acme/c-17')).not.toBe(spread('acme/c-71'))
  })
})
