import { describe, expect, it } from 'vitest'
import {
  capSlotOf,
  claim,
  expire,
  GIVE_UP_AFTER_MS,
  isOpen,
  type MessageOf,
  makeDue,
  type SendOutcome,
  settle,
  wakeOf,
} from '../../functions/domain/message.ts'
import { messageName, stepIdOf } from '../../functions/domain/message-ref.ts'
import { HOUR_MS, MINUTE_MS } from '../../functions/domain/time.ts'
import { message, NOON } from '../support/given.ts'

const due = makeDue(
  message({ status: 'held', reason: 'no-address', until: NOON }),
  { locale: 'en' },
  NOON,
)
const claimed = (repeatable: boolean) => claim(due, { claimId: 'mine', repeatable }, NOON + 1)

describe('a message', () => {
  it('is named by what never changes, the occurrence of a repeat included', () => {
    expect(messageName({ campaign: 'care', n: 2, step: 'tips.11' })).toBe('care#2#tips.11')
    expect(stepIdOf({ step: 'tips.11' })).toBe('tips')
    expect(stepIdOf({ step: 'tips' })).toBe('tips')
  })

  it('keeps nothing of the status before', () => {
    expect(due).toEqual(
      message({ status: 'due', locale: 'en', decidedAt: NOON, relayAt: NOON + HOUR_MS }),
    )
  })

  it('that is claimed counts the attempt and wakes when the lease ends', () => {
    expect(claimed(false).attempt).toBe(1)
    expect(wakeOf(claimed(false))).toBe(NOON + 1 + 5 * MINUTE_MS)
    expect(isOpen(claimed(false))).toBe(false)
  })

  it('whose sender vanished is due again only if the mailer knows a repeat', () => {
    expect(expire(claimed(true), NOON + 9)).toMatchObject({ status: 'due', attempt: 1 })
    expect(expire(claimed(false), NOON + 9)).toMatchObject({
      status: 'unknown',
      claimedAt: NOON + 1,
      at: NOON + 9,
      attempt: 1,
    })
  })

  it.each<[SendOutcome, string, number | undefined, number | undefined, boolean]>([
    [{ outcome: 'accepted', mailerMessageId: 'm' }, 'accepted', NOON + 2, undefined, false],
    [{ outcome: 'refused', reason: 'no such address' }, 'refused', undefined, undefined, false],
    [{ outcome: 'parked', reason: 'quota', until: NOON + 7 }, 'parked', undefined, NOON + 7, true],
    [{ outcome: 'unknown' }, 'unknown', NOON + 1, NOON + 1 + GIVE_UP_AFTER_MS, false],
  ])('settled by %j', (said, status, slot, wake, open) => {
    const settled = settle(claimed(false), said, NOON + 2)
    expect(settled.status).toBe(status)
    expect(capSlotOf(settled)).toBe(slot)
    expect(wakeOf(settled)).toBe(wake)
    expect(isOpen(settled)).toBe(open)
    expect(settled.putOff).toBe(status === 'parked')
  })

  it('of service occupies no cap', () => {
    const service: MessageOf<'due'> = { ...due, marketing: false }
    expect(capSlotOf(due)).toBe(NOON)
    expect(capSlotOf(service)).toBeUndefined()
  })
})
