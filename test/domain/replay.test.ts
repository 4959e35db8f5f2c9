import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageName } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { type ReplayedMessage, replay } from '../../functions/domain/replay.ts'
import { anyConsent, anyOrder, anyRefund } from '../support/any-facts.ts'
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

const sinceNoon = (rest: Partial<Settings> = {}): Settings =>
  settings({ shop: { ...settings().shop, openedAt: NOON }, ...rest })

const period = (length: number, with_: Settings = sinceNoon()) => ({
  from: NOON,
  to: NOON + length,
  settingsAt: () => with_,
})

const bought = order('o1', NOON - days(80))
const DORMANT_AT = bought.paidAt + days(90)

const summary = ({ message, waits }: ReplayedMessage) => ({
  name: messageName(message),
  status: message.status,
  ...('reason' in message && { reason: message.reason }),
  waits: waits.map(({ reason, since }) => [reason, since - NOON]),
})

describe('a replay', () => {
  it('sends what falls due at the instant it falls due', () => {
    const { journeys, messages } = replay(customer({ orders: [bought] }), period(days(30)))
    expect(journeys).toMatchObject([{ campaign: 'win-back', n: 1, startedAt: DORMANT_AT }])
    expect(messages).toMatchObject([
      { message: { status: 'accepted', acceptedAt: DORMANT_AT, attempt: 1 }, waits: [] },
    ])
  })

  it('decides nothing at its end or later', () => {
    const facts = customer({ orders: [bought] })
    const until = (to: number) => replay(facts, { ...period(0), to }).messages.length
    expect(until(DORMANT_AT)).toBe(0)
    expect(until(DORMANT_AT + 1)).toBe(1)
  })

  it('leaves journeys and messages that are there already aside', () => {
    const facts = customer({ orders: [bought] })
    const once = replay(facts, period(days(30)))
    const lived = {
      ...facts,
      journeys: once.journeys,
      messages: once.messages.map(({ message }) => message),
    }
    expect(replay(lived, period(days(30)))).toEqual(once)
  })

  it('says what a message waited for, and why it was never sent', () => {
    const { email: _none, ...profile } = customer().profile ?? { updatedAt: 0 }
    const { messages } = replay(customer({ orders: [bought], profile }), period(days(30)))
    expect(messages.map(summary)).toEqual([
      {
        name: 'win-back#1#picks',
        status: 'skipped',
        reason: 'stale-no-address',
        waits: [['no-address', days(10)]],
      },
    ])
  })

  it('goes on when what was missing arrives', () => {
    const agreed = consent(DORMANT_AT + days(1))
    const { messages } = replay(
      customer({ orders: [bought], consents: [agreed] }),
      period(days(30)),
    )
    expect(messages).toMatchObject([
      {
        message: { status: 'accepted', acceptedAt: agreed.at },
        waits: [{ status: 'held', reason: 'no-consent', since: DORMANT_AT }],
      },
    ])
  })

  it('defers until morning what falls due at night', () => {
    const atNight = order('o1', NOON - days(80) + hours(10))
    const { messages } = replay(customer({ orders: [atNight] }), period(days(30)))
    expect(messages.map(summary)).toEqual([
      {
        name: 'win-back#1#picks',
        status: 'accepted',
        waits: [['quiet-hours', days(10) + hours(10)]],
      },
    ])
  })

  it('ends what a purchase ends, as of the instant of the purchase', () => {
    const winBack = campaign({
      endsOnPurchase: true,
      steps: [
        { id: 'picks', template: 'picks', afterMs: 0 },
        { id: 'invitation', template: 'picks', afterMs: days(10) },
      ],
    })
    const back = order('o2', DORMANT_AT + days(4))
    const { journeys, messages } = replay(
      customer({ orders: [bought, back] }),
      period(days(60), sinceNoon({ campaigns: [winBack] })),
    )
    expect(journeys).toMatchObject([{ end: { at: back.paidAt, reason: 'bought-meanwhile' } }])
    expect(messages.map(summary)).toEqual([
      { name: 'win-back#1#picks', status: 'accepted', waits: [] },
    ])
  })

  it('asks for the settings of each instant', () => {
    const paused = sinceNoon({ campaigns: [campaign({ paused: true })] })
    const resumedAt = DORMANT_AT + days(1)
    const { messages } = replay(customer({ orders: [bought, order('o2', resumedAt)] }), {
      ...period(days(30)),
      settingsAt: (now) => (now < resumedAt ? paused : sinceNoon()),
    })
    expect(messages.map(summary)).toMatchObject([{ waits: [['campaign-paused', days(10)]] }])
  })

  it('sends each message once, when it is due or later, and leaves room under every cap', () => {
    const caps = [{ messages: 1, withinDays: 2 }]
    const campaigns = [
      campaign({ id: 'thanks', start: { kind: 'purchase' }, reentryAfterMs: 0 }),
      campaign({ id: 'welcome', start: { kind: 'class-entered', class: 'first-time' } }),
    ]
    fc.assert(
      fc.property(
        fc.uniqueArray(anyOrder(), { selector: ({ orderId }) => orderId, maxLength: 6 }),
        fc.uniqueArray(anyRefund(), { selector: ({ refundId }) => refundId, maxLength: 3 }),
        fc.array(anyConsent(), { maxLength: 3 }),
        (orders, refunds, consents) => {
          const facts = customer({ orders, refunds, consents: [consent(0), ...consents] })
          const { messages } = replay(
            facts,
            period(days(60), sinceNoon({ campaigns, policy: policy({ caps }) })),
          )
          const names = messages.map(({ message }) => messageName(message))
          expect(new Set(names).size).toBe(names.length)
          const sentAt = messages
            .flatMap(({ message }) => (message.status === 'accepted' ? [message] : []))
            .map(({ acceptedAt, dueAt }) => {
              expect(acceptedAt).toBeGreaterThanOrEqual(dueAt)
              return acceptedAt
            })
            .sort((a, b) => a - b)
          sentAt.forEach((at, i) => {
            if (i > 0) expect(at - (sentAt[i - 1] ?? 0)).toBeGreaterThanOrEqual(days(2))
          })
        },
      ),
    )
  })
})
