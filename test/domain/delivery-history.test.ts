import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryHistoryOf, outcomeOf } from '../../functions/domain/delivery-history.ts'
import { applyEvent } from '../../functions/domain/feedback/apply-event.ts'
import type { DeliveryEvent } from '../../functions/domain/feedback/delivery-event.ts'
import type { Feedback } from '../../functions/domain/feedback/feedback.ts'
import type { Journey } from '../../functions/domain/journey.ts'
import {
  claim,
  expire,
  giveUp,
  type Message,
  type MessageOf,
  type MessageStatus,
  makeDue,
  settle,
  withStatus,
} from '../../functions/domain/message.ts'
import { days, hours, message, NOON } from '../support/given.ts'

const journey: Journey = {
  campaign: 'win-back',
  n: 1,
  startedAt: NOON - days(1),
  start: { kind: 'class-entered', class: 'dormant', since: NOON - days(1) },
}

const kinds = (row: Message, of: Journey = journey) =>
  deliveryHistoryOf(row, of).map(({ kind }) => kind)

const due = makeDue(
  message({ status: 'held', reason: 'no-consent', until: 0 }),
  { locale: 'en' },
  NOON,
)
const claimedAt = (at: number, row: MessageOf<'due'> = due) =>
  claim(row, { claimId: 'c', repeatable: false }, at)
const accepted = settle(
  claimedAt(NOON),
  { outcome: 'accepted', mailerMessageId: 'm' },
  NOON + 1,
) as MessageOf<'accepted'>
const unknown = settle(claimedAt(NOON), { outcome: 'unknown' }, NOON + 1) as MessageOf<'unknown'>

const withFeedback = (feedback: Feedback): Message => ({ ...accepted, feedback })

const event = (kind: 'sent' | 'delivered' | 'complained', at: number): DeliveryEvent => ({
  messageId: 'acme/c-1/win-back#1#picks',
  kind,
  at,
})

describe('the delivery history of a message', () => {
  it.each<[string, Message, readonly string[]]>([
    ['waits', message({ status: 'held', reason: 'no-consent', until: NOON }), ['held']],
    ['is deferred', message({ status: 'deferred', reason: 'cap', until: NOON }), ['deferred']],
    ['is decided', due, ['decided']],
    ['is handed over', claimedAt(NOON), ['claimed']],
    ['is sent', accepted, ['accepted']],
    ['is in doubt', unknown, ['claimed', 'unknown']],
    ['is given up', giveUp(unknown, NOON + days(3)), ['claimed', 'given-up']],
    ['is refused', message({ status: 'refused', reason: 'r', at: NOON }), ['refused']],
    ['is skipped', message({ status: 'skipped', reason: 'too-late', at: NOON }), ['skipped']],
  ])('ends where the message %s', (_, row, last) => {
    expect(kinds(row)).toEqual(['journey-started', 'fell-due', ...last])
  })

  it('is complete without its journey', () => {
    expect(deliveryHistoryOf(accepted, undefined).map(({ kind }) => kind)).toEqual([
      'fell-due',
      'accepted',
    ])
  })

  it('says how often it was tried before, and that nothing was sent by it', () => {
    const parked = settle(
      claimedAt(NOON),
      { outcome: 'parked', reason: 'ses-sending-rate', until: NOON + 1_000 },
      NOON,
    ) as MessageOf<'parked'>
    expect(kinds(parked)).toEqual(['journey-started', 'fell-due', 'parked'])
    const again = claimedAt(NOON + 2_000, makeDue(parked, { locale: 'en' }, NOON + 1_000))
    const events = deliveryHistoryOf(settle(again, { outcome: 'unknown' }, NOON + 3_000), journey)
    expect(events).toContainEqual({ kind: 'tried-before', times: 1 })
    expect(events).toContainEqual({ kind: 'claimed', at: NOON + 2_000, attempt: 2 })
    expect(events).toContainEqual({ kind: 'was-deferred' })
  })

  it('does not count a deferral by pacing as an attempt, and counts the attempts before it', () => {
    const expired = expire({ ...claimedAt(NOON), repeatable: true }, NOON + hours(1))
    const paced = withStatus(expired, { status: 'parked', reason: 'pace-soft-start', until: NOON })
    expect(deliveryHistoryOf(paced, journey)).toContainEqual({ kind: 'tried-before', times: 1 })
  })

  it('includes the end of its journey only if that may be why it was not sent', () => {
    const over: Journey = { ...journey, end: { at: NOON, reason: 'bought-meanwhile' } }
    const skipped = message({ status: 'skipped', reason: 'bought-meanwhile', at: NOON + 1 })
    expect(kinds(skipped, over)).toEqual([
      'journey-started',
      'fell-due',
      'journey-ended',
      'skipped',
    ])
    expect(kinds(accepted, over)).not.toContain('journey-ended')
  })

  it('says that an event settled what the lost answer did not', () => {
    const settled = applyEvent(giveUp(unknown, NOON + days(3)), event('sent', NOON + 5))
    expect(kinds(settled)).toEqual(['journey-started', 'fell-due', 'accepted', 'sent'])
    expect(deliveryHistoryOf(settled, journey)).toContainEqual({
      kind: 'accepted',
      at: NOON,
      locale: 'en',
      knownBy: 'event',
    })
  })

  it('lists what was reported in order of time, machines apart from people', () => {
    const row = withFeedback({
      complainedAt: NOON + 9,
      deliveredAt: NOON + 2,
      machineOpenedAt: NOON + 3,
      openedAt: NOON + 5,
      lastClickAt: NOON + 6,
      sentAt: NOON + 1,
    })
    expect(deliveryHistoryOf(row, undefined).slice(2)).toEqual([
      { kind: 'sent', at: NOON + 1 },
      { kind: 'delivered', at: NOON + 2 },
      { kind: 'opened', machine: true, at: NOON + 3 },
      { kind: 'opened', machine: false, at: NOON + 5 },
      { kind: 'clicked', machine: false, at: NOON + 6 },
      { kind: 'complained', complaint: 'abuse', at: NOON + 9 },
    ])
  })

  it('invents no instant: each stands on the row or on the journey', () => {
    fc.assert(
      fc.property(anyMessage, fc.boolean(), (row, hasJourney) => {
        const kept = instantsIn([row, hasJourney ? journey : {}])
        for (const instant of instantsIn(deliveryHistoryOf(row, hasJourney ? journey : undefined)))
          expect(kept).toContain(instant)
      }),
    )
  })

  it('has the gravest of several complaints, from which the most follows', () => {
    const spam = event('complained', NOON + 9)
    const fraud = { ...event('complained', NOON + 3), complaint: 'fraud' } as DeliveryEvent
    for (const reports of [
      [fraud, spam],
      [spam, fraud],
    ]) {
      const after = reports.reduce(applyEvent, accepted as Message)
      expect(outcomeOf(after)).toBe('complained')
      expect(after.feedback).toEqual({ complainedAt: NOON + 9 })
    }
  })

  it('is the same in whichever order the reports came', () => {
    const virus = { ...event('complained', NOON), complaint: 'virus' } as DeliveryEvent
    const complaints = [event('complained', 3), virus]
    const reports = [event('sent', NOON + 1), event('delivered', NOON + 2), ...complaints]
    fc.assert(
      fc.property(fc.shuffledSubarray(reports, { minLength: 4 }), (shuffled) => {
        const applied = (all: readonly DeliveryEvent[]) =>
          all.reduce(applyEvent, unknown as Message)
        expect(deliveryHistoryOf(applied(shuffled), journey)).toEqual(
          deliveryHistoryOf(applied(reports), journey),
        )
      }),
    )
  })
})

