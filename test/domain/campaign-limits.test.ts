import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import { decide } from '../../functions/domain/decide.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { campaign, customer, message, NOON, order, policy, settings } from '../support/given.ts'

const NIGHT = NOON + 11 * HOUR_MS

/** The outcome of the win-back of a customer who has been dormant since `at`. */
const decidedAt = (at: number, changes: Partial<Campaign>, facts = {}) => {
  const [change] = decide(
    customer({ orders: [order('o-1', at - 90 * DAY_MS)], ...facts }),
    at,
    settings({ campaigns: [campaign(changes)], policy: policy() }),
  ).messages.filter(({ before }) => before === undefined)
  return change?.after
}

describe('a campaign that differs from the policy', () => {
  test('that knows no night sends at night', () => {
    expect(decidedAt(NIGHT, {})).toMatchObject({ status: 'deferred', reason: 'quiet-hours' })
    expect(decidedAt(NIGHT, { quietHours: null })).toMatchObject({ status: 'due' })
  })

  test('that keeps longer hours waits for them', () => {
    expect(decidedAt(NOON, {})).toMatchObject({ status: 'due' })
    expect(decidedAt(NOON, { quietHours: { from: '11:00', to: '18:00' } })).toMatchObject({
      status: 'deferred',
      reason: 'quiet-hours',
    })
  })

  test('with a cap of its own counts what other campaigns sent', () => {
    const elsewhere = message(
      { status: 'accepted', locale: 'en', acceptedAt: NOON - DAY_MS, mailerMessageId: 'm' },
      { campaign: 'welcome' },
    )
    const facts = {
      messages: [elsewhere],
      journeys: [
        {
          campaign: 'welcome',
          n: 1,
          startedAt: NOON - DAY_MS,
          start: { kind: 'purchase', orderId: 'o-1' },
        },
      ],
    }
    expect(decidedAt(NOON, {}, facts)).toMatchObject({ status: 'due' })
    expect(decidedAt(NOON, { caps: [{ messages: 1, withinDays: 7 }] }, facts)).toMatchObject({
      status: 'deferred',
      reason: 'cap',
      until: NOON + 6 * DAY_MS,
    })
  })
})
