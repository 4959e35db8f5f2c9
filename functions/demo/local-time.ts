/**
 * When the simulated customers shop: during their daytime, and on some days more than on others.
 */
import { DAY_MS, type Instant, MINUTE_MS, SECOND_MS } from '../domain/time.ts'
import { pickWeighted, type Random, wholeBetween } from './random.ts'

/** 09:00 to 20:30, half-open; well inside the hours in which mail may be sent. */
const DAY_BEGINS_MINUTE = 9 * 60
const HALF_HOUR_MINUTES = 30

/** How much is bought in each half hour from 09:00 on: a rise at noon, a larger one after work. */
const HALF_HOURS = [3, 4, 5, 6, 6, 7, 9, 10, 9, 7, 6, 5, 5, 5, 6, 7, 8, 9, 11, 13, 14, 13, 11].map(
  (weight, index) => ({ beginsMinute: DAY_BEGINS_MINUTE + index * HALF_HOUR_MINUTES, weight }),
)
const DAY_ENDS_MINUTE = DAY_BEGINS_MINUTE + HALF_HOURS.length * HALF_HOUR_MINUTES

/** From Sunday to Saturday: how likely a customer who wants tea that day buys it that day. */
const WEEKDAYS = [1, 0.85, 0.75, 0.75, 0.7, 0.6, 0.5]

/**
 * Whether it is between 09:00 and 20:30 on the wall clock in a zone.
 *
 * @example isDaytime(Date.UTC(2026, 0, 5, 12), 'Europe/London') // true
 */
export function isDaytime(at: Instant, zone: string): boolean {
  const wall = wallClock(at, zone)
  const minute = Math.floor((wall - startOfDay(wall)) / MINUTE_MS)
  return minute >= DAY_BEGINS_MINUTE && minute < DAY_ENDS_MINUTE
}

/** The first instant from `notBefore` on at which a customer in this zone gets round to buying. */
export function shoppingInstant(notBefore: Instant, zone: string, random: Random): Instant {
  for (let day = startOfDay(wallClock(notBefore, zone)); ; day += DAY_MS) {
    if (random() >= (WEEKDAYS[new Date(day).getUTCDay()] ?? 0)) continue
    const { beginsMinute } = pickWeighted(random, HALF_HOURS, ({ weight }) => weight)
    const second = wholeBetween(random, 0, HALF_HOUR_MINUTES * 60 - 1)
    const at = instantOf(day + beginsMinute * MINUTE_MS + second * SECOND_MS, zone)
    if (at >= notBefore) return at
  }
}

const startOfDay = (wall: number): number => Math.floor(wall / DAY_MS) * DAY_MS

/** By day the clocks never change, so the offset found near the instant is the instant's own. */
function instantOf(wall: number, zone: string): Instant {
  const near = wall - offsetOf(wall, zone)
  return wall - offsetOf(near, zone)
}

const offsetOf = (at: Instant, zone: string): number =>
  wallClock(at, zone) - (at - (at % SECOND_MS))

const formats = new Map<string, Intl.DateTimeFormat>()

/** What clock and calendar show in a zone, to the second, as if they showed UTC. */
function wallClock(at: Instant, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    formats.set(zone, format)
  }
  // Swedish writes dates as ISO 8601 does: 2026-01-05 12:00:00.
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`)
}
