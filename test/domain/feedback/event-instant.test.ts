import { describe, expect, it } from 'vitest'
import { boundedInstant } from '../../../functions/domain/feedback/event-instant.ts'
import { days, message, NOON } from '../../support/given.ts'

const accepted = message({
  status: 'accepted',
  locale: 'en',
  acceptedAt: NOON,
  mailerMessageId: 'ses-1',
})
const claimedAt = NOON + 5
const unknown = message({
  status: 'unknown',
  locale: 'en',
  claimedAt,
  at: NOON + 9,
  giveUpAt: NOON + days(3),
})

describe('the instant of an event', () => {
  it('is kept between the sending and now', () => {
    expect(boundedInstant(NOON + 7, accepted, NOON + 9)).toBe(NOON + 7)
  })

  it('is no earlier than its mail was accepted, or claimed, or fell due', () => {
    expect(boundedInstant(0, accepted, NOON + 9)).toBe(NOON)
    expect(boundedInstant(0, unknown, NOON + 9)).toBe(claimedAt)
    const settled = { ...accepted, settledBy: 'event' } as const
    expect(boundedInstant(0, settled, NOON + 9)).toBe(settled.dueAt)
  })

  it('is no later than now, also of a message that cannot be read', () => {
    expect(boundedInstant(NOON + days(400), accepted, NOON + 9)).toBe(NOON + 9)
    expect(boundedInstant(NOON + days(400), undefined, NOON + 9)).toBe(NOON + 9)
    // Its sender's clock was ahead: an opt-out of tomorrow would not hold today.
    expect(boundedInstant(NOON, accepted, NOON - 9)).toBe(NOON - 9)
  })
})
