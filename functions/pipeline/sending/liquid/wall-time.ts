/** Instants by the clock on the wall of a time zone, and back. */
import { Drop } from 'liquidjs'
import { type Instant, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'
import { noZone, Unusable } from './unusable.ts'

export type WallTime = {
  readonly at: Instant
  /** IANA, or an offset such as +08:00. */
  readonly zone: string
  /** What the clock shows, as if it were UTC: for the getters of Date that begin with getUTC. */
  readonly clock: Date
  readonly offsetMinutes: number
}

/** An instant that a template gave a zone: it prints in ISO 8601 by that zone. */
export class ZonedInstant extends Drop {
  readonly at: Instant
  readonly zone: string
  constructor(at: Instant, zone: string) {
    super()
    this.at = at
    this.zone = zone
  }
  override valueOf(): string {
    const { clock, offsetMinutes } = wallTime(this.at, this.zone)
    return clock.toISOString().slice(0, 19) + offsetText(offsetMinutes, ':')
  }
  toJSON = (): string => this.valueOf()
}

/** @example offsetText(-330, ':') // '-05:30' */
export function offsetText(minutes: number, separator: string): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${twoDigits(hours)}${separator}${twoDigits(rest)}`
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** As many as a mail's template may name, and all those that customers live in. */
const MOST_ZONES = 1_000
const clocks = new Map<string, Intl.DateTimeFormat>()

/** @throws Unusable if no zone has that name */
export function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  if (clocks.size >= MOST_ZONES) clocks.clear()
  const clock = clockOrNone(zone)
  if (!clock) throw new Unusable(noZone(zone))
  clocks.set(zone, clock)
  return clock
}

function clockOrNone(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    return undefined
  }
}

/** @example wallTime(Date.UTC(2026, 1, 28, 16, 30), 'Asia/Shanghai').clock.getUTCMonth() // 2 */
export function wallTime(at: Instant, zone: string): WallTime {
  const part: Record<string, number> = {}
  for (const { type, value } of clockOf(zone).formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const milliseconds = ((at % SECOND_MS) + SECOND_MS) % SECOND_MS
  const clock = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds))
  clock.setUTCFullYear(year)
  return { at, zone, clock, offsetMinutes: Math.round((clock.getTime() - at) / MINUTE_MS) }
}

/** The instant at which the clock of a zone shows this; where it is put forward over it, after. */
export function instantOf(clock: Instant, zone: string): Instant {
  const offset = (at: Instant) => wallTime(at, zone).offsetMinutes * MINUTE_MS
  const guess = clock - offset(clock)
  return clock - offset(guess)
}
