import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { CustomerFacts, Profile } from '../../../functions/domain/customer.ts'
import type { Attribute } from '../../../functions/domain/customer-event.ts'
import { decide } from '../../../functions/domain/decide.ts'
import type { StartOf } from '../../../functions/domain/starts/start.ts'
import { HOUR_MS, type Instant } from '../../../functions/domain/time.ts'
import type { Arrival } from '../../support/any-life.ts'
import { campaign, customer, days, NOON, order, policy, settings } from '../../support/given.ts'
import { liveThrough } from '../../support/live-through.ts'

type Date = Omit<StartOf<'date'>, 'kind'>

const YEARLY: Date = { of: 'birthday', repeats: 'yearly', offsetDays: 0, time: '09:00' }

const asking = (date: Partial<Date> = {}, changes: Partial<Campaign> = {}) =>
  settings({
    campaigns: [
      campaign({
        start: { kind: 'date', ...YEARLY, ...date },
        reentryAfterMs: days(300),
        eligibleAtStartFrom: 0,
        ...changes,
      }),
    ],
    policy: policy({ quietHours: null, caps: [] }),
  })

const born = (value: string, arrivedAt: Instant = 0): Attribute => ({
  name: 'birthday',
  value,
  since: arrivedAt,
  arrivedAt,
})

const living = (zone: string): Profile => ({
  email: 'c-1@example.org',
  locale: 'en',
  zone,
  country: 'GB',
  updatedAt: 0,
})

/** The instants of all starts in a life that is decided only at arrivals and wakes. */
function startsIn(
  facts: Partial<CustomerFacts>,
  shop: ReturnType<typeof asking>,
  until: Instant,
  arrivals: readonly Arrival[] = [],
) {
  const life = liveThrough(customer(facts), arrivals, { until, settings: () => shop })
  return life.facts.journeys.map(({ startedAt, start }) => [
    new globalThis.Date(startedAt).toISOString(),
    'occurrence' in start ? start.occurrence : '',
  ])
}

const newProfile = (at: Instant, zone: string): Arrival => ({
  at,
  recording: { fact: 'profile', profile: { ...living(zone), updatedAt: at } },
})
const newDate = (at: Instant, value: string): Arrival => ({
  at,
  recording: { fact: 'attribute', attribute: born(value, at) },
})

const FIVE_YEARS = NOON + days(5 * 365)

