import { describe, expect, it } from 'vitest'
import { decide } from '../../functions/domain/decide.ts'
import { messageName, parseMessageName } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { nextEpoch, nextJourneyNumber, type Restore } from '../../functions/domain/restore.ts'
import { applyDecision } from '../support/apply-decision.ts'
import {
  campaign,
  consent,
  customer,
  days,
  hours,
  NOON,
  order,
  policy,
  settings,
} from '../support/given.ts'

const RESTORED_AT = NOON
const LOST_FROM = NOON - days(1)
const unproven: Restore = {
  ...{ epoch: 2, lostFrom: LOST_FROM, restoredAt: RESTORED_AT, optOuts: 'unknown' },
}
const proven: Restore = { ...unproven, optOuts: 'journal' }
const confirmed: Restore = { ...unproven, confirmedAt: NOON + hours(1) }
const imported: Restore = { ...confirmed, optOuts: 'imported' }

const shopWith = (restore: Restore | undefined, kind: 'marketing' | 'service'): Settings =>
  settings({
    campaigns: [campaign({ id: 'welcome', kind, start: { kind: 'purchase' }, reentryAfterMs: 0 })],
    policy: policy({ quietHours: null }),
    ...(restore && { restore }),
  })
const buyer = (paidAt: number, agreedAt = NOON - days(9)) =>
  customer({
    profile: { email: 'c@example.org', locale: 'en', country: 'GB', updatedAt: 0 },
    consents: [consent(agreedAt, { source: 'form' })],
    orders: [order('o1', paidAt)],
  })
const outcome = (facts: ReturnType<typeof buyer>, at: number, shop: Settings) =>
  decide(facts, at, shop).messages.map(({ after }) => [
    after.n,
    'reason' in after ? `${after.status} ${after.reason}` : after.status,
  ])
/** With a journey that started, and a message that was held, before the copy was taken. */
const heldBefore = (kind: 'marketing' | 'service') => {
  const facts = { ...buyer(LOST_FROM - hours(1)), profile: { updatedAt: 0 } }
  const held = applyDecision(facts, decide(facts, LOST_FROM - hours(1), shopWith(undefined, kind)))
  return { ...held, profile: buyer(0).profile as NonNullable<ReturnType<typeof buyer>['profile']> }
}

describe('a restore that nothing proves', () => {
  it('skips marketing that fell due before it, which may have been sent', () => {
    const shop = shopWith(unproven, 'marketing')
    expect(outcome(heldBefore('marketing'), NOON + 1, shop)).toEqual([[1, 'skipped restored']])
  })

  it.each([
    [undefined, 'held restored'],
    ['send', 'due'],
    ['skip', 'skipped restored'],
  ] as const)('leaves service mail that fell due before it to a person: %s', (service, status) => {
    const restore = { ...confirmed, ...(service && { service }) }
    const shop = shopWith(service ? restore : unproven, 'service')
    expect(outcome(heldBefore('service'), NOON + hours(2), shop)).toEqual([[1, status]])
  })

  it('waits for that person as long as for any other step, and no less', () => {
    const facts = heldBefore('service')
    const shop = shopWith(unproven, 'service')
    const held = applyDecision(facts, decide(facts, NOON, shop))
    expect(outcome(held, NOON + days(3) - 1, shop)).toEqual([])
    expect(outcome(held, NOON + days(3), shop)).toEqual([[1, 'skipped stale-restored']])
  })

  it('starts nothing for a cause from before it, such as an order that is posted again', () => {
    for (const restore of [unproven, confirmed, imported])
      expect(outcome(buyer(LOST_FROM + 1), NOON + 1, shopWith(restore, 'marketing'))).toEqual([])
  })

  it.each([
    ['before it is confirmed', unproven, NOON - days(9), 'held restored'],
    ['before it is confirmed, even who agrees now', unproven, NOON + 1, 'held restored'],
    ['once it is confirmed', confirmed, NOON - days(9), 'held consent-before-restore'],
    ['once it is confirmed, who agrees after it', confirmed, NOON + 1, 'due'],
    ['once all opt-outs are imported', imported, NOON - days(9), 'due'],
  ] as const)('decides about marketing for a later cause: %s', (_what, restore, agreedAt, is) => {
    const facts = buyer(NOON + 1, agreedAt)
    expect(outcome(facts, NOON + 2, shopWith(restore, 'marketing'))).toEqual([[2001, is]])
  })

  it('lets service mail for a later cause go out', () => {
    expect(outcome(buyer(NOON + 1), NOON + 2, shopWith(unproven, 'service'))).toEqual([
      [2001, 'due'],
    ])
  })
})

describe('a restore that is proven', () => {
  it('changes nothing but the numbers of new journeys', () => {
    expect(outcome(heldBefore('marketing'), NOON + 1, shopWith(proven, 'marketing'))).toEqual([
      [1, 'due'],
    ])
    expect(outcome(buyer(LOST_FROM + 1), NOON + 1, shopWith(proven, 'marketing'))).toEqual([
      [2001, 'due'],
    ])
  })

  it('keeps a journey of the lost span until its order is posted again, or for three days', () => {
    const shop = shopWith(proven, 'marketing')
    const journey = {
      ...{ campaign: 'welcome', n: 1, startedAt: LOST_FROM + 1 },
      start: { kind: 'purchase', orderId: 'lost' },
    } as const
    const facts = { ...buyer(0), orders: [], journeys: [journey] }
    const { journeys, wakeAt } = decide(facts, NOON + 1, shop)
    expect(journeys).toEqual([])
    expect(wakeAt).toBeLessThanOrEqual(NOON + days(3))
    const again = { ...facts, orders: [order('lost', LOST_FROM + 1)] }
    expect(decide(again, NOON + 2, shop).journeys).toEqual([])
    expect(decide(facts, NOON + days(3), shop).journeys).toMatchObject([
      { n: 1, end: { reason: 'order-refunded' } },
    ])
  })
})

describe('the epoch of a restore', () => {
  it('is the next where the earlier ones are known', () => {
    expect(nextEpoch(4, { restoredAt: NOON, isProven: true })).toBe(5)
  })

  it('is later than that of any restore that may be among what was lost', () => {
    const first = nextEpoch(0, { restoredAt: NOON, isProven: false })
    const second = nextEpoch(0, { restoredAt: NOON + 1_000, isProven: false })
    expect(second).toBeGreaterThan(first)
    expect(nextEpoch(second, { restoredAt: NOON, isProven: false })).toBe(second + 1)
  })

  it('leaves room for a message in its id, until the year 9999', () => {
    const restoredAt = Date.UTC(9999, 11, 31)
    const epoch = nextEpoch(0, { restoredAt, isProven: false })
    const n = nextJourneyNumber([], { ...unproven, epoch })
    const ref = { campaign: 'care', n, step: 'tips' }
    expect(parseMessageName(messageName(ref))).toEqual(ref)
  })
})

describe('the number of a journey', () => {
  it.each([
    [[], undefined, 1],
    [[{ n: 4 }], undefined, 5],
    [[{ n: 4 }], { ...proven, epoch: 1 }, 1001],
    [[{ n: 1001 }], { ...proven, epoch: 1 }, 1002],
    [[{ n: 1002 }], { ...unproven, epoch: 2 }, 2001],
  ])('is never one of an earlier epoch: %j', (before, restore, n) => {
    expect(nextJourneyNumber(before, restore)).toBe(n)
  })
})
