import { describe, expect, it } from 'vitest'
import { thresholdFor } from '../../functions/domain/dormancy.ts'
import { keptModels, modelInForce, type ShopModel } from '../../functions/domain/shop-model.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { days, NOON, settings } from '../support/given.ts'

const WEEKS = 10 * 52

const fitted = (version: number): ShopModel => ({
  version,
  from: NOON - days(7 * (WEEKS - version)) + 60_000,
  fittedAt: NOON - days(7 * (WEEKS - version)),
  customers: 1_234_567,
  reasons: [],
  quintiles: {
    recencyDays: [12.345678901234567, 45.67890123456789, 120.34567890123456, 300.1234567890123],
    purchases: [1, 1, 2, 5],
    monetaryMinor: [1_999, 4_999, 9_999, 25_999],
  },
  spend: { p: 6.249893729274658, q: 3.744230127334595, gamma: 15.447329998016357 },
  spendReasons: [],
  verdict: 'fitted',
  params: {
    r: 0.24259400367736816 + version / 1e6,
    alpha: 4.413541793823242,
    a: 0.7929236888885498,
    b: 2.4258978366851807,
  },
  chance: {
    withinDays: 90,
    auto: 0.302418,
    boughtOnce: 'personal',
    atBounds: { least: 0.6234567890123457, most: 0.01234567890123457 },
    betterWithinDays: 365,
  },
})

describe('ten years of weekly models', () => {
  const all = Array.from({ length: WEEKS }, (_, i) => fitted(i + 1))
  const kept = keptModels(all, NOON)

  it('fit well into the one row that every decision reads', () => {
    expect(JSON.stringify(kept).length).toBeLessThan(180_000)
  })

  it('judge customers who bought under any of them as before', () => {
    for (const own of [{ theta: 0.5 }, { chance: 'auto' as const }]) {
      const personalThreshold = { ...own, minDays: 1, maxDays: 3_000 }
      const policy = { ...settings().policy, personalThreshold }
      for (const { from } of all) {
        const rhythm = { first: from - 200 * DAY_MS, last: from + DAY_MS, days: 4 }
        expect(thresholdFor(rhythm, policy, kept)).toEqual(thresholdFor(rhythm, policy, all))
      }
    }
  })

  it('keep their forecasts for a year and a month', () => {
    const inForce = (ago: number) => modelInForce(kept, NOON - days(ago))
    for (const ago of [0, 7, 365]) expect(inForce(ago)).toEqual(modelInForce(all, NOON - days(ago)))
    expect(inForce(500)).not.toHaveProperty('quintiles')
    expect(inForce(500)).not.toHaveProperty('spend')
    expect(inForce(500)).not.toHaveProperty('chance.atBounds')
  })
})
