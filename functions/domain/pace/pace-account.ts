/**
 * What the account at the mail carrier allows all senders together: a rate per second, and a quota
 * per 24 hours. SES counts recipients, and each mail has one.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
 */

import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { type Line, takeTurn } from './pace-line.ts'
import type { Stopped } from './pace-stop.ts'

export type AccountPace = Line & {
  readonly version: number
  readonly ratePerSecond: number
  /** -1 if there is no limit. */
  readonly max24Hours: number
  /** Turns reserved in each clock hour since 1970, kept while they count. */
  readonly hours: Readonly<Record<number, number>>
  /** What others sent from this account in 24 hours, as of the last reading. */
  readonly others: number
  /** When the quota was last read; 0 if it never was. */
  readonly readAt: Instant
  /** When a sender last started to read it. */
  readonly askedAt: Instant
  /** The rate that others leave us, where the carrier throttled us all the same. */
  readonly eased?: { readonly share: number; readonly from: Instant }
  readonly stopped?: Stopped
}

/** What the carrier says of the account. */
export type QuotaReading = {
  readonly maxSendRate: number
  /** -1 if there is no limit. */
  readonly max24HourSend: number
  readonly sentLast24Hours: number
}

/**
 * The clock hour that has begun, and the 24 before it: the oldest counts until its last mail may.
 */
const HOURS_COUNTED = 25
/** A mail reaches the carrier up to so long after its turn, and counts from there. */
const LATE_MS = MINUTE_MS
/** How much of the rate is used; the rest is room for what reaches the carrier a little late. */
const USE = 0.975
/** Idle time that may always be made up for: as much as `USE` leaves free of a second. */
const LEAST_SAVED_MS = (1 - USE) * SECOND_MS
/** A second of the account holds more than one turn above this rate, so that one may be saved. */
const RATE_TO_SAVE_AT = 5
/** Each time the carrier throttles us, we leave so much of our rate to the others ... */
const EASED = 0.9
const LEAST_SHARE = 0.05
/** ... and take so much of the whole back every minute. */
const REGAINED_A_MINUTE = 0.03
/** Others' mails leave the 24 hours at instants we cannot know. */
const OTHERS_LOOK_AGAIN_MS = 3 * HOUR_MS
/** A higher quota may be granted any time. */
const LOOK_AGAIN_MS = 6 * HOUR_MS

const hourOf = (at: number): number => Math.floor(at / HOUR_MS)

/**
 * An account that has not been read yet: the limits of a new SES account, 1 mail a second and 200 a
 * day.
 */
export const unreadAccount = (now: Instant): AccountPace => ({
  version: 0,
  nextAt: now,
  laterAt: now,
  ratePerSecond: 1,
  max24Hours: 200,
  hours: {},
  others: 0,
  readAt: 0,
  askedAt: 0,
})

/** Forgets the hours that no longer count; doing it twice is doing it once. */
export function pruneAccount(row: AccountPace, now: Instant): AccountPace {
  const counted = Object.entries(row.hours).filter(([hour]) => counts(Number(hour), now))
  return counted.length === Object.keys(row.hours).length
    ? row
    : { ...row, hours: Object.fromEntries(counted) }
}

const counts = (hour: number, at: number): boolean => hour > hourOf(at) - HOURS_COUNTED

function oursAt({ hours }: AccountPace, at: number): number {
  let sum = 0
  for (const [hour, sent] of Object.entries(hours)) if (counts(Number(hour), at)) sum += sent
  return sum
}

/** How many more mails the 24 hours up to `at` have room for. */
export const quotaRoom = (row: AccountPace, at: number): number =>
  row.max24Hours < 0 ? Number.POSITIVE_INFINITY : row.max24Hours - row.others - oursAt(row, at)

/**
 * When there may be room again: the oldest hour no longer counts, or perhaps others' mails do not.
 */
export function quotaFreesAt(row: AccountPace, at: number): Instant {
  const hours = Object.entries(row.hours).flatMap(([hour, sent]) =>
    sent > 0 && counts(Number(hour), at) ? [Number(hour)] : [],
  )
  const oldest = (Math.min(...hours) + HOURS_COUNTED) * HOUR_MS
  return Math.min(oldest, at + (row.others > 0 ? OTHERS_LOOK_AGAIN_MS : LOOK_AGAIN_MS))
}

/** Milliseconds from one turn to the next. */
export const sendIntervalOf = (row: AccountPace, now: Instant): number =>
  SECOND_MS / (row.ratePerSecond * USE * shareOf(row, now))

/**
 * How much idle time may be made up for: one turn, which a sender that works off one batch after
 * another would otherwise lose in between. No second has more turns than the rate, and this one.
 */
export const savedMs = (row: AccountPace, intervalMs: number): number =>
  row.ratePerSecond < RATE_TO_SAVE_AT ? LEAST_SAVED_MS : Math.max(LEAST_SAVED_MS, intervalMs)

function shareOf({ eased }: AccountPace, now: Instant): number {
  if (!eased) return 1
  const regained = (Math.max(0, now - eased.from) / MINUTE_MS) * REGAINED_A_MINUTE
  return Math.min(1, eased.share + regained)
}

/** Takes the turn at `at`, and counts it. */
export function takeSend(row: AccountPace, at: number, now: Instant): AccountPace {
  const hour = hourOf(at + LATE_MS)
  const sent = (row.hours[hour] ?? 0) + 1
  const { eased, ...rest } = takeTurn(row, at, sendIntervalOf(row, now))
  return {
    ...rest,
    hours: { ...row.hours, [hour]: sent },
    ...(eased && shareOf(row, now) < 1 && { eased }),
  }
}

/** Adopts the carrier's figures; an invalid rate is ignored as a bad reading. */
export function withReading(row: AccountPace, read: QuotaReading, now: Instant): AccountPace {
  if (!(read.maxSendRate > 0)) return row
  return {
    ...row,
    ratePerSecond: read.maxSendRate,
    max24Hours: read.max24HourSend,
    others: Math.max(0, read.sentLast24Hours - oursAt(row, now)),
    readAt: now,
  }
}

/** The carrier counts more than we do: there is no room until the next reading shows some. */
export function quotaSpent(row: AccountPace, now: Instant): AccountPace {
  const room = quotaRoom(row, now)
  return room > 0 && Number.isFinite(room) ? { ...row, others: row.others + room } : row
}

/**
 * Others send from this account too, and the carrier throttled us: leaves them part of the rate.
 * Throttling reported while turns from before the last change are still in use is ignored.
 */
export function easeOff(row: AccountPace, now: Instant): AccountPace {
  if (row.eased && now < row.eased.from) return row
  const share = Math.max(LEAST_SHARE, shareOf(row, now) * EASED)
  return { ...row, eased: { share, from: Math.ceil(Math.max(row.nextAt, now + SECOND_MS)) } }
}
