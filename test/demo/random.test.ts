import { describe, expect, it } from 'vitest'
import { beta, exponential, gamma, pickWeighted, randomOf } from '../../functions/demo/random.ts'

const draws = (count: number, draw: () => number): readonly number[] =>
  Array.from({ length: count }, draw)
const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length
const varianceOf = (numbers: readonly number[]): number => {
  const mean = meanOf(numbers)
  return meanOf(numbers.map((number) => (number - mean) ** 2))
}

describe('seeded chance', () => {
  it('repeats itself for the same key and not for another', () => {
    expect(draws(50, randomOf('a'))).toEqual(draws(50, randomOf('a')))
    expect(draws(50, randomOf('a'))).not.toEqual(draws(50, randomOf('b')))
  })

  it('is even over [0, 1), also across the first draws of neighbouring keys', () => {
    for (const numbers of [
      draws(50_000, randomOf('one stream')),
      Array.from({ length: 50_000 }, (_, i) => randomOf(`7/customer/${i}`)()),
    ]) {
      const tenths = Array.from({ length: 10 }, () => 0)
      for (const number of numbers) {
        const tenth = Math.floor(number * 10)
        tenths[tenth] = (tenths[tenth] ?? 0) + 1
      }
      // Chi-squared with nine degrees of freedom: above 27.9 once in a thousand.
      expect(tenths.reduce((sum, seen) => sum + (seen - 5_000) ** 2 / 5_000, 0)).toBeLessThan(27.9)
    }
  })

  it('has the means and variances of the distributions it is named after', () => {
    const random = randomOf('moments')
    const gammas = draws(50_000, () => gamma(random, 1.6, 2))
    expect(meanOf(gammas)).toBeCloseTo(3.2, 1)
    expect(varianceOf(gammas) / 6.4).toBeCloseTo(1, 1)
    const small = draws(50_000, () => gamma(random, 0.5, 2))
    expect(meanOf(small)).toBeCloseTo(1, 1)
    expect(varianceOf(small) / 2).toBeCloseTo(1, 1)
    const betas = draws(50_000, () => beta(random, 0.9, 4.6))
    expect(meanOf(betas)).toBeCloseTo(0.9 / 5.5, 2)
    expect(meanOf(draws(50_000, () => exponential(random, 4)))).toBeCloseTo(4, 0)
  })

  it('picks in proportion to weight and never what weighs nothing', () => {
    const random = randomOf('weights')
    const picked = draws(20_000, () => pickWeighted(random, [1, 0, 3], (weight) => weight))
    expect(picked).not.toContain(0)
    expect(picked.filter((weight) => weight === 3).length / picked.length).toBeCloseTo(0.75, 1)
    expect(() => pickWeighted(random, [], () => 1)).toThrow(RangeError)
  })
})
