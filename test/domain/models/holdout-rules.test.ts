import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bestFixedDays,
  compareRules,
  type JudgedCase,
} from '../../../functions/domain/models/holdout-rules.ts'

const judged = (
  customer: number,
  inactiveDays: number,
  chance: number,
  cameBack: boolean,
): JudgedCase => ({
  ...{ customer, inactiveDays, chance, cameBack },
  alive: chance,
  isDormant: chance <= 0.3,
})

const anyJudged: fc.Arbitrary<readonly JudgedCase[]> = fc.array(
  fc.record({
    customer: fc.nat({ max: 9 }),
    inactiveDays: fc.nat({ max: 400 }),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
    alive: fc.double({ min: 0, max: 1, noNaN: true }),
    isDormant: fc.boolean(),
    cameBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
)

describe('dormancy rules compared', () => {
  it('say of a shop of four who is dormant, who came back all the same, and how often they were right', () => {
    const four = [
      judged(0, 100, 0.9, true),
      judged(1, 10, 0.2, false),
      judged(2, 40, 0.4, false),
      judged(3, 400, 0.6, true),
    ]
    const { rules, bestFixed, auc, brier, cases, customers, cameBack } = compareRules(four, 90)
    expect({ cases, customers, cameBack }).toEqual({ cases: 4, customers: 4, cameBack: 2 })
    expect(rules.chance).toMatchObject({ dormant: 2, cameBack: 0, right: 1 })
    expect(rules.policy).toMatchObject({ dormant: 1, cameBack: 0, right: 0.75 })
    expect(rules.fixed).toMatchObject({ dormant: 2, cameBack: 2, right: 0 })
    expect(rules.everyone).toMatchObject({ dormant: 4, cameBack: 2, right: 0.5 })
    expect(bestFixed).toEqual({ days: 0, dormant: 4, cameBack: 2, right: 0.5 })
    expect(rules.chance.ahead.value).toBe(0.5)
    expect(auc).toEqual({ chance: 1, alive: 1, recency: 0 })
    expect(brier.base).toBe(0.25)
    expect(brier.chance).toBeCloseTo((0.01 + 0.04 + 0.16 + 0.16) / 4, 12)
  })

  it('find the fixed days that no other number beats', () => {
    fc.assert(
      fc.property(anyJudged, fc.nat({ max: 420 }), (cases, days) => {
        const { bestFixed, rules } = compareRules(cases, days)
        expect(bestFixed.days).toBe(bestFixedDays(cases))
        expect(bestFixed.right).toBeGreaterThanOrEqual(rules.fixed.right)
        expect(bestFixed.right).toBeGreaterThanOrEqual(rules.everyone.right)
        expect(rules.fixed.ahead.value).toBeCloseTo(rules.fixed.right - bestFixed.right, 12)
      }),
      { numRuns: 15 },
    )
  })

  it('never call anyone dormant after infinite days, where all come back', () => {
    expect(bestFixedDays([{ inactiveDays: 9, cameBack: true }])).toBe(Number.POSITIVE_INFINITY)
  })

  it('are sure of a difference that many customers show, and not of one that a few repeat', () => {
    // 60 days say nothing here; the chance says it all.
    const cases = Array.from({ length: 200 }, (_, i) =>
      judged(i, 60 + (i % 7), i % 2 === 0 ? 0.9 : 0.1, i % 2 === 0),
    )
    const { ahead } = compareRules(cases, 90).rules.chance
    expect(ahead.low).toBeGreaterThan(0.3)
    const ofFew = cases.map((one) => ({ ...one, customer: one.customer % 4 }))
    const { low, high } = compareRules(ofFew, 90).rules.chance.ahead
    expect(high - low).toBeGreaterThan(2 * (ahead.high - ahead.low))
  })

  it('have no AUC where all came back', () => {
    expect(compareRules([judged(0, 3, 0.5, true)], 90).auc).toBeUndefined()
  })

  it('need a case', () => {
    expect(() => compareRules([], 90)).toThrow(RangeError)
  })
})
