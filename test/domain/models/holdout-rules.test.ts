import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliveThreshold } from '../../../functions/domain/models/alive-threshold.ts'
import {
  bestFixedDays,
  compareRules,
  type JudgedCustomer,
} from '../../../functions/domain/models/holdout-rules.ts'
import * as mbg from '../../../functions/domain/models/mbg-nbd.ts'
import { anyBetaGeometric, anyHistory } from './any-buyers.ts'

const POLICY = { theta: 0.5, minDays: 30, maxDays: 365, fixedDays: 90 }

const judged = (daysSinceLast: number, alive: number, cameBack: boolean): JudgedCustomer => ({
  daysSinceLast,
  alive,
  cameBack,
})

const anyJudged = fc.array(
  fc.record({
    daysSinceLast: fc.nat({ max: 400 }),
    alive: fc.double({ min: 0, max: 1, noNaN: true }),
    cameBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
)

describe('dormancy rules compared', () => {
  it('say of a shop of four who is dormant, who came back all the same, and how often they were right', () => {
    const four = [
      judged(100, 0.9, true),
      judged(10, 0.2, false),
      judged(40, 0.4, false),
      judged(400, 0.6, true),
    ]
    expect(compareRules(four, POLICY)).toEqual({
      customers: 4,
      fallbacks: 0,
      personal: { dormant: 2, cameBack: 0, accuracy: 1 },
      personalBounded: { dormant: 2, cameBack: 1, accuracy: 0.5 },
      personalHindsight: { threshold: 0.4, dormant: 2, cameBack: 0, accuracy: 1 },
      fixed: { dormant: 2, cameBack: 2, accuracy: 0 },
      fixedHindsight: { threshold: 10, dormant: 4, cameBack: 2, accuracy: 0.5 },
      allDormant: { dormant: 4, cameBack: 2, accuracy: 0.5 },
      auc: { alive: 1, recency: 0 },
    })
  })

  it('have a personal one by P(alive), which agrees with its threshold in days', () => {
    fc.assert(
      fc.property(anyBetaGeometric, anyHistory, (params, history) => {
        const threshold = aliveThreshold(params, history, 0.5) - history.tx
        const daysSinceLast = history.T - history.tx
        fc.pre(Math.abs(daysSinceLast - threshold) > 1e-6)
        const alive = mbg.probabilityAlive(params, history)
        const { personal } = compareRules([{ daysSinceLast, alive, cameBack: false }], POLICY)
        expect(personal.dormant).toBe(daysSinceLast >= threshold ? 1 : 0)
      }),
    )
  })

  it('have no number of days that is better than the best in hindsight', () => {
    fc.assert(
      fc.property(anyJudged, fc.nat({ max: 500 }), (customers, fixedDays) => {
        const rules = compareRules(customers, { ...POLICY, fixedDays })
        const { fixedHindsight, personalHindsight } = rules
        expect(fixedHindsight.accuracy).toBeGreaterThanOrEqual(rules.fixed.accuracy)
        expect(fixedHindsight.accuracy).toBeGreaterThanOrEqual(rules.allDormant.accuracy)
        expect(personalHindsight?.accuracy).toBeGreaterThanOrEqual(rules.personal.accuracy)
        const again = compareRules(customers, { ...POLICY, fixedDays: fixedHindsight.threshold })
        expect({ threshold: fixedHindsight.threshold, ...again.fixed }).toEqual(fixedHindsight)
      }),
    )
  })

  it('leave the personal rule to the fixed one if there was no model to use', () => {
    const customers = [{ daysSinceLast: 100, cameBack: false }, judged(10, 0.9, true)]
    const { fallbacks, personal, personalBounded, personalHindsight, auc } = compareRules(
      customers,
      POLICY,
    )
    expect({ fallbacks, personal, personalBounded }).toEqual({
      fallbacks: 1,
      personal: { dormant: 1, cameBack: 0, accuracy: 1 },
      personalBounded: { dormant: 1, cameBack: 0, accuracy: 1 },
    })
    expect({ personalHindsight, auc }).toEqual({ auc: { recency: 1 } })
  })

  it('judge each instant by the days that were best before it', () => {
    const customers = [
      { ...judged(20, 1, false), bestDaysBefore: 10 },
      { ...judged(20, 1, true), bestDaysBefore: 30 },
    ]
    expect(compareRules(customers, POLICY).fixedBefore).toEqual({
      thresholds: [10, 30],
      dormant: 1,
      cameBack: 0,
      accuracy: 1,
    })
    const [first] = customers
    const unknown = [first as JudgedCustomer, judged(20, 1, true)]
    expect(compareRules(unknown, POLICY).fixedBefore).toBeUndefined()
  })

  it('call no customer dormant if that is best', () => {
    const customers = [judged(5, 0.9, true), judged(300, 0.9, true)]
    expect(bestFixedDays(customers)).toBe(Number.POSITIVE_INFINITY)
    expect(() => bestFixedDays([])).toThrow(RangeError)
  })
})
