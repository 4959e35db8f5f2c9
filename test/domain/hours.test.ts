import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type QuietHours,
  quietFrom,
  quietUntil,
  quietUntilInAll,
  zoneOf,
  zonesOfCountry,
} from '../../functions/domain/hours.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
]

const formats = new Map(
  ZONES.map((zone) => [
    zone,
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  ]),
)
const timeAt = (at: Instant, zone: string): string => formats.get(zone)?.format(at) ?? ''

const isQuietAt = (at: Instant, zone: string, { from, to }: QuietHours): boolean => {
  const time = timeAt(at, zone)
  return from <= to ? time >= from && time < to : time >= from || time < to
}

/** The first minute that is not quiet, found by walking there. */
function walkUntil(now: Instant, zone: string, quiet: QuietHours): Instant | undefined {
  if (!isQuietAt(now, zone, quiet)) return undefined
  let at = now - (now % MINUTE_MS)
  while (isQuietAt(at, zone, quiet)) at += MINUTE_MS
  return at
}

/** Clock changes of 2026, by tz database: each zone's to summer and back. */
const CLOCK_CHANGES = [
  { zone: 'Europe/London', at: Date.UTC(2026, 2, 29, 1) },
  { zone: 'Europe/London', at: Date.UTC(2026, 9, 25, 1) },
  { zone: 'America/New_York', at: Date.UTC(2026, 2, 8, 7) },
  { zone: 'America/New_York', at: Date.UTC(2026, 10, 1, 6) },
  { zone: 'Australia/Lord_Howe', at: Date.UTC(2026, 3, 4, 15) },
  { zone: 'Australia/Lord_Howe', at: Date.UTC(2026, 9, 3, 15, 30) },
]

const anyTime = fc
  .nat({ max: 95 })
  .map(
    (quarter) =>
      `${String(quarter >> 2).padStart(2, '0')}:${['00', '15', '30', '45'][quarter & 3]}`,
  )
const anyQuiet: fc.Arbitrary<QuietHours> = fc.oneof(
  fc.constant({ from: '21:00', to: '08:00' }),
  fc.record({ from: anyTime, to: anyTime }),
)
const anyWhere = fc.oneof(
  fc.record({
    zone: fc.constantFrom(...ZONES),
    now: fc.nat({ max: 365 * 24 * 60 * 60 }).map((s) => Date.UTC(2026, 0, 1) + s * 1_000),
  }),
  fc
    .record({
      change: fc.constantFrom(...CLOCK_CHANGES),
      seconds: fc.integer({ min: -12 * 3_600, max: 3 * 3_600 }),
    })
    .map(({ change: { zone, at }, seconds }) => ({ zone, now: at + seconds * 1_000 })),
)

