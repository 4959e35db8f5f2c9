import { describe, expect, test } from 'vitest'
import type { Campaign, Step } from '../../functions/domain/campaign.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import type { CustomerEvent } from '../../functions/domain/customer-event.ts'
import { decide } from '../../functions/domain/decide.ts'
import type { Journey } from '../../functions/domain/journey.ts'
import type { MessageStatus } from '../../functions/domain/message.ts'
import type { Instant } from '../../functions/domain/time.ts'
import {
  campaign,
  consent,
  customer,
  days,
  hours,
  message,
  NOON,
  order,
  settings,
} from '../support/given.ts'

const FIRST: Step = { id: 'thanks', template: 'picks', afterMs: 0 }
const NEXT: Step = { id: 'review', template: 'picks', afterMs: 0 }

const given = (changes: Partial<Campaign>) =>
  settings({
    campaigns: [
      campaign({
        id: 'care',
        start: { kind: 'purchase' },
        quietHours: null,
        caps: [],
        ...changes,
      }),
    ],
  })

const buyer = (facts: Partial<CustomerFacts> = {}) =>
  customer({ orders: [order('o-1', NOON)], consents: [consent(0)], ...facts })

const event = (name: string, at: Instant, rest: Partial<CustomerEvent> = {}): CustomerEvent => ({
  eventId: `${name} at ${at}`,
  name,
  at,
  asked: {},
  keptUntil: at + days(365),
  ...rest,
})

const began = (facts: Partial<CustomerFacts> = {}) =>
  buyer({
    journeys: [
      { campaign: 'care', n: 1, startedAt: NOON, start: { kind: 'purchase', orderId: 'o-1' } },
    ],
    ...facts,
  })

const thanks = (status: MessageStatus) =>
  message(status, { campaign: 'care', step: 'thanks', dueAt: NOON })

const newlyDue = (facts: CustomerFacts, now: Instant, changes: Partial<Campaign>) =>
  decide(facts, now, given(changes))
    .messages.filter(({ before }) => before === undefined)
    .map(({ after: { step, dueAt } }) => ({ step, dueAt }))

describe('a step that follows the one before', () => {
  const steps = [FIRST, { ...NEXT, afterPreviousMs: days(3) }]

  test('counts from when the mail was handed over', () => {
    const accepted = thanks({
      status: 'accepted',
      locale: 'en',
      acceptedAt: NOON + days(2),
      mailerMessageId: 'm',
    })
    const facts = began({ messages: [accepted] })
    const { wakeAt } = decide(facts, NOON + days(5) - 1, given({ steps }))
    expect(wakeAt).toBe(NOON + days(5))
    expect(newlyDue(facts, NOON + days(5) - 1, { steps })).toEqual([])
    expect(newlyDue(facts, NOON + days(5), { steps })).toEqual([
      { step: 'review', dueAt: NOON + days(5) },
    ])
  })

  test('counts from when it fell due if it was skipped', () => {
    const skipped = thanks({ status: 'skipped', reason: 'not-eligible', at: NOON + days(1) })
    expect(newlyDue(began({ messages: [skipped] }), NOON + days(3), { steps })).toEqual([
      { step: 'review', dueAt: NOON + days(3) },
    ])
  })

  test.each<MessageStatus>([
    { status: 'held', reason: 'customer-on-hold', until: NOON + days(30) },
    { status: 'parked', reason: 'quota', until: NOON + days(30) },
    { status: 'unknown', locale: 'en', claimedAt: NOON, at: NOON, giveUpAt: NOON + days(30) },
  ])('waits while it is $status', (status) => {
    const soon = [FIRST, { ...NEXT, afterPreviousMs: hours(1) }]
    const facts = began({ messages: [thanks(status)] })
    expect(newlyDue(facts, NOON + hours(2), { steps: soon })).toEqual([])
  })

  test('is decided at once if the one before is skipped late, and its own time has passed', () => {
    const only = { ...FIRST, conditions: { minPurchases: 9 } }
    expect(newlyDue(began(), NOON + days(3), { steps: [only, ...steps.slice(1)] })).toEqual([
      { step: 'thanks', dueAt: NOON },
      { step: 'review', dueAt: NOON + days(3) },
    ])
  })
})

