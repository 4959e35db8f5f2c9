/** From what a clock on a wall showed to the instant it meant. */
import { DAY_MS, type Instant } from '../../domain/time.ts'

/** A wall clock's reading, as milliseconds since 1970 as if the wall stood in UTC. */
export type WallClock = number

/**
 * Turns readings of a wall clock in `zone` into instants. An hour that the clock skipped is
 * taken by the offset before the skip (02:30 becomes 03:30), an hour it showed twice as the
 * first: what RFC 5545 and Temporal's "compatible" do.
 *
 * @example zonedInstant('Europe/Berlin')(Date.UTC(2026, 6, 1, 12)) // Date.UTC(2026, 6, 1, 10)
 */
export function zonedInstant(zone: string): (wall: WallClock) => Instant {
  if (zone === 'UTC') return (wall) => wall
  const offsetAt = offsetsOf(zone)
  // Asking Intl takes microseconds; most days have one offset from end to end.
  const steady = new Map<number, number | undefined>()
  const steadyOffset = (day: number): number | undefined => {
    if (steady.has(day)) return steady.get(day)
    if (steady.size > 20_000) steady.clear()
    const [before, after] = [offsetAt((day - 1) * DAY_MS), offsetAt((day + 2) * DAY_MS)]
    const offset = before === after ? before : undefined
    steady.set(day, offset)
    return offset
  }
  return (wall) => {
    const offset = steadyOffset(Math.floor(wall / DAY_MS))
    return offset === undefined ? nearChange(wall, offsetAt) : wall - offset
  }
}

function nearChange(wall: WallClock, offsetAt: (at: Instant) => number): Instant {
  const before = offsetAt(wall - DAY_MS)
  const after = offsetAt(wall + DAY_MS)
  const shown = [wall - before, wall - after].filter((at) => at + offsetAt(at) === wall)
  return shown.length > 0 ? Math.min(...shown) : wall - before
}

/** How far the zone's wall clocks are ahead of UTC at an instant, in milliseconds. */
function offsetsOf(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const shown: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
  }
}
