import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import { decide } from '../../../functions/domain/decide.ts'
import type { StartOf } from '../../../functions/domain/starts/start.ts'
import { HOUR_MS, type Instant } from '../../../functions/domain/time.ts'
import {
  campaign,
  consent,
  customer,
  days,
  hours,
  message,
  NOON,
  order,
  policy,
  settings,
} from '../../support/given.ts'
import { liveThrough } from '../../support/live-through.ts'

type Broadcast = Omit<StartOf<'broadcast'>, 'kind'>

const AT: Instant = Date.UTC(2026, 0, 8, 10)
const LOCAL: Broadcast = { at: { local: '2026-01-08T10:00' } }

const asking = (start: Broadcast = LOCAL, changes: Partial<Campaign> = {}) =>
  settings({
    campaigns: [
      campaign({ start: { kind: 'broadcast', ...start }, eligibleAtStartFrom: 0, ...changes }),
    ],
    policy: policy({ quietHours: null, caps: [] }),
  })

/** Who signed up the day before. */
const reader = (facts: Partial<CustomerFacts> = {}) =>
  customer({ consents: [consent(NOON - days(1))], ...facts })

const livingIn = (zone: string): Partial<CustomerFacts> => ({
  profile: { email: 'c-1@example.org', locale: 'en', zone, country: 'GB', updatedAt: 0 },
})

const startIn = (facts: Partial<CustomerFacts>, shop: ReturnType<typeof asking>) =>
  liveThrough(reader(facts), [], { until: NOON + days(20), settings: () => shop }).facts.journeys[0]

