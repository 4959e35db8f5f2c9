import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intakeIsLate, intakeIsNews, withIntakeDay } from '../../functions/domain/intake.ts'
import { DAY_MS } from '../../functions/domain/time.ts'

const DAILY = [100, 101, 102, 103, 104]
const WEEKLY = [100, 107, 114, 121, 128]

describe("the shop's intake of purchases", () => {
  it.each([
    ['daily, two whole days missing', DAILY, 107, true],
    ['daily, a millisecond less', DAILY, 107 - 1 / DAY_MS, false],
    ['weekly, on its day', WEEKLY, 135, false],
    ['weekly, the day after its day is over', WEEKLY, 137, true],
    ['weekly, a millisecond less', WEEKLY, 137 - 1 / DAY_MS, false],
    ['too young a shop', [100, 101, 102, 103], 900, false],
    ['no purchase at all', [], 900, false],
    ['days that lie ahead', [...DAILY, 900], 107, true],
  ])('is compared with its usual rhythm: %s', (_, days, day, expected) => {
    expect(intakeIsLate(days, Math.round(day * DAY_MS))).toBe(expected)
  })

  it('once late stays late until a purchase arrives, and then is not', () => {
    const anyDays = fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 5, maxLength: 35 })
    fc.assert(
      fc.property(anyDays, fc.nat({ max: 200 }), fc.nat({ max: 50 }), (unsorted, day, more) => {
        const days = unsorted.toSorted((a, b) => a - b)
        const now = (60 + day) * DAY_MS
        fc.pre(intakeIsLate(days, now))
        expect(intakeIsLate(days, now + more * DAY_MS)).toBe(true)
        expect(intakeIsLate(withIntakeDay(days, now), now)).toBe(false)
      }),
    )
  })

  it('is noted once a day and kept for five weeks, in order', () => {
    const now = 110 * DAY_MS + 5
    expect(intakeIsNews(DAILY, now)).toBe(true)
    const noted = withIntakeDay(DAILY, now)
    expect(noted).toEqual([...DAILY, 110])
    expect(intakeIsNews(noted, now + DAY_MS - 6)).toBe(false)
    const many = Array.from({ length: 40 }, (_, i) => i)
    expect(withIntakeDay(many, now)).toHaveLength(35)
  })
})
