/** Instants, lengths of time, and nothing that knows what time it is now. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
/** A day is always 24 hours; calendars matter only for when mail may be sent. */
export const DAY_MS = 24 * HOUR_MS

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/**
 * Reads an ISO 8601 duration of fixed length, in milliseconds; undefined if it is invalid.
 * Years and months are refused because their length depends on the calendar.
 *
 * @example parseDuration('P2DT12H') // 216_000_000
 */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text)
  if (!parts || text.endsWith('P') || text.endsWith('T')) return undefined
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
  return (
    (weeks ?? 0) * 7 * DAY_MS +
    (days ?? 0) * DAY_MS +
    (hours ?? 0) * HOUR_MS +
    (minutes ?? 0) * MINUTE_MS +
    (seconds ?? 0) * SECOND_MS
  )
}

/** Whole days since 1970, UTC. @example dayOf(Date.UTC(1970, 0, 2)) // 1 */
export const dayOf = (at: Instant): number => Math.floor(at / DAY_MS)

/** @example isoInstant(0) // '1970-01-01T00:00:00.000Z' */
export const isoInstant = (at: Instant): string => new Date(at).toISOString()

/**
 * The second that contains an instant. Shops report instants in whole seconds, so something
 * reported for the second in which a thing began is not from before it.
 *
 * @example startOfSecond(1_999) // 1_000
 */
export const startOfSecond = (at: Instant): Instant => at - (at % SECOND_MS)

/**
 * The same day and time of day some calendar months later, in UTC; the last day of a month that is
 * too short for it.
 *
 * @example monthsAfter(Date.UTC(2024, 0, 31), 1) // Date.UTC(2024, 1, 29)
 */
export function monthsAfter(at: Instant, months: number): Instant {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() + months)
  if (date.getUTCDate() !== day) date.setUTCDate(0)
  return date.getTime()
}

/** The earliest of some instants, leaving out what is absent. */
export function earliest(instants: Iterable<Instant | undefined>): Instant | undefined {
  let first: Instant | undefined
  for (const at of instants) if (at !== undefined && (first === undefined || at < first)) first = at
  return first
}

/** @example latest([3, undefined, 5]) // 5 */
export function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  let last: Instant | undefined
  for (const at of instants) if (at !== undefined && (last === undefined || at > last)) last = at
  return last
}