describe('a broadcast', () => {
  it('wakes at its time, starts once, and keeps the end of that day where the customer is', () => {
    expect(decide(reader(), NOON, asking())).toMatchObject({ journeys: [], wakeAt: AT })
    expect(startIn({}, asking())).toMatchObject({
      startedAt: AT,
      start: { at: AT, until: Date.UTC(2026, 0, 9) },
    })
  })

  it('starts at each customer’s own hour, or at one instant for all', () => {
    const instant = asking({ at: { instant: AT } })
    expect(startIn(livingIn('Asia/Shanghai'), asking())?.startedAt).toBe(AT - hours(8))
    expect(startIn(livingIn('Asia/Shanghai'), instant)).toMatchObject({
      startedAt: AT,
      start: { until: Date.UTC(2026, 0, 8, 16) },
    })
  })

  it('starts once for a customer however its time changes, and for all others at the new one', () => {
    const moved = (now: Instant) =>
      now < AT + hours(1) ? asking() : asking({ at: { local: '2026-01-10T10:00' } })
    const settingsAt = { settings: moved, until: NOON + days(20), alsoAt: [AT + hours(1)] }
    const there = liveThrough(reader(), [], settingsAt)
    expect(there.facts.journeys).toMatchObject([{ startedAt: AT }])
    const far = liveThrough(reader(livingIn('America/New_York')), [], settingsAt)
    expect(far.facts.journeys).toMatchObject([{ startedAt: Date.UTC(2026, 0, 10, 15) }])
  })

  it('skips a customer whose hour had passed when it was published, or starts then', () => {
    const activeFrom = AT + hours(3)
    const ofNewYork = livingIn('America/New_York')
    expect(startIn({}, asking(LOCAL, { activeFrom }))).toBeUndefined()
    expect(startIn(ofNewYork, asking(LOCAL, { activeFrom }))?.startedAt).toBe(AT + hours(5))
    const now = asking({ ...LOCAL, ifPast: 'send' }, { activeFrom })
    expect(startIn({}, now)).toMatchObject({
      startedAt: activeFrom,
      start: { at: activeFrom, until: Date.UTC(2026, 0, 9) },
    })
    expect(startIn(ofNewYork, now)?.startedAt).toBe(AT + hours(5))
  })

  it('is for those who are eligible at its time, spread or not', () => {
    const shop = asking({ ...LOCAL, overMs: hours(4) }, { eligible: { minPurchases: 1 } })
    const buyer = (paidAt: Instant) => startIn({ orders: [order('o1', paidAt)] }, shop)
    expect(buyer(AT)?.start).toMatchObject({ at: AT })
    expect(buyer(AT + 1)).toBeUndefined()
  })

  it('is not for a customer who became known after its time', () => {
    const known = (at: Instant) =>
      startIn(
        { consents: [consent(at)], profile: { email: 'c-1@example.org', updatedAt: at } },
        asking(),
      )
    expect(known(AT)?.startedAt).toBe(AT)
    expect(known(AT + 1)).toBeUndefined()
  })

  it('spreads its starts, each customer always at the same instant', () => {
    const shop = asking({ ...LOCAL, overMs: hours(4) })
    const starts = Array.from({ length: 40 }, (_, i) => {
      const facts = reader({ customer: `c-${i}` })
      return decide(facts, NOON, shop).wakeAt ?? 0
    })
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(AT)
    expect(Math.max(...starts)).toBeLessThan(AT + hours(4))
    expect(new Set(starts.map((at) => Math.floor((at - AT) / HOUR_MS)))).toEqual(
      new Set([0, 1, 2, 3]),
    )
  })

  it('still starts for those whose turn comes after the rules changed in the middle of it', () => {
    const shop = asking({ ...LOCAL, overMs: hours(4) })
    const turns = Array.from({ length: 40 }, (_, i) => {
      const facts = reader({ customer: `c-${i}` })
      return { facts, at: decide(facts, NOON, shop).wakeAt ?? 0 }
    })
    const changed = { ...shop, rulesSince: AT + hours(2) }
    for (const { facts, at } of turns)
      expect(decide(facts, Math.max(at, AT + hours(2)), changed).journeys).toHaveLength(
        at >= AT + hours(2) ? 1 : 0,
      )
  })

  it('begins nothing once it is stale', () => {
    expect(decide(reader(), AT + days(3) - 1, asking()).journeys).toHaveLength(1)
    expect(decide(reader(), AT + days(3), asking()).journeys).toEqual([])
  })

  it('skips what is unsent at sendBy, wherever it waits, and wakes for that', () => {
    const sendBy = AT + hours(12)
    const shop = asking({ ...LOCAL, sendBy: { instant: sendBy } }, { paused: true })
    const begun = decide(reader(), AT, shop)
    const [change] = begun.messages
    expect(change?.after).toMatchObject({
      ...{ status: 'held', reason: 'campaign-paused', until: sendBy },
    })
    expect(begun.wakeAt).toBe(sendBy)
    const due = { status: 'due', locale: 'en', decidedAt: AT, relayAt: AT + days(1) } as const
    const parked = { status: 'parked', reason: 'pace-shop', until: AT + days(1) } as const
    for (const status of [due, parked]) {
      const messages = [message(status, { dueAt: AT })]
      const facts = reader({ journeys: begun.journeys, messages })
      const open = asking({ ...LOCAL, sendBy: { instant: sendBy } })
      expect(decide(facts, sendBy - 1, open)).toMatchObject({ messages: [], wakeAt: sendBy })
      expect(decide(facts, sendBy, open).messages).toMatchObject([
        { after: { status: 'skipped', reason: 'too-late-for-broadcast' } },
      ])
    }
  })

  it('skips a step that falls due after sendBy', () => {
    const steps = [
      { id: 'picks', template: 'picks', afterMs: 0 },
      { id: 'again', template: 'picks', afterMs: days(1) },
    ]
    const { facts } = liveThrough(reader(), [], {
      until: NOON + days(20),
      settings: () => asking(LOCAL, { steps }),
    })
    expect(facts.messages).toMatchObject([
      { step: 'picks', status: 'accepted', acceptedAt: AT },
      { step: 'again', status: 'skipped', reason: 'too-late-for-broadcast' },
    ])
  })

  it('waits for the night to end, and is skipped if that is too late', () => {
    const late: Broadcast = { at: { local: '2026-01-08T22:00' } }
    const night = { from: '21:00', to: '08:00' }
    const waiting = liveThrough(reader(), [], {
      until: NOON + days(20),
      settings: () => asking(late, { quietHours: night }),
    })
    expect(waiting.facts.messages).toMatchObject([
      { status: 'skipped', reason: 'too-late-for-broadcast', at: Date.UTC(2026, 0, 9) },
    ])
  })
})