describe('quiet hours', () => {
  it('end at the first minute that is day where the customer is, whatever the clocks do', () => {
    fc.assert(
      fc.property(anyWhere, anyQuiet, ({ zone, now }, quiet) => {
        const until = quietUntil(now, zone, quiet)
        expect(until).toBe(walkUntil(now, zone, quiet))
        if (until !== undefined) expect(until).toBeGreaterThan(now)
      }),
      { numRuns: 1_500 },
    )
  })

  it('begin at the first minute of the night, also when the clocks change', () => {
    fc.assert(
      fc.property(anyWhere, anyQuiet, ({ zone, now }, quiet) => {
        fc.pre(quiet.from !== quiet.to && !isQuietAt(now, zone, quiet))
        let night = now - (now % MINUTE_MS)
        while (!isQuietAt(night, zone, quiet)) night += MINUTE_MS
        let at = now
        for (let asked = 0; asked < 3 && !isQuietAt(at, zone, quiet); asked++) {
          const next = quietFrom(at, zone, quiet)
          expect(next).toBeGreaterThan(at)
          at = next
        }
        expect(at).toBe(night)
      }),
      { numRuns: 500 },
    )
  })

  it.each(ZONES)('from 21:00 to 08:00 end at 08:00 on every day of the year in %s', (zone) => {
    for (let now = Date.UTC(2026, 0, 1); now < Date.UTC(2027, 0, 1); now += 3 * HOUR_MS) {
      const until = quietUntil(now, zone, { from: '21:00', to: '08:00' })
      const isNight = timeAt(now, zone) >= '21:00' || timeAt(now, zone) < '08:00'
      expect(until !== undefined).toBe(isNight)
      if (until !== undefined) expect(timeAt(until, zone)).toBe('08:00')
    }
  })

  it.each([
    [
      'the end falls into the hour that is skipped',
      '2026-03-29T00:10:00Z',
      '01:30',
      '2026-03-29T01:00:00Z',
    ],
    [
      'the end falls into it, seen an hour before',
      '2026-03-28T23:10:30Z',
      '01:30',
      '2026-03-29T01:00:00Z',
    ],
    [
      'the end is the hour that is skipped to',
      '2026-03-29T00:10:00Z',
      '02:00',
      '2026-03-29T01:00:00Z',
    ],
    ['the night is an hour short', '2026-03-28T23:00:00Z', '08:00', '2026-03-29T07:00:00Z'],
    ['the night is an hour long', '2026-10-24T23:00:00Z', '08:00', '2026-10-25T08:00:00Z'],
  ])('in London, where %s', (_, now, to, expected) => {
    const until = quietUntil(Date.parse(now), 'Europe/London', { from: '21:00', to })
    expect(until === undefined ? until : new Date(until).toISOString()).toBe(
      new Date(expected).toISOString(),
    )
  })

  it('are over if the clock is put back to before they began', () => {
    const quiet = { from: '01:30', to: '08:00' }
    const now = Date.parse('2026-11-01T05:45:00Z')
    expect(quietUntil(now, 'America/New_York', quiet)).toBe(Date.parse('2026-11-01T06:00:00Z'))
  })

  it.each([
    ['20:59:59.999', undefined],
    ['21:00:00.000', '2026-01-02T08:00:00.000Z'],
    ['23:30:30.500', '2026-01-02T08:00:00.000Z'],
  ])('are half-open: at %s', (time, expected) => {
    const until = quietUntil(Date.parse(`2026-01-01T${time}Z`), 'Europe/London', {
      from: '21:00',
      to: '08:00',
    })
    expect(until && new Date(until).toISOString()).toBe(expected)
  })

  it('that begin and end at one time are none', () => {
    const quiet = { from: '08:00', to: '08:00' }
    expect(quietUntil(Date.UTC(2026, 0, 1, 8), 'Europe/London', quiet)).toBeUndefined()
  })
})

describe('quiet hours of a customer with a known country and no zone', () => {
  const quiet = { from: '21:00', to: '08:00' }

  it('end when it is day in every zone of the country', () => {
    const zones = zonesOfCountry('US')
    const newYorkAtEight = Date.UTC(2026, 0, 5, 13)
    const honoluluAtEight = Date.UTC(2026, 0, 5, 18)
    expect(quietUntilInAll(newYorkAtEight, zones, quiet)).toBe(honoluluAtEight)
    expect(quietUntilInAll(honoluluAtEight, zones, quiet)).toBeUndefined()
  })

  it('are those of its one zone if it has one', () => {
    expect(zonesOfCountry('GB')).toEqual(['Europe/London'])
    const night = Date.UTC(2026, 0, 5, 23)
    expect(quietUntilInAll(night, zonesOfCountry('GB'), quiet)).toBe(
      quietUntil(night, 'Europe/London', quiet),
    )
  })

  it('keep zones apart by their clocks over the year, not in January alone', () => {
    const timeIn = (country: string, at: Instant) =>
      zonesOfCountry(country).map((zone) =>
        new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at),
      )
    const july = Date.UTC(2026, 6, 1, 12)
    // Hawaii keeps its time while the Aleutians have summer time; Arizona parts from Colorado.
    expect(timeIn('US', july)).toEqual(expect.arrayContaining(['02:00', '03:00', '05:00', '06:00']))
    // Lord Howe and Sydney read the same in January only.
    expect(timeIn('AU', july)).toEqual(expect.arrayContaining(['22:00', '22:30']))
    expect(zonesOfCountry('AU')).toContain('Australia/Lord_Howe')
  })

  it('are those of Beijing in all of China', () => {
    expect(zonesOfCountry('CN')).toEqual(['Asia/Shanghai'])
    expect(zoneOf({ country: 'CN' })).toBe('Asia/Shanghai')
  })

  it('are those of the first zone if it is never day in all of them', () => {
    const apart = ['Pacific/Auckland', 'Europe/Lisbon', 'America/Los_Angeles']
    const night = Date.UTC(2026, 0, 5, 10)
    expect(quietUntilInAll(night, apart, quiet)).toBe(quietUntil(night, 'Pacific/Auckland', quiet))
  })

  it('of an unknown country code are unknown', () => {
    expect(zonesOfCountry('ZZ')).toEqual([])
    expect(quietUntilInAll(0, [], quiet)).toBeUndefined()
  })
})
