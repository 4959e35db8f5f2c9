import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tallyQuintiles } from '../../functions/domain/models/tally-quintiles.ts'
import { type RfmQuintiles, scoresOf } from '../../functions/domain/rfm-scores.ts'
import { days, NOON } from '../support/given.ts'

const quintiles: RfmQuintiles = {
  recencyDays: [10, 30, 60, 120],
  purchases: [1, 1, 1, 3],
  monetaryMinor: [1_000, 2_000, 4_000, 9_000],
}
const scores = (daysAgo: number, purchases: number, monetaryMinor: number) =>
  scoresOf({ lastPurchaseAt: NOON - days(daysAgo), purchases, monetaryMinor }, NOON, quintiles)

describe('RFM scores', () => {
  it.each([
    [0, 1, 0, { recency: 5, frequency: 1, monetary: 1 }],
    [10, 1, 1_000, { recency: 5, frequency: 1, monetary: 1 }],
    [11, 2, 1_001, { recency: 4, frequency: 4, monetary: 2 }],
    [60, 3, 4_000, { recency: 3, frequency: 4, monetary: 3 }],
    [120, 4, 9_000, { recency: 2, frequency: 5, monetary: 4 }],
    [900, 90, 9_001, { recency: 1, frequency: 5, monetary: 5 }],
  ])('bought %i days ago, %i times, for %i', (daysAgo, purchases, minor, expected) => {
    expect(scores(daysAgo, purchases, minor)).toEqual(expected)
  })

  it('part the shop into fifths if no two customers are equal', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(998), { minLength: 5, maxLength: 200 }), (values) => {
        const cuts = tallyQuintiles(values).cuts()
        const monetaryMinor = cuts ?? quintiles.monetaryMinor
        const counts = [0, 0, 0, 0, 0]
        for (const value of values) {
          const rfm = { lastPurchaseAt: NOON, purchases: 1, monetaryMinor: value }
          const { monetary } = scoresOf(rfm, NOON, { ...quintiles, monetaryMinor })
          counts[monetary - 1] = (counts[monetary - 1] ?? 0) + 1
        }
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('quintiles of many values', () => {
  it('are those of the sorted values, to a thousandth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(1_500), fc.nat(2_000_000_000)), { minLength: 1 }),
        (values) => {
          const sorted = values.toSorted((a, b) => a - b)
          const cuts = tallyQuintiles(values).cuts() ?? []
          for (const [i, cut] of cuts.entries()) {
            const exact = sorted[Math.ceil(((i + 1) / 5) * sorted.length - 1e-6) - 1] ?? -1
            expect(cut).toBeGreaterThanOrEqual(exact)
            expect(cut).toBeLessThanOrEqual(exact < 1_000 ? exact : exact * 1.0011)
          }
        },
      ),
    )
  })

  it('count values below zero as zero, and are none without customers', () => {
    expect(tallyQuintiles([-5, 0, 7]).cuts()).toEqual([0, 0, 0, 7])
    expect(tallyQuintiles().cuts()).toBeUndefined()
  })

  it('hold no more bins however many values there are', () => {
    const tally = tallyQuintiles()
    for (let i = 0; i < 300_000; i++) tally.add((i * 7_919) % 1_000_003)
    const [first = 0, , , fourth = 0] = tally.cuts() ?? []
    expect(first / 200_000).toBeCloseTo(1, 2)
    expect(fourth / 800_000).toBeCloseTo(1, 2)
  })
})
