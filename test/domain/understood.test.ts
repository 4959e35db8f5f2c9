import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { Conditions } from '../../functions/domain/conditions.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import type { Journey } from '../../functions/domain/journey.ts'
import type { Message, MessageStatus } from '../../functions/domain/message.ts'
import { messageName } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { HOUR_MS, type Instant } from '../../functions/domain/time.ts'
import { isUnderstood, notUnderstood } from '../../functions/domain/understood.ts'
import { projectEvents } from '../../functions/insight/explain/project.ts'
import { anyArrivals, anyNewcomer, LIFE_MS } from '../support/any-life.ts'
import { anySettings } from '../support/any-settings.ts'
import {
  campaign,
  customer,
  days,
  hours,
  message,
  NOON,
  order,
  settings,
} from '../support/given.ts'
import { liveThrough } from '../support/live-through.ts'

/** What a newer version may write and this one cannot know. */
const written = <T>(newer: unknown): T => newer as T

const minFullMoons = written<Conditions>({ minFullMoons: 3 })
const STEP = { id: 'picks', template: 'picks', afterMs: 0 }

const NEWER: readonly (readonly [string, Partial<Campaign>])[] = [
  ['condition minFullMoons', { eligible: minFullMoons }],
  ['condition minFullMoons', { steps: [{ ...STEP, conditions: minFullMoons }] }],
  ['condition minPurchases', { eligible: written({ minPurchases: { count: 2, withinDays: 30 } }) }],
  ['field audience', written({ audience: 'all' })],
  ['step field channel', { steps: [{ ...STEP, ...written<object>({ channel: 'web' }) }] }],
  [
    'else wait',
    { steps: [{ ...STEP, until: written({ event: 'paid', upToMs: 1, else: 'wait' }) }] },
  ],
  ['condition minFullMoons', { steps: [{ ...STEP, while: minFullMoons }] }],
  ['restart first', { restart: written('first') }],
  [
    'start field channel',
    { start: written({ kind: 'class-entered', class: 'dormant', channel: 'web' }) },
  ],
  [
    'start field where colour',
    { start: written({ kind: 'purchase', where: { nth: 2, colour: 'red' } }) },
  ],
  ['start field at moon', { start: written({ kind: 'broadcast', at: { moon: 'full' } }) }],
  ['start full-moon', { start: written({ kind: 'full-moon' }) }],
  ['start toString', { start: written({ kind: 'toString' }) }],
  ['class full-moon', { start: written({ kind: 'class-entered', class: 'full-moon' }) }],
  [
    'class full-moon',
    { steps: [{ ...STEP, repeat: written({ everyMs: days(1), while: 'full-moon' }) }] },
  ],
  ['kind transactional', { kind: written('transactional') }],
]

/** Every status that a decision might move, long after it should have been moved. */
const STATUSES: readonly MessageStatus[] = [
  { status: 'due', locale: 'en', decidedAt: NOON, relayAt: NOON + HOUR_MS },
  { status: 'held', reason: 'no-consent', until: NOON + days(3) },
  { status: 'deferred', reason: 'cap', until: NOON + days(1) },
  { status: 'parked', reason: 'pace-shop', until: NOON + HOUR_MS },
  {
    status: 'claimed',
    locale: 'en',
    claimedAt: NOON,
    claimId: 'mine',
    leaseUntil: NOON + 1,
    repeatable: true,
  },
  { status: 'unknown', locale: 'en', claimedAt: NOON, at: NOON, giveUpAt: NOON + hours(72) },
]

const began: Journey = {
  campaign: 'win-back',
  n: 1,
  startedAt: NOON,
  start: { kind: 'class-entered', class: 'dormant', since: NOON },
}
/**
 * In a win-back that began at noon; bought and unsubscribed since, which would end and skip all.
 */
