import { describe, expect, it } from 'vitest'
import { testMoney } from '../../../functions/domain/models/holdout-money.ts'

const one = (expectedMinor: number, actualMinor: number, pastMinor = 100, inactiveDays = 0) => ({
  ...{ expectedMinor, actualMinor, pastMinor, inactiveDays },
})

describe('money that was expected', () => {
  it('is added up, and is off by so much a customer', () => {
    expect(testMoney([one(100.4, 0), one(200, 300)])).toMatchObject({
      customers: 2,
      expectedMinor: 300,
      actualMinor: 300,
      meanAbsoluteErrorMinor: 100,
    })
  })

  it('puts customers in an order, as past spend does that fades with inactivity', () => {
    const found = testMoney([one(30, 3, 100, 200), one(20, 2, 90, 0), one(10, 1, 80, 0)])
    expect(found.rankAgreement).toBeCloseTo(1, 12)
    expect(found.rankAgreementOfRecentSpend).toBeCloseTo(-0.5, 12)
  })

  it('has no order where all are alike', () => {
    expect(testMoney([one(5, 3), one(5, 9)])).not.toHaveProperty('rankAgreement')
  })
})
