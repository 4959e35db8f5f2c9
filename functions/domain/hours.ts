/** Quiet hours: when it is night where the customer is. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

export type QuietHours = { readonly from: string; readonly to: string }

/**
 * The end of the quiet hours that `now` falls in, where the customer is; undefined by day.
 * Half-open: the first minute of `to` is day again. A clock put forward or back moves the end
 * with it, because the end is found by the wall clock.
 *
 * @example quietUntil(Date.UTC(2026, 0, 5, 23), 'Europe/London', { from: '21:00', to: '08:00' })
 * // Date.UTC(2026, 0, 6, 8)
 */
export function quietUntil(now: Instant, zone: string, quiet: QuietHours): Instant | undefined {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  const local = minuteOfDay(now, zone)
  if (!isQuiet(local, from, to)) return undefined
  const minutesLeft = (to - local + 24 * 60) % (24 * 60)
  const wholeMinute = now - (now % MINUTE_MS)
  const naive = wholeMinute + minutesLeft * MINUTE_MS
  // A change of the clock in between shifts the end by as much as the wall clock was shifted.
  const drift = minuteOfDay(naive, zone) - to
  if (drift === 0) return naive
  const shift = ((((drift + 12 * 60) % (24 * 60)) + 24 * 60) % (24 * 60)) - 12 * 60
  const mended = naive - shift * MINUTE_MS
  return mended > now && mended < now + DAY_MS + HOUR_MS ? mended : naive
}

const isQuiet = (local: number, from: number, to: number): boolean =>
  from <= to ? local >= from && local < to : local >= from || local < to

const minutesOf = (timeOfDay: string): number =>
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