describe('a step that waits for an event', () => {
  const waits = (otherwise: 'continue' | 'end') => ({
    steps: [{ ...NEXT, until: { event: 'delivered', upToMs: days(14), else: otherwise } }],
  })

  test('falls due when the first such event after the start comes', () => {
    const events = [
      event('delivered', NOON + days(4)),
      event('delivered', NOON + days(2)),
      event('delivered', NOON - days(1)),
      event('paid', NOON + days(1)),
    ]
    const facts = began({ events })
    expect(decide(facts, NOON + days(1), given(waits('end'))).wakeAt).toBe(NOON + days(2))
    expect(newlyDue(facts, NOON + days(2), waits('end'))).toEqual([
      { step: 'review', dueAt: NOON + days(2) },
    ])
  })

  test('takes an event with an order only if it is the order that started the journey', () => {
    const other = began({ events: [event('delivered', NOON + days(2), { orderId: 'o-0' })] })
    expect(newlyDue(other, NOON + days(3), waits('continue'))).toEqual([])
    const own = began({ events: [event('delivered', NOON + days(2), { orderId: 'o-1' })] })
    expect(newlyDue(own, NOON + days(3), waits('continue'))).toHaveLength(1)
  })

  test('falls due at the latest where the step continues without it', () => {
    expect(decide(began(), NOON + days(3), given(waits('continue'))).wakeAt).toBe(NOON + days(14))
    expect(newlyDue(began(), NOON + days(14), waits('continue'))).toEqual([
      { step: 'review', dueAt: NOON + days(14) },
    ])
  })

  test('ends the journey where it says so, and a late event does not begin it again', () => {
    expect(decide(began(), NOON + days(3), given(waits('end'))).wakeAt).toBe(NOON + days(14))
    const { journeys, messages } = decide(began(), NOON + days(15), given(waits('end')))
    const end = { at: NOON + days(14), reason: 'event-did-not-come' }
    expect(journeys).toMatchObject([{ end }])
    expect(messages).toEqual([])
    const late = { ...began({ journeys }), events: [event('delivered', NOON + days(9))] }
    expect(newlyDue(late, NOON + days(15), waits('end'))).toEqual([])
  })
})

describe('a journey with `while`', () => {
  const steps = [FIRST, { ...NEXT, afterMs: days(2), while: { maxPurchases: 1 } }]

  test('goes on while it is met', () => {
    expect(newlyDue(began(), NOON + days(2), { steps })).toHaveLength(2)
  })

  test('ends at the step that finds it unmet, and stays ended', () => {
    const again = order('o-2', NOON + days(1))
    const facts = began({ orders: [order('o-1', NOON), again] })
    const decision = decide(facts, NOON + days(2), given({ steps }))
    const end = { at: NOON + days(2), reason: 'while-not-met' }
    expect(decision.journeys.filter((journey) => journey.n === 1)).toMatchObject([{ end }])
    expect(decision.messages.map(({ after }) => after.step)).not.toContain('review')
    const refunded = { ...began({ journeys: decision.journeys }) }
    expect(newlyDue(refunded, NOON + days(3), { steps })).toEqual([])
  })

  test('skips what it still has open', () => {
    const open = [FIRST, { ...FIRST, id: 'review', while: { maxPurchases: 1 } }]
    const held = thanks({ status: 'held', reason: 'no-address', until: NOON + days(9) })
    const facts = began({
      orders: [order('o-1', NOON), order('o-2', NOON + hours(1))],
      messages: [held],
    })
    const { messages } = decide(facts, NOON + hours(2), given({ steps: open }))
    expect(messages.map(({ after }) => after)).toMatchObject([
      { step: 'thanks', status: 'skipped', reason: 'while-not-met' },
    ])
  })
})

