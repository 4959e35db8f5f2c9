/**
 * What a template calls a date. Only what says one and the same date to everyone is read; where
 * JavaScript would guess (`04.05.2026`, `Tea 5`, `2026-02-30`), it is not a date.
 */
import { type Instant, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'
import { instantOf, ZonedInstant } from './wall-time.ts'

const NOW = /^(?:now|today)$/i

/** From the year 1 to the year 9999. A text of fewer digits is a year, a count or a date. */
const [FIRST_SECOND, LAST_SECOND] = [-62_135_596_800, 253_402_300_799]
const SECONDS = /^\d{9,12}$/

/** Ruby prints an instant with spaces and UTC. */
const TIME = /(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?/.source
const OFFSET = /(?: ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?/.source
const ISO = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]${TIME}${OFFSET})?$`, 'i')

/** What Shopify's documentation and RFC 5322 have: in English, each with its year in full. */
const MONTHS =
  'january february march april may june july august september october november december'.split(' ')
const DAYS = /(?:(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?,? )?/.source
const MONTH = '([a-z]{3,9})'
const MONTH_FIRST = new RegExp(`^${DAYS}${MONTH} (\\d{1,2}),? (\\d{4})(?: ${TIME}${OFFSET})?$`, 'i')
const DAY_FIRST = new RegExp(`^${DAYS}(\\d{1,2}) ${MONTH} (\\d{4})(?: ${TIME}${OFFSET})?$`, 'i')
const YEAR_LAST = new RegExp(`^${DAYS}${MONTH} +(\\d{1,2}) ${TIME} (\\d{4})$`, 'i')

/**
 * Reads what a template calls a date: whole seconds since 1970, `now`, an instant with its offset,
 * or a date without one, which is that date on the wall wherever the customer is. Undefined where
 * it is not a date.
 *
 * @param zone asked only where it matters; also of `now`, which no two mails share
 * @param asked the zone that it is to be written by, where a template names one: what has no
 * offset is that date on the wall there too
 * @example readInstant('2026-02-30', () => 'UTC') // undefined
 */
export function readInstant(
  value: unknown,
  zone: () => string,
  asked?: () => string,
): Instant | undefined {
  if (value instanceof ZonedInstant) return value.at
  if (value instanceof Date) return secondsIn(Math.floor(value.getTime() / SECOND_MS))
  if (typeof value === 'number') return secondsIn(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (NOW.test(text)) {
    zone()
    return Date.now()
  }
  if (SECONDS.test(text)) return secondsIn(Number(text))
  const fields = fieldsOf(text)
  const clock = fields && clockOf(fields)
  if (clock === undefined) return undefined
  const offset = offsetOf(fields?.offset)
  if (offset === undefined) return undefined
  return offset === 'none' ? instantOf(clock, (asked ?? zone)()) : clock - offset * MINUTE_MS
}

/** @example isDayAlone('2026-05-04') // true: no clock and no zone says when it begins */
export const isDayAlone = (value: unknown): boolean =>
  typeof value === 'string' &&
  !value.includes(':') &&
  !NOW.test(value.trim()) &&
  !SECONDS.test(value.trim()) &&
  fieldsOf(value.trim()) !== undefined

const secondsIn = (seconds: number): Instant | undefined =>
  Number.isInteger(seconds) && seconds >= FIRST_SECOND && seconds <= LAST_SECOND
    ? seconds * SECOND_MS
    : undefined

type Fields = {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly milliseconds: number
  readonly offset: string | undefined
}

type Written = readonly (string | undefined)[]

function fieldsOf(text: string): Fields | undefined {
  const iso = ISO.exec(text)
  if (iso) return fieldsFrom(iso.slice(1, 4), iso.slice(4))
  const monthFirst = MONTH_FIRST.exec(text)
  if (monthFirst) {
    const [month, day, year, ...time] = monthFirst.slice(1)
    return fieldsFrom([year, monthOf(month), day], time)
  }
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) {
    const [day, month, year, ...time] = dayFirst.slice(1)
    return fieldsFrom([year, monthOf(month), day], time)
  }
  const yearLast = YEAR_LAST.exec(text)
  if (!yearLast) return undefined
  const [month, day, hour, minute, second, fraction, year] = yearLast.slice(1)
  return fieldsFrom([year, monthOf(month), day], [hour, minute, second, fraction])
}

function fieldsFrom([year, month, day]: Written, time: Written): Fields {
  const [hour = 0, minute = 0, second = 0, fraction = '', offset] = time
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    milliseconds: Number(fraction.slice(0, 3).padEnd(3, '0')),
    offset,
  }
}

/** In full or by its first three letters; undefined if it is not a month. */
function monthOf(word = ''): string {
  const written = word.toLowerCase()
  const index = MONTHS.findIndex((name) => name === written || name.slice(0, 3) === written)
  return String(index + 1)
}

/**
 * What the clock on the wall shows, as if it were UTC; undefined if there is no such day or
 * time.
 */
function clockOf(fields: Fields): Instant | undefined {
  const { year, month, day, hour, minute, second, milliseconds } = fields
  const isMidnight = hour === 24 && minute === 0 && second === 0 && milliseconds === 0
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDay || year === 0) return undefined
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * SECOND_MS + milliseconds
}

/** In minutes to the east of Greenwich; undefined if there is no such offset. */
function offsetOf(offset: string | undefined): number | 'none' | undefined {
  if (offset === undefined) return 'none'
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? []
  if (sign === undefined) return 0
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}
