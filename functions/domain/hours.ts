/** Quiet hours: when it is night where the customer is. */
import type { Profile } from './customer.ts'
import { type Instant, MINUTE_MS } from './time.ts'

const MINUTES_A_DAY = 24 * 60

export type QuietHours = { readonly from: string; readonly to: string }

/**
 * The end of the quiet hours that `now` falls in, at the customer's location; undefined by day.
 * Half-open: the first minute of `to` is day. By the wall clock: if it is put forward past `to` the
 * day begins there, and if it is put back to before `from`, it is day again.
 *
 * @example quietUntil(Date.UTC(2026, 0, 5, 23), 'Europe/London', { from: '21:00', to: '08:00' })
 * // Date.UTC(2026, 0, 6, 8)
 */
export function quietUntil(now: Instant, zone: string, quiet: QuietHours): Instant | undefined {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  const local = minuteOfDay(now, zone)
  if (!isQuiet(local, from, to)) return undefined
  const wholeMinute = now - (now % MINUTE_MS)
  const end = wholeMinute + ((to - local + MINUTES_A_DAY) % MINUTES_A_DAY) * MINUTE_MS
  if (minuteOfDay(end, zone) === to) return end
  const change = clockChangeBetween(wholeMinute, end, zone)
  return quietUntil(change, zone, quiet) ?? change
}

/**
 * When quiet hours next begin at the customer's location after `now`; if the clocks change before
 * that, the instant of the change, because the hours must be computed again from there.
 *
 * @example quietFrom(Date.UTC(2026, 0, 5, 12), 'Europe/London', { from: '21:00', to: '08:00' })
 * // Date.UTC(2026, 0, 5, 21)
 */
export function quietFrom(now: Instant, zone: string, quiet: QuietHours): Instant {
  const [local, from] = [minuteOfDay(now, zone), minutesOf(quiet.from)]
  const wholeMinute = now - (now % MINUTE_MS)
  const minutes = (from - local + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY
  const begin = wholeMinute + minutes * MINUTE_MS
  return minuteOfDay(begin, zone) === from ? begin : clockChangeBetween(wholeMinute, begin, zone)
}

/** So often may one zone's morning be another's night before we give up on all of them at once. */
const MOST_ROUNDS = 100

/**
 * The same for a customer who may be in any of these zones: the first instant at which it is day in
 * all of them. If there is none, because the zones are too far apart, the first zone decides.
 */
export function quietUntilInAll(
  now: Instant,
  zones: readonly string[],
  quiet: QuietHours,
): Instant | undefined {
  let until: Instant | undefined
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const at = until ?? now
    const night = zones.map((zone) => quietUntil(at, zone, quiet)).find((end) => end !== undefined)
    if (night === undefined) return until
    until = night
  }
  return zones[0] === undefined ? undefined : quietUntil(now, zones[0], quiet)
}

/** Each week of a year, so that no summer time is missed, under current zone rules. */
const WEEKS_OF_A_YEAR = Array.from({ length: 53 }, (_, week) => Date.UTC(2025, 0, 1 + 7 * week))

/** Where the customers of a country live by one clock, whatever zones it has on record. */
const ONE_CLOCK: ReadonlyMap<string, readonly string[]> = new Map([['CN', ['Asia/Shanghai']]])

const zonesOf = new Map<string, readonly string[]>()

/**
 * The zones of a country, one for each clock that is used there over the year (Unicode CLDR): Hawaii
 * and the Aleutians part in summer. All of China is taken to live by Beijing time. Empty for an
 * unknown code.
 *
 * @example zonesOfCountry('GB') // ['Europe/London']
 */
export function zonesOfCountry(country: string): readonly string[] {
  const known = ONE_CLOCK.get(country) ?? zonesOf.get(country)
  if (known) return known
  const region = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    readonly getTimeZones?: () => readonly string[] | undefined
    /** What older runtimes have instead. */
    readonly timeZones?: readonly string[]
  }
  const byClock = new Map<string, string>()
  for (const zone of region.getTimeZones?.() ?? region.timeZones ?? []) {
    const clock = WEEKS_OF_A_YEAR.map((day) => minuteOfDay(day, zone)).join()
    if (!byClock.has(clock)) byClock.set(clock, zone)
  }
  const zones = [...byClock.values()]
  zonesOf.set(country, zones)
  return zones
}

/** Whether the name is a time zone of the IANA database (or UTC). */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/**
 * The customer's time zone: the one in their profile, otherwise that of a country that has only
 * one.
 *
 * @example zoneOf({ country: 'GB' }) // 'Europe/London'
 */
export function zoneOf({
  zone,
  country,
}: Pick<Profile, 'zone' | 'country'> = {}): string | undefined {
  if (zone !== undefined) return zone
  const zones = country === undefined ? [] : zonesOfCountry(country)
  return zones.length === 1 ? zones[0] : undefined
}

/** The instant after `from` at which the wall clock changed before `to`, to the minute. */
function clockChangeBetween(from: Instant, to: Instant, zone: string): Instant {
  const localThen = minuteOfDay(from, zone)
  let [before, after] = [0, (to - from) / MINUTE_MS]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    const local = minuteOfDay(from + middle * MINUTE_MS, zone)
    if (local === (localThen + middle) % MINUTES_A_DAY) before = middle
    else after = middle
  }
  return from + after * MINUTE_MS
}

const isQuiet = (local: number, from: number, to: number): boolean =>
  from <= to ? local >= from && local < to : local >= from || local < to

/** Minutes since midnight by the clock. @example minutesOf('09:30') // 570 */
export const minutesOf = (timeOfDay: string): number =>
  Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5))

const formats = new Map<string, Intl.DateTimeFormat>()

function minuteOfDay(at: Instant, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  return minutesOf(format.format(at))
}