const inWinBack = (stored: Message, journey: Journey = began): CustomerFacts =>
  customer({
    orders: [order('o1', NOON - days(90)), order('o2', NOON + hours(2))],
    consents: [
      { purpose: 'marketing', act: 'granted', at: 0, source: 'checkout' },
      { purpose: 'marketing', act: 'withdrawn', at: NOON + hours(3), source: 'unsubscribe' },
    ],
    journeys: [journey],
    messages: [stored],
  })

const later = NOON + days(30)

describe('A campaign that a newer version published', () => {
  it.each(NEWER)('is named in the decision by what is unknown: %s', (what, changes) => {
    const shop = settings({ campaigns: [campaign(changes)] })
    expect(decide(customer(), NOON, shop).notUnderstood).toEqual([`campaign win-back: ${what}`])
  })

  it.each(NEWER)('starts nothing, and is checked again within the hour: %s', (_, changes) => {
    const shop = settings({ campaigns: [campaign(changes)] })
    const dormant = customer({ orders: [order('o1', NOON - days(90))] })
    const decision = decide(dormant, NOON, shop)
    expect(decision).toMatchObject({ journeys: [], messages: [], wakeAt: NOON + HOUR_MS })
  })

  it.each(
    NEWER.flatMap(([what, changes]) =>
      STATUSES.map((as) => [what, as.status, changes, as] as const),
    ),
  )('leaves its journey and message as they are stored: %s, %s', (_what, _status, changes, as) => {
    const shop = settings({ campaigns: [campaign({ endsOnPurchase: true, ...changes })] })
    const facts = inWinBack(message(as))
    const decision = decide(facts, later, shop)
    expect(decision).toMatchObject({ journeys: [], messages: [], wakeAt: later + HOUR_MS })
    expect(isUnderstood(message(as), facts, shop)).toBe(false)
  })

  it('keeps the place that its mail occupies under the caps', () => {
    const taken = message({ status: 'due', locale: 'en', decidedAt: NOON, relayAt: later })
    const caps = [{ messages: 1, withinDays: 2 }]
    const other = campaign({ id: 'other', caps, start: { kind: 'purchase' } })
    const facts = customer({ orders: [order('o1', NOON)], journeys: [began], messages: [taken] })
    const shop = settings({ campaigns: [campaign({ eligible: minFullMoons }), other] })
    const decision = decide(facts, NOON + 1, shop)
    expect(decision.slots).toMatchObject([{ campaign: 'win-back', at: NOON }])
    expect(decision.messages.map(({ after }) => after)).toMatchObject([
      { campaign: 'other', status: 'deferred', reason: 'cap' },
    ])
  })

  it('is not projected to send what is due', () => {
    const due = message({ status: 'due', locale: 'en', decidedAt: NOON, relayAt: later })
    const shop = settings({ campaigns: [campaign({ eligible: minFullMoons })] })
    const kinds = projectEvents(inWinBack(due), later, shop, 20).map(({ kind }) => kind)
    expect(kinds).not.toContain('sent')
    expect(kinds).not.toContain('skipped')
  })
})

describe('A journey that a newer version started or ended', () => {
  const held = message({ status: 'held', reason: 'no-consent', until: NOON + days(3) })
  const start = written<Journey['start']>({ kind: 'full-moon', phase: 1 })
  const end = written<Journey['end']>({ at: NOON, reason: 'moved-away' })

  it.each<[string, Journey]>([
    ['journey win-back#1: start full-moon', { ...began, start }],
    ['journey win-back#1: end moved-away', { ...began, ...(end && { end }) }],
  ])('is left as it is, and named: %s', (name, journey) => {
    const facts = inWinBack(held, journey)
    const shop = settings({ campaigns: [campaign({ reentryAfterMs: 0 })] })
    const decision = decide(facts, later, shop)
    expect(decision).toMatchObject({ journeys: [], messages: [], wakeAt: later + HOUR_MS })
    expect(decision.notUnderstood).toEqual([name])
    // Where its campaign is published no more, it would be withdrawn otherwise.
    expect(decide(facts, later, settings({ campaigns: [] }))).toMatchObject({ messages: [] })
  })

  it('begins no other in its campaign', () => {
    const over: Journey = { ...began, start, end: { at: NOON, reason: 'left-class' } }
    const dormant = customer({ orders: [order('o1', NOON - days(90))], journeys: [over] })
    const shop = settings({ campaigns: [campaign({ reentryAfterMs: 0 })] })
    expect(decide(dormant, NOON + 1, shop).journeys).toEqual([])
  })
})