describe('a campaign that starts on a date', () => {
  it('starts every year at the hour where the customer is', () => {
    expect(
      startsIn(
        { attributes: [born('1985-05-17')], profile: living('America/New_York') },
        asking(),
        NOON + days(730),
      ),
    ).toEqual([
      ['2026-05-17T13:00:00.000Z', '2026'],
      ['2027-05-17T13:00:00.000Z', '2027'],
    ])
  })

  it('needs no year, and starts on the 28th for 29 February in other years', () => {
    const starts = startsIn({ attributes: [born('02-29')] }, asking(), FIVE_YEARS)
    expect(starts.map(([at]) => at?.slice(0, 10))).toEqual([
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
    ])
  })

  it.each([
    ['before', -7, '2026-12-27T09:00:00.000Z', '2027'],
    ['after', 30, '2026-02-02T09:00:00.000Z', '2026'],
  ])('starts days %s it, and is known by the year of the date', (_, offsetDays, at, occurrence) => {
    const starts = startsIn(
      { attributes: [born('1985-01-03')] },
      asking({ offsetDays }),
      NOON + days(362),
    )
    expect(starts).toEqual([[at, occurrence]])
  })

  it('starts once in the year of the date itself, and never without one', () => {
    const once = asking({ repeats: 'once' })
    expect(startsIn({ attributes: [born('2027-05-17')] }, once, FIVE_YEARS)).toEqual([
      ['2027-05-17T08:00:00.000Z', '2027'],
    ])
    expect(startsIn({ attributes: [born('05-17')] }, once, FIVE_YEARS)).toEqual([])
    expect(startsIn({ attributes: [born('1985-05-17')] }, once, FIVE_YEARS)).toEqual([])
  })

  it('does not come round before the year of the date', () => {
    const starts = startsIn({ attributes: [born('2029-05-17')] }, asking(), FIVE_YEARS)
    expect(starts.map(([, year]) => year)).toEqual(['2029', '2030'])
  })

  it('does not start for an occurrence before the date was given', () => {
    const late = newDate(Date.UTC(2026, 4, 17, 8, 1), '1985-05-17')
    const intime = newDate(Date.UTC(2026, 4, 17, 8), '1985-05-17')
    expect(startsIn({}, asking(), NOON + days(360), [late])).toEqual([])
    expect(startsIn({}, asking(), NOON + days(360), [intime])).toHaveLength(1)
  })

  it.each(['soon', '1985-13-01', 5, true])('starts nothing for %s, which is no date', (value) => {
    const attributes = [{ ...born(''), value }]
    expect(decide(customer({ attributes }), NOON, asking())).toMatchObject({ journeys: [] })
  })

  it('is repeated by no corrected date or zone, across the turn of the year either', () => {
    const anyCorrection = fc
      .record({
        day: fc.integer({ min: -20, max: 20 }),
        hour: fc.nat({ max: 60 * 24 }),
        zone: fc.constantFrom('Pacific/Kiritimati', 'America/New_York', 'Australia/Lord_Howe'),
        isDate: fc.boolean(),
      })
      .map(({ day, hour, zone, isDate }) => {
        const at = NOON + hour * HOUR_MS
        const value = `1985-${new globalThis.Date(NOON + days(day)).toISOString().slice(5, 10)}`
        return isDate ? newDate(at, value) : newProfile(at, zone)
      })
    const anyStart = fc.record({
      offsetDays: fc.constantFrom(0, -7, 3),
      repeats: fc.constantFrom('yearly' as const, 'once' as const),
    })
    fc.assert(
      fc.property(fc.array(anyCorrection, { maxLength: 8 }), anyStart, (corrections, start) => {
        const shop = asking(start, { reentryAfterMs: 0 })
        const given = [born('1985-12-30'), born('2026-01-02')][start.repeats === 'once' ? 1 : 0]
        const facts = { attributes: given ? [given] : [] }
        expect(startsIn(facts, shop, NOON + days(80), corrections).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 200 },
    )
  })

  it('uses up nothing where the customer was not eligible', () => {
    const shop = asking({}, { eligible: { minPurchases: 1 } })
    const bought: Arrival = {
      at: Date.UTC(2026, 7, 1),
      recording: { fact: 'order', order: order('o1', Date.UTC(2026, 7, 1)) },
    }
    expect(
      startsIn({ attributes: [born('1985-05-17')] }, shop, NOON + days(700), [bought]),
    ).toEqual([['2027-05-17T08:00:00.000Z', '2027']])
  })

  it('is over in a year in which nothing was decided until it was stale', () => {
    const facts = customer({ attributes: [born('1985-05-17')] })
    const at = Date.UTC(2026, 4, 17, 8)
    expect(decide(facts, at + days(3) - 1, asking()).journeys).toMatchObject([{ startedAt: at }])
    expect(decide(facts, at + days(3), asking())).toMatchObject({
      journeys: [],
      wakeAt: Date.UTC(2027, 4, 17, 8),
    })
  })
})

describe('a campaign that starts on the last purchase', () => {
  const after30 = asking(
    { of: 'last-purchase', repeats: 'once', offsetDays: 30 },
    { reentryAfterMs: 0 },
  )
  const buys = (orderId: string, paidAt: Instant): Arrival => ({
    at: paidAt,
    recording: { fact: 'order', order: order(orderId, paidAt) },
  })

  it('starts after each that no other followed in time', () => {
    const arrivals = [buys('o1', NOON), buys('o2', NOON + days(10)), buys('o3', NOON + days(50))]
    expect(startsIn({}, after30, NOON + days(100), arrivals)).toEqual([
      ['2026-02-10T09:00:00.000Z', '2026-01-11'],
      ['2026-03-22T09:00:00.000Z', '2026-02-20'],
    ])
  })

  it('is not repeated by a zone in which it was bought on another day', () => {
    const arrivals = [buys('o1', NOON), newProfile(NOON + days(31), 'Pacific/Kiritimati')]
    expect(startsIn({}, after30, NOON + days(100), arrivals)).toHaveLength(1)
  })

  it('comes round every year after the purchase, and not on its own day', () => {
    const shop = asking({ of: 'last-purchase' })
    expect(startsIn({}, shop, NOON + days(740), [buys('o1', NOON - 6 * HOUR_MS)])).toEqual([
      ['2027-01-01T09:00:00.000Z', '2027'],
      ['2028-01-01T09:00:00.000Z', '2028'],
    ])
  })
})