describe('how it stands with a message', () => {
  it.each<[string, Feedback]>([
    ['accepted', { sentAt: 1, openedAt: 5, lastClickAt: 6 }],
    ['delayed', { sentAt: 1, delayedAt: 2 }],
    ['delivered', { delayedAt: 1, deliveredAt: 2 }],
    ['bounced', { deliveredAt: 1, bouncedAt: 2, bounce: 'temporary' }],
    ['complained', { deliveredAt: 1, bouncedAt: 3, bounce: 'policy', complainedAt: 2 }],
    ['rejected', { sentAt: 1, rejectedAt: 2 }],
    ['rendering-failed', { renderingFailedAt: 2 }],
  ])('is "%s" by what weighs most of what was reported', (outcome, feedback) => {
    expect(outcomeOf(withFeedback(feedback))).toBe(outcome)
  })

  it('is its status if nothing was reported', () => {
    expect(outcomeOf(unknown)).toBe('unknown')
    expect(outcomeOf(due)).toBe('due')
  })
})

const instantsIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(instantsIn) : []
}

const anyInstant = fc.nat({ max: days(30) }).map((ms) => NOON + ms)
const anyStatus: fc.Arbitrary<MessageStatus> = fc.oneof(
  fc.record({
    status: fc.constant('held' as const),
    reason: fc.constant('no-consent' as const),
    until: anyInstant,
  }),
  fc.record({
    status: fc.constant('unknown' as const),
    locale: fc.constant('en'),
    claimedAt: anyInstant,
    at: anyInstant,
    giveUpAt: anyInstant,
  }),
  fc.record({
    status: fc.constant('skipped' as const),
    reason: fc.constant('too-late' as const),
    at: anyInstant,
  }),
  fc.record({
    status: fc.constant('accepted' as const),
    locale: fc.constant('en'),
    acceptedAt: anyInstant,
    mailerMessageId: fc.constant('m'),
  }),
)
const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    status: anyStatus,
    dueAt: anyInstant,
    putOff: fc.boolean(),
    // Counts are no instants: kept out of the way of what is compared.
    attempt: fc.constantFrom(0, 1),
    feedback: fc.record(
      {
        sentAt: anyInstant,
        deliveredAt: anyInstant,
        bouncedAt: anyInstant,
        machineOpenedAt: anyInstant,
        lastClickAt: anyInstant,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ status, ...rest }) => message(status, rest))
