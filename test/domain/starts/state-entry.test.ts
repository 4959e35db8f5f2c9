import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Segment } from '../../../functions/domain/conditions.ts'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import { decide } from '../../../functions/domain/decide.ts'
import type { Settings } from '../../../functions/domain/policy.ts'
import type { Instant } from '../../../functions/domain/time.ts'
import { applyDecision } from '../../support/apply-decision.ts'
import {
  campaign,
  customer,
  days,
  NOON,
  order,
  policy,
  settings,
  shopModel,
} from '../../support/given.ts'

const POLICY = policy({ dormantAfterDays: 10, frequentPurchases: 3, frequentWindowDays: 30 })

const shopOf = (changes: Partial<Campaign>, more: Partial<Settings> = {}): Settings =>
  settings({ policy: POLICY, campaigns: [campaign(changes)], ...more })

/** Decides at each instant, and stores what was decided. */
const livedThrough = (
  facts: CustomerFacts,
  shop: Settings | ((now: Instant) => Settings),
  ...instants: readonly Instant[]
): CustomerFacts =>
  instants.reduce(
    (known, now) =>
      applyDecision(known, decide(known, now, typeof shop === 'function' ? shop(now) : shop)),
    facts,
  )

const whyNone = (facts: CustomerFacts, shop: Settings, now: Instant) => {
  const { journeys, wakeAt } = decide(facts, now, shop)
  expect(journeys).toEqual([])
  return wakeAt
}

const bought = (...daysAfter: readonly number[]) =>
  customer({ orders: daysAfter.map((day) => order(`o${day}`, NOON + days(day))) })

describe('a campaign that starts on a class', () => {
  const frequent: Partial<Campaign> = {
    start: { kind: 'class-entered', class: 'frequent' },
    eligibleAtStartFrom: 0,
    eligible: { minPurchases: 5 },
  }

  it('starts at the first instant of the stay at which its customer is eligible', () => {
    const shop = shopOf(frequent)
    const three = livedThrough(bought(0, 1, 2), shop, NOON + days(2))
    expect(three).toMatchObject({ journeys: [], messages: [] })
    const five = livedThrough(
      { ...three, orders: bought(0, 1, 2, 4, 5).orders },
      shop,
      NOON + days(5),
    )
    expect(five.journeys).toMatchObject([
      { startedAt: NOON + days(5), start: { since: NOON + days(2) } },
    ])
    expect(five.messages).toMatchObject([{ status: 'due', dueAt: NOON + days(5) }])
  })

  it('wakes when time alone makes the customer eligible', () => {
    const shop = shopOf({ ...frequent, eligible: { not: { orders: { withinDays: 3, min: 1 } } } })
    const facts = bought(0, 1, 2)
    expect(whyNone(facts, shop, NOON + days(2))).toBe(NOON + days(5))
    expect(livedThrough(facts, shop, NOON + days(5)).journeys).toMatchObject([
      { startedAt: NOON + days(5) },
    ])
  })

  it('does not ask at its steps again', () => {
    const shop = shopOf({ ...frequent, eligible: { maxPurchases: 3 } })
    const started = livedThrough(bought(0, 1, 2), shop, NOON + days(2))
    const more = { ...started, orders: bought(0, 1, 2, 3).orders }
    expect(livedThrough(more, shop, NOON + days(3)).messages).toMatchObject([{ status: 'due' }])
  })

  it('begins nothing for an entry that became known too late', () => {
    const shop = shopOf({ ...frequent, eligible: { minPurchases: 1 } })
    expect(livedThrough(bought(0, 1, 2), shop, NOON + days(9)).journeys).toEqual([])
  })

  it('starts with the stay and asks at each step where it was published before', () => {
    const { eligibleAtStartFrom: _, ...before } = frequent
    const facts = livedThrough(bought(0, 1, 2), shopOf(before), NOON + days(2))
    expect(facts.journeys).toHaveLength(1)
    expect(facts.messages).toMatchObject([{ status: 'skipped', reason: 'not-eligible' }])
  })
})