describe('What is understood', () => {
  it('has nothing to name', () => {
    expect(decide(customer(), NOON, settings())).not.toHaveProperty('notUnderstood')
    expect(notUnderstood(customer({ journeys: [began] }), settings()).names).toEqual([])
  })

  const until = NOON + LIFE_MS
  const half = NOON + LIFE_MS / 2
  const everyHour = Array.from({ length: LIFE_MS / HOUR_MS }, (_, i) => NOON + i * HOUR_MS)
  const anyNewer = fc.constantFrom(...NEWER.map(([, changes]) => changes))
  const newerFor = (shop: Settings, id: string, changes: Partial<Campaign>): Settings => ({
    ...shop,
    campaigns: shop.campaigns.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  })
  const rowsOf = ({ journeys, messages }: CustomerFacts) => ({
    journeys: journeys.toSorted((a, b) =>
      `${a.campaign}#${a.n}` < `${b.campaign}#${b.n}` ? -1 : 1,
    ),
    messages: messages.toSorted((a, b) => (messageName(a) < messageName(b) ? -1 : 1)),
  })

  /** A life during which a newer version publishes campaign a. */
  const anyTurn = fc
    .record({ newcomer: anyNewcomer, arrivals: anyArrivals, shop: anySettings, changes: anyNewer })
    .map(({ shop, changes, ...life }) => {
      const newer = newerFor(shop, 'a', changes)
      return { ...life, settingsAt: (now: Instant) => (now < half ? shop : newer) }
    })

  it('goes on as if a campaign that is not understood were not there', () => {
    fc.assert(
      fc.property(
        anyNewcomer,
        anyArrivals,
        anySettings,
        anyNewer,
        (newcomer, arrivals, shop, changes) => {
          const newer = newerFor(shop, 'b', changes)
          const without = { ...shop, campaigns: shop.campaigns.filter(({ id }) => id !== 'b') }
          const live = (one: Settings) =>
            rowsOf(liveThrough(newcomer, arrivals, { until, settings: () => one }).facts)
          expect(live(newer)).toEqual(live(without))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is decided the same by waking only when asked as by deciding all the time', () => {
    fc.assert(
      fc.property(anyTurn, ({ newcomer, arrivals, settingsAt }) => {
        const circumstances = { settings: settingsAt, until }
        // Publishing has every customer decided for.
        const waking = liveThrough(newcomer, arrivals, { ...circumstances, alsoAt: [half] })
        const alsoAt = [...new Set([...everyHour, half, ...waking.decidedAt])]
        const always = liveThrough(newcomer, arrivals, { ...circumstances, alsoAt })
        expect(rowsOf(waking.facts)).toEqual(rowsOf(always.facts))
      }),
      { numRuns: 60 },
    )
  })

  it('is all that moves: what a campaign had stored when a newer version published it stays', () => {
    fc.assert(
      fc.property(anyTurn, fc.boolean(), ({ newcomer, arrivals, settingsAt }, isSent) => {
        const circumstances = {
          settings: settingsAt,
          senderTakes: () => (isSent ? 0 : undefined),
        }
        const ofA = (lastInstant: Instant) => {
          const life = liveThrough(newcomer, arrivals, { ...circumstances, until: lastInstant })
          const { journeys, messages } = rowsOf(life.facts)
          return [...journeys, ...messages].filter((row) => row.campaign === 'a')
        }
        expect(ofA(until)).toEqual(ofA(half - 1))
      }),
      { numRuns: 60 },
    )
  })
})
