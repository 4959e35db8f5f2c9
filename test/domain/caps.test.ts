import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cap, cappedUntil } from '../../functions/domain/caps.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { days, hours, NOON } from '../support/given.ts'

const fits = (occupied: readonly Instant[], caps: readonly Cap[], at: Instant): boolean =>
  caps.every(
    (cap) =>
      occupied.filter((sent) => sent > at - days(cap.withinDays) && sent <= at).length <
      cap.messages,
  )

describe('caps', () => {
  it('let the next message through exactly when it fits, and not a millisecond earlier', () => {
    const anyOccupied = fc.array(
      fc.nat({ max: 240 }).map((ago) => NOON - hours(ago)),
      { maxLength: 12 },
    )
    const anyCaps = fc.array(
      fc.record({
        messages: fc.integer({ min: 1, max: 4 }),
        withinDays: fc.integer({ min: 1, max: 8 }),
      }),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(anyOccupied, anyCaps, (occupied, caps) => {
        const until = cappedUntil(occupied, caps, NOON)
        if (until === undefined) {
          expect(fits(occupied, caps, NOON)).toBe(true)
          return
        }
        expect(until).toBeGreaterThan(NOON)
        expect(fits(occupied, caps, until)).toBe(true)
        expect(fits(occupied, caps, until - 1)).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })

  it('leave room when a message is exactly as old as the window', () => {
    const caps = [{ messages: 1, withinDays: 7 }]
    expect(cappedUntil([NOON - days(7)], caps, NOON)).toBeUndefined()
    expect(cappedUntil([NOON - days(7) + 1], caps, NOON)).toBe(NOON + 1)
  })
})
