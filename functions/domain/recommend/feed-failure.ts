/** Why a product feed could not be fetched from its address, or not be read in full. */
import { DAY_MS, type Instant } from '../time.ts'

type FailureRule = {
  /** It may be gone an hour later, so the feed is tried again before it is due. */
  readonly passes: boolean
}

/** Closed: each has its words in every language. */
export const FEED_FAILURES = {
  'not-https': { passes: false },
  'not-public': { passes: false },
  'no-such-host': { passes: true },
  unreachable: { passes: true },
  certificate: { passes: false },
  redirects: { passes: false },
  'log-in': { passes: false },
  'not-found': { passes: false },
  refused: { passes: false },
  'server-fault': { passes: true },
  slow: { passes: true },
  'too-long': { passes: false },
  'no-time': { passes: true },
  'too-large': { passes: false },
  compression: { passes: false },
  'cut-off': { passes: true },
  'not-a-feed': { passes: false },
  empty: { passes: false },
  fault: { passes: true },
} as const satisfies Readonly<Record<string, FailureRule>>
export type FeedFailure = keyof typeof FEED_FAILURES

/** Every attempt since has failed, for a day: people learn only of what lasts. */
const FAILING_AFTER_MS = DAY_MS

/** @example isFailing(feed, now) // true: nothing was read of it for a day or more */
export const isFailing = (
  { failingSince }: { readonly failingSince?: Instant },
  now: Instant,
): boolean => failingSince !== undefined && failingSince <= now - FAILING_AFTER_MS

/** @example passes('server-fault') // true */
export const passes = (failure: FeedFailure): boolean => FEED_FAILURES[failure].passes
