/**
 * Calendar days and the wall clock of a zone. A day is counted in whole days since 1970 wherever it is,
 * so that days before and after it are plain sums; only its hour needs the zone.
 */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from './time.ts'

/** Days since 1970-01-01 by the calendar. */
export type CalendarDay = number

/** Without a year: of any. */
export type CalendarDate = { readonly year?: number; readonly month: number; readonly day: number }

const DATE = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/

/**
 * Reads `YYYY-MM-DD` or `MM-DD`; undefined if there is no such day.
 *
 * @example parseDate('02-29') // { month: 2, day: 29 }
 */
export function parseDate(text: string): CalendarDate | undefined {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (month === undefined || day === undefined) return undefined
  const date = { month: Number(month), day: Number(day) }
  const inYear = year === undefined ? LEAP_YEAR : Number(year)
  if (!isDay(inYear, date)) return undefined
  return year === undefined ? date : { year: inYear, ...date }
}

const LEAP_YEAR = 2000

function isDay(year: number, { month, day }: CalendarDate): boolean {
  const date = new Date(dayAt(year, month, day) * DAY_MS)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** 29 February is 28 February in other years. @example dayInYear({ month: 2, day: 29 }, 2027) // dayAt(2027, 2, 28) */
export const dayInYear = (date: CalendarDate, year: number): CalendarDay =>
  dayAt(year, date.month, isDay(year, date) ? date.day : date.day - 1)

/** `Date.UTC` takes the years up to 99 for those of the last century. */
const dayAt = (year: number, month: number, day: number): CalendarDay =>
  new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS

/** @example dateOf(0) // { year: 1970, month: 1, day: 1 } */
export function dateOf(day: CalendarDay): Required<CalendarDate> {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** @example dayIn(Date.UTC(2026, 0, 1, 20), 'Asia/Shanghai') // that of 2 January 2026 */
export const dayIn = (at: Instant, zone: string): CalendarDay =>
  Math.floor((at + offsetAt(at, zone)) / DAY_MS)

/** Longer than any zone is from UTC. */
const FURTHEST_MS = 16 * HOUR_MS

/**
 * When the clocks of a zone show a minute of a day, the first time if they do so twice. A minute that
 * they skip, or the whole day, moves to the instant of the change.
 *
 * @example instantIn(dayIn(NOON, 'UTC'), 9 * 60, 'Europe/London')
 */
export function instantIn(day: CalendarDay, minute: number, zone: string): Instant {
  const clock = day * DAY_MS + minute * MINUTE_MS
  const [before, after] = [clock - FURTHEST_MS, clock + FURTHEST_MS]
  const [early, late] = [offsetAt(before, zone), offsetAt(after, zone)]
  for (const offset of [early, late])
    if (offsetAt(clock - offset, zone) === offset) return clock - offset
  return changeBetween(before, after, zone)
}

/** The first instant at which the offset is no longer that of `from`, to the second. */
function changeBetween(from: Instant, to: Instant, zone: string): Instant {
  const offset = offsetAt(from, zone)
  let [same, changed] = [0, (to - from) / SECOND_MS]
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (offsetAt(from + middle * SECOND_MS, zone) === offset) same = middle
    else changed = middle
  }
  return from + changed * SECOND_MS
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** By how much the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(at: Instant, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    const two = '2-digit'
    format = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: zone, year: 'numeric', month: two, day: two },
      ...{ hour: two, minute: two, second: two, hourCycle: 'h23' },
    })
    formats.set(zone, format)
  }
  const second = Math.floor(at / SECOND_MS) * SECOND_MS
  return Date.parse(`${format.format(second).replace(' ', 'T')}Z`) - second
}
