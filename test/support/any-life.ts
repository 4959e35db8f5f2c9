/** Arbitrary lives of one customer: what arrived when, often long after or before it happened. */
import fc from 'fast-check'
import type { CustomerFacts, Profile } from '../../functions/domain/customer.ts'
import { unknownCustomer } from '../../functions/domain/customer.ts'
import { type Instant, MINUTE_MS } from '../../functions/domain/time.ts'
import { anyRecording } from './any-facts.ts'
import type { Recording } from './arrive.ts'
import { consent, days, hours, NOON } from './given.ts'

export type Arrival = { readonly at: Instant; readonly recording: Recording }

export const LIFE_MS = days(28)

const anyProfile: fc.Arbitrary<Omit<Profile, 'updatedAt'>> = fc.record(
  {
    email: fc.constant('c-1@example.org'),
    locale: fc.constantFrom('en', 'en-AU', 'zh-SG', 'fr'),
    zone: fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    ),
    country: fc.constantFrom('GB', 'US', 'DE', 'CN', 'CA', 'ZZ'),
  },
  { requiredKeys: [] },
)

/** Lag of the arrival after the fact; below zero where the fact lies ahead. */
const anyLag = fc.constantFrom(0, 0, 0, hours(1), hours(30), days(4), -hours(10), -days(2))

/** Arrivals at any minute. */
const anyArrivalInstant = fc
  .nat({ max: (LIFE_MS - days(5)) / MINUTE_MS })
  .map((minutes) => NOON + minutes * MINUTE_MS)

const anyArrivalOfProfile: fc.Arbitrary<Arrival> = fc
  .record({ at: anyArrivalInstant, fields: anyProfile })
  .map(({ at, fields }) => ({
    at,
    recording: { fact: 'profile', profile: { ...fields, updatedAt: at } },
  }))

const anyArrivalOfFact: fc.Arbitrary<Arrival> = fc
  .record({ at: anyArrivalInstant, lag: anyLag })
  .chain(({ at, lag }) =>
    anyRecording(fc.constant(at - lag)).map((recording) => ({
      at,
      recording:
        recording.fact === 'attribute'
          ? { ...recording, attribute: { ...recording.attribute, arrivedAt: at } }
          : recording,
    })),
  )

/** A hold, with or without an end, or preferences that restrict mail. */
const anyArrivalOfChoice: fc.Arbitrary<Arrival> = fc
  .record({
    at: anyArrivalInstant,
    lag: anyLag,
    length: fc.constantFrom(undefined, hours(5), days(2)),
    everyDays: fc.constantFrom(undefined, 1, 3),
    campaignsOff: fc.constantFrom([], ['a']),
    holds: fc.boolean(),
  })
  .map(({ at, lag, length, everyDays, campaignsOff, holds }) => ({
    at,
    recording: holds
      ? {
          fact: 'hold',
          hold: {
            holdId: `hold at ${at - lag}`,
            reason: 'chargeback',
            at: at - lag,
            ...(length !== undefined && { until: at - lag + length }),
          },
        }
      : {
          fact: 'preferences',
          preferences: {
            campaignsOff,
            updatedAt: at,
            ...(everyDays !== undefined && { everyDays }),
          },
        },
  }))

export const anyArrivals: fc.Arbitrary<readonly Arrival[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anyArrivalOfFact },
      { weight: 1, arbitrary: anyArrivalOfProfile },
      { weight: 1, arbitrary: anyArrivalOfChoice },
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((arrivals) => arrivals.toSorted((a, b) => a.at - b.at))

/** Breaks that the customer takes and ends, in days and hours: they end by day and by night. */
const anyPause: fc.Arbitrary<Arrival> = fc
  .record({ at: anyArrivalInstant, length: fc.constantFrom(undefined, hours(5), days(2), days(5)) })
  .map(({ at, length }) => ({
    at,
    recording: {
      fact: 'preferences',
      preferences: {
        campaignsOff: [],
        updatedAt: at,
        ...(length !== undefined && { pausedUntil: at + length }),
      },
    },
  }))

export const anyArrivalsWithPauses: fc.Arbitrary<readonly Arrival[]> = fc
  .tuple(anyArrivals, fc.array(anyPause, { maxLength: 2 }))
  .map(([arrivals, pauses]) => [...arrivals, ...pauses].toSorted((a, b) => a.at - b.at))

/** What the shop posts under names of its own, dated ahead: it counts once its instant comes. */
const anyPosted: fc.Arbitrary<Pick<CustomerFacts, 'events' | 'attributes'>> = fc.record({
  events: fc.uniqueArray(anyArrivalInstant, { maxLength: 3 }).map((instants) =>
    instants.map((at) => ({
      ...{ eventId: `${at}`, name: 'viewed', at },
      ...{ asked: { totalMinor: at % 7 }, keptUntil: at + days(90) },
    })),
  ),
  attributes: fc
    .option(anyArrivalInstant, { nil: undefined })
    .map((at) =>
      at === undefined ? [] : [{ name: 'tier', value: 'gold', since: at, arrivedAt: NOON }],
    ),
})

/** Most can be written to from the start; some only later, or never. */
export const anyNewcomer: fc.Arbitrary<CustomerFacts> = fc
  .constantFrom<Partial<CustomerFacts>>(
    {
      profile: { email: 'c-1@example.org', locale: 'en', country: 'GB', updatedAt: 0 },
      consents: [consent(0)],
    },
    {
      profile: { email: 'c-1@example.org', locale: 'en', country: 'US', updatedAt: 0 },
      consents: [consent(0)],
    },
    {
      profile: { email: 'c-1@example.org', locale: 'en', country: 'DE', updatedAt: 0 },
      consents: [consent(NOON), consent(NOON + days(6), { basis: 'double-opt-in' })],
    },
    { profile: { email: 'c-1@example.org', locale: 'zh-CN', updatedAt: 0 } },
    { consents: [consent(0)] },
  )
  .chain((facts) => anyPosted.map((posted) => ({ ...facts, ...posted })))
  .map((facts) => ({ ...unknownCustomer('acme', 'c-1'), ...facts }))