describe('an entry too soon after the last start', () => {
  const winBack = { reentryAfterMs: days(30), late: false }
  /** Dormant on day 10, back on day 15, dormant again on day 25. */
  const facts = bought(0, 15)
  const throughBoth = (changes: Partial<Campaign>, ...later: readonly Instant[]) => {
    const shop = shopOf(changes)
    const first = livedThrough(bought(0), shop, NOON + days(10))
    return livedThrough(
      { ...first, orders: facts.orders },
      shop,
      ...[NOON + days(15), NOON + days(25), ...later],
    )
  }

  it('starts nothing', () => {
    const { journeys } = throughBoth(winBack, NOON + days(40), NOON + days(60))
    expect(journeys).toMatchObject([{ startedAt: NOON + days(10) }])
  })

  it('starts when that time is over if the campaign is late and the customer is still in it', () => {
    const late = { ...winBack, late: true }
    const waiting = throughBoth(late)
    expect(decide(waiting, NOON + days(26), shopOf(late)).wakeAt).toBe(NOON + days(40))
    expect(throughBoth(late, NOON + days(40)).journeys).toMatchObject([
      { startedAt: NOON + days(10) },
      { startedAt: NOON + days(40), start: { since: NOON + days(25) } },
    ])
  })

  it('is not counted from an entry that began no journey', () => {
    const asked: Partial<Campaign> = {
      start: { kind: 'class-entered', class: 'dormant' },
      ...{ eligibleAtStartFrom: 0, eligible: { minPurchases: 2 }, reentryAfterMs: days(30) },
    }
    expect(throughBoth(asked).journeys).toMatchObject([{ startedAt: NOON + days(25) }])
  })
})

describe('a campaign that starts when customers enter a segment', () => {
  const keen: Segment = {
    ...{ id: 'keen', name: { en: 'Keen' }, definedAt: 0 },
    conditions: { orders: { withinDays: 7, min: 2 } },
  }
  const start = { kind: 'segment-entered', segment: 'keen' } as const
  const shop = shopOf({ start, reentryAfterMs: 0 }, { segments: [keen] })

  it('starts when they enter, and ends when they leave', () => {
    const facts = bought(0, 3)
    const entered = livedThrough(facts, shop, NOON + days(3))
    expect(entered.journeys).toMatchObject([{ startedAt: NOON + days(3) }])
    const quiet = shopOf(
      { start, steps: [{ id: 'picks', template: 'picks', afterMs: days(20) }] },
      { segments: [keen] },
    )
    const waiting = livedThrough(facts, quiet, NOON + days(3))
    expect(decide(waiting, NOON + days(4), quiet).wakeAt).toBe(NOON + days(7))
    expect(livedThrough(entered, shop, NOON + days(8)).journeys).toMatchObject([
      { end: { at: NOON + days(7), reason: 'left-segment' } },
    ])
  })

  it('starts once a stay, and again when they come back', () => {
    const stay = livedThrough(bought(0, 3, 6), shop, NOON + days(3), NOON + days(6), NOON + days(8))
    expect(stay.journeys).toHaveLength(1)
    const back = { ...stay, orders: bought(0, 3, 6, 30, 31).orders }
    expect(livedThrough(back, shop, NOON + days(20), NOON + days(31)).journeys).toMatchObject([
      { startedAt: NOON + days(3) },
      { startedAt: NOON + days(31) },
    ])
  })

  it('starts nothing for customers whom a new definition, policy or model brings in', () => {
    const now = NOON + days(4)
    const facts = bought(0, 3)
    const redefined = { ...keen, definedAt: now }
    const changed = [
      shopOf({ start }, { segments: [redefined] }),
      shopOf(
        { start: { ...start, segment: 'outer' } },
        {
          segments: [redefined, { ...keen, id: 'outer', conditions: { segment: 'keen' } }],
        },
      ),
      shopOf({ start }, { segments: [keen], classesSince: now }),
      shopOf({ start, activeFrom: now }, { segments: [keen] }),
    ]
    for (const one of changed) expect(livedThrough(facts, one, now).journeys).toEqual([])
    const fading = { ...keen, conditions: { maxChance: 0.99 } }
    const refitted = (at: Instant) =>
      shopOf(
        { start },
        {
          segments: [fading],
          models: at < now ? [] : [shopModel({ from: now, fittedAt: now })],
        },
      )
    expect(livedThrough(facts, refitted, NOON + days(3), now, now + days(9)).journeys).toEqual([])
  })

  it('is left alone where the segment is missing, or not understood', () => {
    const facts = livedThrough(bought(0, 3), shop, NOON + days(3))
    const newer = { ...keen, conditions: { fullMoon: true } } as unknown as Segment
    for (const segments of [[], [newer]]) {
      const decision = decide(facts, NOON + days(9), shopOf({ start }, { segments }))
      expect(decision).toMatchObject({ journeys: [], messages: [] })
      expect(decision.notUnderstood).toEqual(['campaign win-back: segment keen'])
    }
  })
})
