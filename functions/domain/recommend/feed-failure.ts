/** Why a product feed could not be fetched from its address, or not be read in full. */
import { DAY_MS, HOUR_MS, type Instant } from '../time.ts'

type FailureRule = {
  /** The feed is tried again an hour later, before it is due. */
  readonly isTransient: boolean
}

/** Closed: each has its words in every language. */
export const FEED_FAILURES = {
  'not-https': { isTransient: false },
  'not-public': { isTransient: false },
  'no-such-host': { isTransient: true },
  unreachable: { isTransient: true },
  certificate: { isTransient: false },
  redirects: { isTransient: false },
  'log-in': { isTransient: false },
  'not-found': { isTransient: false },
  refused: { isTransient: false },
  'server-fault': { isTransient: true },
  slow: { isTransient: true },
  'too-long': { isTransient: false },
  'no-time': { isTransient: true },
  'too-large': { isTransient: false },
  compression: { isTransient: false },
  'cut-off': { isTransient: true },
  'not-a-feed': { isTransient: false },
  empty: { isTransient: false },
  fault: { isTransient: true },
} as const satisfies Readonly<Record<string, FailureRule>>
export type FeedFailure = keyof typeof FEED_FAILURES

/**
 * Every attempt since has failed, for a day: people learn only of what lasts. An hour less, since
 * the second attempt of a day may be early.
 */
const FAILING_AFTER_MS = DAY_MS - HOUR_MS

/** @example isFailing(feed, now) // true: nothing has been read of it for a day */
export const isFailing = (
  { failingSince }: { readonly failingSince?: Instant },
  now: Instant,
): boolean => failingSince !== undefined && failingSince <= now - FAILING_AFTER_MS

/** @example isTransient('server-fault') // true */
export const isTransient = (failure: FeedFailure): boolean => FEED_FAILURES[failure].isTransient
