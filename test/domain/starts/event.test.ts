import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { CustomerEvent } from '../../../functions/domain/customer-event.ts'
import { decide } from '../../../functions/domain/decide.ts'
import type { PropertyTests } from '../../../functions/domain/property-tests.ts'
import { startsOf } from '../../../functions/domain/start-journeys.ts'
import { applyDecision } from '../../support/apply-decision.ts'
import {
  campaign,
  customer,
  days,
  hours,
  NOON,
  order,
  policy,
  refund,
  settings,
} from '../../support/given.ts'

const event = (
  eventId: string,
  at = NOON,
  { asked = {}, ...rest }: Partial<CustomerEvent> = {},
): CustomerEvent => ({ eventId, name: 'review', at, asked, keptUntil: at + days(365), ...rest })

const asking = (changes: Partial<Campaign> = {}, where?: PropertyTests) =>
  settings({
    campaigns: [
      campaign({
        start: { kind: 'event', name: 'review', ...(where && { where }) },
        eligibleAtStartFrom: 0,
        ...changes,
      }),
    ],
    policy: policy({ quietHours: null, caps: [] }),
  })

const begunBy = (events: readonly CustomerEvent[], shop = asking(), now = NOON) =>
  decide(customer({ events }), now, shop).journeys.map(({ start }) =>
    'eventId' in start ? start.eventId : '',
  )

describe('a campaign that starts on an event', () => {
  it('starts for each event of its name, and keeps what it was', () => {
    const shop = asking({ reentryAfterMs: 0 })
    const events = [
      event('b', NOON, { orderId: 'o1' }),
      event('a', NOON - hours(1)),
      event('c', NOON, { name: 'delivered' }),
    ]
    expect(decide(customer({ events }), NOON, shop).journeys).toMatchObject([
      { n: 1, startedAt: NOON - hours(1), start: { name: 'review', eventId: 'a' } },
      { n: 2, startedAt: NOON, start: { eventId: 'b', orderId: 'o1', at: NOON } },
    ])
  })

  it('starts once for an event, whatever is published again', () => {
    const shop = asking({ reentryAfterMs: 0 })
    const facts = customer({ events: [event('a')] })
    const first = applyDecision(facts, decide(facts, NOON, shop))
    const again = {
      ...shop,
      version: 2,
      campaigns: asking({ reentryAfterMs: 0, version: 2 }).campaigns,
    }
    expect(decide(first, NOON + hours(1), again).journeys).toEqual([])
  })

  it('keeps its distance from the last start that began', () => {
    const shop = asking({ reentryAfterMs: days(1) })
    const events = [event('a', NOON - days(2)), event('b', NOON - days(1) - 1), event('c', NOON)]
    expect(begunBy(events, shop)).toEqual(['a', 'b', 'c'].filter((id) => id !== 'b'))
    expect(begunBy(events, asking())).toEqual(['a'])
  })

  it('wakes for an event that is dated ahead', () => {
    const facts = customer({ events: [event('a', NOON + hours(2))] })
    expect(decide(facts, NOON, asking())).toMatchObject({ journeys: [], wakeAt: NOON + hours(2) })
  })

  it.each<[string, PropertyTests, CustomerEvent['asked'], boolean]>([
    ['the value', { rating: 5 }, { rating: 5 }, true],
    ['another value', { rating: 5 }, { rating: 4 }, false],
    ['a value that is not known', { rating: 5 }, {}, false],
    ['a name that every object has', { toString: 'x' }, {}, false],
    ['any of several', { channel: ['web', 'app'] }, { channel: 'app' }, true],
    ['none of several', { channel: ['web', 'app'] }, { channel: 'till' }, false],
    ['at least', { rating: { min: 4 } }, { rating: 4 }, true],
    ['less than at least', { rating: { min: 4 } }, { rating: 3 }, false],
    ['at most', { rating: { max: 2 } }, { rating: 2 }, true],
    ['above at most', { rating: { max: 2 } }, { rating: 3 }, false],
    [
      'a date in a range',
      { until: { min: '2026-01-01', max: '2026-12-31' } },
      { until: '2026-05-01' },
      true,
    ],
    ['text for a number', { rating: { min: 4 } }, { rating: '5' }, false],
    ['yes', { verified: true }, { verified: true }, true],
    ['one of two that fails', { rating: 5, channel: 'web' }, { rating: 5, channel: 'app' }, false],
  ])('by its properties: %s', (_, where, asked, begins) => {
    expect(begunBy([event('a', NOON, { asked })], asking({}, where))).toEqual(begins ? ['a'] : [])
  })

  it('is for the event at whose instant the customer is eligible, and uses up nothing before', () => {
    const shop = asking({ eligible: { minPurchases: 2 } })
    const before = customer({ events: [event('a', NOON - days(1))], orders: [order('o1', 0)] })
    const first = applyDecision(before, decide(before, NOON - days(1), shop))
    expect(first.journeys).toEqual([])
    const since = {
      ...first,
      orders: [...first.orders, order('o2', NOON - hours(1))],
      events: [...first.events, event('b')],
    }
    expect(decide(since, NOON, shop).journeys).toMatchObject([{ start: { eventId: 'b' } }])
  })

  it('is not started by one that became known too late for its mail', () => {
    expect(begunBy([event('a')], asking(), NOON + days(3) - 1)).toEqual(['a'])
    expect(begunBy([event('a')], asking(), NOON + days(3))).toEqual([])
  })

  it('is not started by one from before it was active, unless the former rules never saw it', () => {
    const shop = asking({ activeFrom: NOON })
    expect(begunBy([event('a', NOON - 1)], shop)).toEqual([])
    const upgraded = { ...asking(), rulesVersion: 3, rulesSince: NOON }
    expect(begunBy([event('a', NOON - 1)], upgraded)).toEqual([])
    expect(begunBy([event('a', NOON - 1, { recordedAt: NOON + 1 })], upgraded, NOON + 1)).toEqual([
      'a',
    ])
  })

  it('ends when the order that it is about is refunded in full, and only then', () => {
    const events = [event('a', NOON, { orderId: 'o1' })]
    const shop = asking()
    const unknown = customer({ events })
    const known = customer({ events, orders: [order('o1', NOON - days(3))] })
    for (const facts of [unknown, known]) {
      const begun = applyDecision(facts, decide(facts, NOON, shop))
      expect(begun.journeys).toMatchObject([{ n: 1 }])
      expect(decide(begun, NOON + hours(1), shop).journeys).toEqual([])
    }
    const begun = applyDecision(known, decide(known, NOON, shop))
    const refunded = { ...begun, refunds: [refund('o1', NOON + hours(1))] }
    expect(decide(refunded, NOON + hours(1), shop).journeys).toMatchObject([
      { end: { at: NOON + hours(1), reason: 'order-refunded' } },
    ])
    expect(decide({ ...known, refunds: refunded.refunds }, NOON + hours(1), shop).journeys).toEqual(
      [],
    )
  })

  it('says why it has not started', () => {
    const why = (events: readonly CustomerEvent[], where?: PropertyTests) => {
      const shop = asking({}, where)
      const facts = customer({ events })
      const { assessment } = decide(facts, NOON, shop)
      const [asked = campaign()] = shop.campaigns
      return startsOf(asked, [], facts, assessment, shop, NOON)
    }
    expect(why([])).toMatchObject({ whyNot: { reason: 'no-event-since', name: 'review' } })
    expect(why([event('a')], { rating: 5 })).toMatchObject({ whyNot: { reason: 'other-events' } })
  })
})