describe('a declared event that ends a campaign', () => {
  const ends = { endsOnEvents: ['cancelled'], steps: [{ ...NEXT, afterMs: days(9) }] }

  test('ends the journey when it comes, and no sooner', () => {
    const facts = began({ events: [event('cancelled', NOON + days(1))] })
    const soon = decide(facts, NOON + hours(1), given(ends))
    expect(soon.journeys).toEqual([])
    expect(soon.wakeAt).toBe(NOON + days(1))
    expect(decide(facts, NOON + days(2), given(ends)).journeys).toMatchObject([
      { end: { at: NOON + days(1), reason: 'event-came' } },
    ])
  })

  test('gives way to a purchase that came before', () => {
    const facts = began({
      orders: [order('o-1', NOON), order('o-2', NOON + hours(3))],
      events: [event('cancelled', NOON + days(1))],
    })
    const changes = { ...ends, endsOnPurchase: true }
    expect(decide(facts, NOON + days(2), given(changes)).journeys[0]?.end).toEqual({
      at: NOON + hours(3),
      reason: 'bought-meanwhile',
    })
  })
})

describe('a campaign that restarts', () => {
  const restarts = { restart: 'latest', reentryAfterMs: days(30), steps: [FIRST] } as const

  test('ends the running journey at a later start, before anything open in it is sent', () => {
    const facts = began({
      orders: [order('o-1', NOON), order('o-2', NOON + days(1))],
      messages: [thanks({ status: 'held', reason: 'no-address', until: NOON + days(7) })],
    })
    const { journeys, messages } = decide(facts, NOON + days(1), given(restarts))
    expect(journeys).toMatchObject([
      { n: 1, end: { at: NOON + days(1), reason: 'restarted' } },
      { n: 2, startedAt: NOON + days(1) },
    ])
    expect(messages.map(({ after }) => [after.n, after.status])).toEqual([
      [1, 'skipped'],
      [2, 'due'],
    ])
  })

  test('waits for re-entry once the journey before has ended otherwise', () => {
    const [journey] = began().journeys
    const end = { at: NOON + hours(1), reason: 'bought-meanwhile' } as const
    const facts = began({
      orders: [order('o-1', NOON), order('o-2', NOON + days(1))],
      journeys: journey ? [{ ...journey, end }] : [],
    })
    expect(decide(facts, NOON + days(1), given(restarts)).journeys).toEqual([])
  })

  describe('where two journeys were joined', () => {
    const joined = (facts: Partial<CustomerFacts> = {}) => {
      const [journey] = began().journeys
      if (!journey) throw new Error('a customer without a journey')
      const other: Journey = {
        ...{ campaign: 'care', n: 2, startedAt: NOON + days(1) },
        start: { kind: 'purchase', orderId: 'o-2' },
        mailedAs: { customer: 'c-9', n: 1 },
      }
      const orders = [order('o-1', NOON), order('o-2', NOON + days(1))]
      return { ...began(facts), orders, journeys: [journey, other] }
    }
    const endsOf = (facts: CustomerFacts) =>
      decide(facts, NOON + days(2), given({ ...restarts, endsOnEvents: ['cancelled'] }))
        .journeys.toSorted((a, b) => a.n - b.n)
        .map(({ n, end }) => [n, end?.reason])

    test('the later ends one that ran until then', () => {
      expect(endsOf(joined())).toEqual([[1, 'restarted']])
    })

    test('the later is the same entry if the earlier had ended otherwise', () => {
      const [first, second] = joined().journeys as [Journey, Journey]
      const end = { at: NOON + hours(1), reason: 'event-came' } as const
      const facts = { ...joined(), journeys: [{ ...first, end }, second] }
      expect(endsOf(facts)).toEqual([[2, 'merged']])
    })

    test('the later is the same entry if the earlier ends otherwise by what both did', () => {
      const facts = joined({ events: [event('cancelled', NOON + hours(1))] })
      expect(endsOf(facts)).toEqual([
        [1, 'event-came'],
        [2, 'merged'],
      ])
    })
  })

  test('begins nothing for an older start that arrives after a newer one', () => {
    const facts = began({ orders: [order('o-1', NOON), order('o-0', NOON - hours(1))] })
    expect(decide(facts, NOON + hours(1), given(restarts)).journeys).toEqual([])
  })
})
