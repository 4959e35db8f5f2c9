import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../functions/demo/random.ts'
import { chanceToBuyAgain } from '../../../functions/domain/models/chance-to-buy-again.ts'
import { fitTransactions } from '../../../functions/domain/models/fit-transactions.ts'
import {
  LEAST_AUTO_CHANCE,
  learnChance,
  type PersonalRule,
} from '../../../functions/domain/models/learned-chance.ts'
import { mbgNbd } from '../../../functions/domain/models/mbg-nbd.ts'
import { tallyHistories } from '../../../functions/domain/models/tally.ts'
import type { CountedHistory } from '../../../functions/domain/models/transaction-model.ts'
import { mbgNbdBuyer, simulateBuyers } from '../../support/simulate-buyers.ts'
import { cdnowCalibration, noCdnow } from './cdnow.ts'

const SHOP = { r: 0.6, alpha: 30, a: 0.9, b: 2 }
const RULE: PersonalRule = {
  chance: 'auto',
  withinDays: 90,
  minDays: 30,
  maxDays: 180,
  fixedDays: 90,
}
const NONE = { customers: 0, cameBack: 0 }
const buyers = (count: number): readonly CountedHistory[] =>
  simulateBuyers(mbgNbdBuyer, SHOP, { buyers: count, youngest: 100, oldest: 500 }, randomOf('auto'))
const bought = (x: number, tx: number, T: number, customers = 1) => ({ x, tx, T, customers })

describe('what a fit says of the chance to buy again', () => {
  it('calls as many customers dormant as the fixed days, unless that takes less than a quarter', () => {
    const histories = buyers(2_000)
    for (const fixedDays of [20, 90, 300]) {
      const { auto } = learnChance(SHOP, histories, { ...RULE, fixedDays }, NONE).learned
      const inactive = histories.filter(({ tx, T }) => T - tx >= fixedDays).length
      const dormant = histories.filter((one) => chanceToBuyAgain(SHOP, one, 90) <= auto).length
      if (auto > LEAST_AUTO_CHANCE) expect(Math.abs(dormant - inactive)).toBeLessThan(5)
      else expect(dormant).toBeGreaterThanOrEqual(inactive)
    }
  })

  it('is a chance to decide by where everybody is almost certain to come back', () => {
    const loyal = { r: 20, alpha: 50, a: 1e-9, b: 3 }
    const rule = { ...RULE, withinDays: 3_650, fixedDays: 1 }
    const { auto } = learnChance(loyal, [bought(100, 300, 302)], rule, NONE).learned
    expect(auto).toBeGreaterThan(0.9)
    expect(auto).toBeLessThan(1)
  })

  it('is the same for customers counted together and one by one', () => {
    const alone = [...buyers(50), ...buyers(50)]
    const together = buyers(50).map((one) => ({ ...one, customers: 2 }))
    expect(learnChance(SHOP, together, RULE, NONE)).toEqual(learnChance(SHOP, alone, RULE, NONE))
  })

  it('keeps fixed days for single purchases that come back more often than the model expects', () => {
    const histories = buyers(500)
    const slow = { ...SHOP, alpha: 300 }
    const kept = (customers: number, cameBack: number, rule = RULE) =>
      learnChance(slow, histories, rule, { customers, cameBack }).learned.boughtOnce
    expect(kept(100, 40)).toBe('fixed')
    expect(kept(100, 10)).toBe('personal')
    // Too few to know.
    expect(kept(20, 15)).toBe('personal')
    // There is no time between the two limits.
    expect(kept(100, 40, { ...RULE, fixedDays: 30 })).toBe('personal')
  })

  it('says which share of the customers is at a bound', () => {
    const histories = [bought(0, 0, 400, 3), bought(200, 200, 200), bought(0, 0, 10, 4)]
    const at = (rule: Partial<PersonalRule>) =>
      learnChance(SHOP, histories, { ...RULE, ...rule }, NONE).learned.atBounds
    expect(at({ minDays: 179 })?.least).toBe(1)
    expect(at({ minDays: 1, maxDays: 2 })?.most).toBe(1)
    expect(at({ chance: 0.9, minDays: 1 })).toEqual({ least: 7 / 8, most: 0 })
  })

  it('says that the horizon is too short for repeat buyers, and from which on it is not', () => {
    const yearly = { r: 20, alpha: 20 * 365, a: 0.5, b: 5 }
    const histories = [bought(3, 1_095, 1_200, 10), bought(1, 365, 500, 10)]
    const short = learnChance(yearly, histories, RULE, NONE)
    expect(short.reasons).toContain('horizon-too-short')
    const better = short.learned.betterWithinDays ?? 0
    expect(better).toBeGreaterThan(200)
    const long = learnChance(yearly, histories, { ...RULE, withinDays: better }, NONE)
    expect(long.reasons).not.toContain('horizon-too-short')
    expect(long.learned).not.toHaveProperty('betterWithinDays')
    const medianOf = (days: number) =>
      chanceToBuyAgain(yearly, { x: 1, tx: 365, T: 365 }, days) >= 0.5 &&
      chanceToBuyAgain(yearly, { x: 3, tx: 1_095, T: 1_095 }, days) >= 0.5
    expect(medianOf(better)).toBe(true)
    expect(medianOf(better - 1)).toBe(false)
  })

  it('says that customers are alike, so that fixed days do as well', () => {
    const { reasons } = learnChance(SHOP, [bought(2, 60, 70, 99), bought(2, 60, 71, 9)], RULE, NONE)
    expect(reasons).toEqual(['customers-alike'])
    expect(learnChance(SHOP, buyers(500), RULE, NONE).reasons).toEqual([])
  })

  it.skipIf(noCdnow)(`is a quarter on CDNOW, by as many .24598${noCdnow}`, () => {
    const weeks = cdnowCalibration().histories
    const tally = tallyHistories()
    for (const { x, tx, T, customers } of weeks)
      tally.add({ x, tx: Math.round(7 * tx), T: Math.round(7 * T) }, customers)
    const histories = tally.entries()
    const fit = fitTransactions(mbgNbd, histories, { unit: 'days', prior: 'usual' })
    const { params } = fit.estimate ?? {}
    if (!params) throw new Error('not fitted')
    expect(params.r).toBeCloseTo(0.5222, 3)
    expect(params.alpha).toBeCloseTo(43.161, 1)
    expect(params.a).toBeCloseTo(0.8974, 3)
    expect(params.b).toBeCloseTo(1.6357, 3)
    expect(learnChance(params, histories, RULE, NONE).learned.auto).toBe(0.25)
    const inactive = histories
      .filter(({ tx, T }) => T - tx >= 90)
      .reduce((sum, { customers }) => sum + customers, 0)
    const chances = histories
      .flatMap((one) => Array(one.customers).fill(chanceToBuyAgain(params, one, 90)))
      .sort((one, other) => one - other)
    expect(chances[inactive - 1]).toBeCloseTo(0.24598, 4)
  })
})
