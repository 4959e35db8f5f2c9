import { describe, expect, it } from 'vitest'
import { compareTiming, type Inactivity } from '../../../functions/domain/models/holdout-timing.ts'

const NEVER = Number.POSITIVE_INFINITY
const RULE = { withinDays: 90, mostDays: 180 }

const inactivity = (customer: number, gapDays: number, ownDays: number): Inactivity => ({
  ...{ customer, gapDays, ownDays },
})

describe('the timing of rules', () => {
  it('counts a flag only if no purchase came by then, and wastes it if one follows within the horizon', () => {
    const found = compareTiming(
      [
        inactivity(0, 40, 40), // bought on the very day
        inactivity(1, 41, 40), // wasted
        inactivity(2, 130, 40), // wasted on the last day
        inactivity(3, 131, 40), // too late to be a waste, and no lapse either
        inactivity(4, 270, 40), // the last day that is watched
        inactivity(5, 271, 60), // lapsed
        inactivity(6, NEVER, 100), // lapsed
      ],
      RULE,
    )
    expect(found).toMatchObject({
      inactivities: 7,
      lapses: 2,
      own: { flags: 6, wasted: 2 / 6, meanDays: 80 },
      sameDays: { days: 80, meanDays: 80, flags: 5, wasted: 2 / 5 },
      asMany: { flags: 6 },
    })
  })

  it('shows a rule that knows each rhythm to waste less than fixed days with the same mean', () => {
    // Those who buy every ten days are flagged after 20, those of every 100 days after 120.
    const all = Array.from({ length: 300 }, (_, i) => {
      const isFast = i % 2 === 0
      const gap = i % 10 === 8 || i % 10 === 9 ? NEVER : isFast ? 5 + (i % 14) : 70 + (i % 45)
      return inactivity(i, gap, isFast ? 20 : 120)
    })
    const found = compareTiming(all, RULE)
    expect(found?.own.wasted).toBe(0)
    expect(found?.sameDays.days).toBe(70)
    expect(found?.sameDays.waste.high).toBeLessThan(0)
    expect(found?.asMany.delay.high).toBeLessThan(0)
  })

  it('is not measured where nothing was flagged, or no customer lapsed', () => {
    expect(compareTiming([], RULE)).toBeUndefined()
    expect(compareTiming([inactivity(0, 50, 40)], RULE)).toBeUndefined()
    expect(compareTiming([inactivity(0, 30, 40)], RULE)).toBeUndefined()
  })
})
