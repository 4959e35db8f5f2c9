import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, dayIn, dayInYear, instantIn, parseDate } from '../../functions/domain/calendar.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'

const day = (text: string) => Date.parse(text) / DAY_MS
const iso = (at: Instant) => new Date(at).toISOString()

/** What a clock on the wall shows, as text that sorts as the time does. */
const clockIn = (zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return (at: Instant) => format.format(at)
}

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'UTC',
]

describe('the hour of a day in a zone', () => {
  it.each([
    ['in winter', 'Europe/London', '2026-01-05', 540, '2026-01-05T09:00:00.000Z'],
    ['in summer', 'Europe/London', '2026-07-05', 540, '2026-07-05T08:00:00.000Z'],
    [
      'skipped: the next valid instant',
      'Europe/London',
      '2026-03-29',
      90,
      '2026-03-29T01:00:00.000Z',
    ],
    ['repeated: the first', 'Europe/London', '2026-10-25', 90, '2026-10-25T00:30:00.000Z'],
    ['skipped', 'America/New_York', '2026-03-08', 150, '2026-03-08T07:00:00.000Z'],
    ['repeated', 'America/New_York', '2026-11-01', 60, '2026-11-01T05:00:00.000Z'],
    ['half an hour skipped', 'Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:30:00.000Z'],
    ['half an hour repeated', 'Australia/Lord_Howe', '2026-04-05', 105, '2026-04-04T14:45:00.000Z'],
    ['at three quarters', 'Asia/Kathmandu', '2026-06-04', 540, '2026-06-04T03:15:00.000Z'],
    ['of a day that was skipped', 'Pacific/Apia', '2011-12-30', 540, '2011-12-30T10:00:00.000Z'],
    ['of the day after it', 'Pacific/Apia', '2011-12-31', 540, '2011-12-30T19:00:00.000Z'],
  ])('%s (%s, %s)', (_, zone, date, minute, at) => {
    expect(iso(instantIn(day(date), minute, zone))).toBe(at)
  })

  it('is the first instant at which the clock shows it or is past it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        // Around the days on which clocks change, and all others.
        fc.oneof(
          fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25'),
          fc.constantFrom('2011-12-29', '2011-12-30', '2011-12-31', '2026-11-01', '2028-02-29'),
        ),
        fc.integer({ min: -1, max: 1 }),
        fc.nat({ max: 1439 }),
        (zone, date, shift, minute) => {
          const asked = day(date) + shift
          const at = instantIn(asked, minute, zone)
          const clock = clockIn(zone)
          const wanted = iso(asked * DAY_MS + minute * MINUTE_MS)
            .slice(0, 16)
            .replace('T', ' ')
          expect(clock(at) >= wanted).toBe(true)
          expect(clock(at - 1) < wanted).toBe(true)
          for (let before = MINUTE_MS; before <= 3 * HOUR_MS; before += 15 * MINUTE_MS)
            expect(clock(at - before) < wanted).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('lies on that day where it is', () => {
    const anyDay = fc.integer({ min: day('2015-01-01'), max: day('2040-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anyDay, fc.nat({ max: 1439 }), (zone, on, minute) => {
        expect(dayIn(instantIn(on, minute, zone), zone)).toBe(on)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a date', () => {
  it.each([
    ['1985-05-17', { year: 1985, month: 5, day: 17 }],
    ['05-17', { month: 5, day: 17 }],
    ['02-29', { month: 2, day: 29 }],
    ['2024-02-29', { year: 2024, month: 2, day: 29 }],
    ['2025-02-29', undefined],
    ['1900-02-29', undefined],
    ['13-01', undefined],
    ['04-31', undefined],
    ['00-10', undefined],
    ['tomorrow', undefined],
  ])('is read from %s', (text, date) => {
    expect(parseDate(text)).toEqual(date)
  })

  it('on 29 February falls on the 28th in other years', () => {
    const date = { month: 2, day: 29 }
    expect(dayInYear(date, 2027)).toBe(day('2027-02-28'))
    expect(dayInYear(date, 2028)).toBe(day('2028-02-29'))
    expect(dayInYear(date, 2100)).toBe(day('2100-02-28'))
  })

  it('comes round on the same day and month of every other year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: day('1900-01-01'), max: day('2199-12-31') }),
        fc.integer({ min: 1970, max: 2199 }),
        (of, year) => {
          const date = dateOf(of)
          const inYear = dateOf(dayInYear(date, year))
          expect(inYear.year).toBe(year)
          if (date.month === 2 && date.day === 29) expect(inYear.month).toBe(2)
          else expect(inYear).toEqual({ ...date, year })
          expect(dayInYear(date, date.year)).toBe(of)
        },
      ),
    )
  })
})
