/** Reads the feeds that are due, one after the other, the longest due first. */
import type { Settings } from '../../domain/policy.ts'
import { isTransient } from '../../domain/recommend/feed-failure.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { StoredFeed } from '../../store/codecs/feed-rows.ts'
import { isLeased, understoodFeeds } from '../../store/feeds.ts'
import { listShops, loadShop } from '../../store/shops.ts'
import { type FeedRunEnd, type RunFeedPorts, runFeed } from './run-feed.ts'

export type DueFeed = {
  readonly shop: string
  readonly feed: StoredFeed
  readonly dueSince: Instant
}

export type RunDueFeedsPorts = RunFeedPorts & {
  /** How much longer this may take; infinite where nothing stops it. */
  readonly remainingMs: () => number
  readonly onEnd: (shop: string, feed: StoredFeed, end: FeedRunEnd) => void
  /** Of a shop or a feed whose rows cannot be used; the others are still read. */
  readonly onFailure: (shop: string, error: unknown) => void
}

/** There was no time for those left. */
export type FeedsRun = { readonly done: number; readonly failed: number; readonly left: number }

/** What looks for due feeds is not punctual to the minute. */
const SLACK_MS = 10 * MINUTE_MS
/** In less a feed would be cut: it is the first of the next run. */
const LEAST_MS = 3 * MINUTE_MS
/** Of the time that a feed may take, this is left for what follows its last byte. */
const AFTERWARDS_MS = 2 * MINUTE_MS

/** While a feed fails, it is tried at least so often, so that a failure that lasts is seen after a day. */
const FAILED_AGAIN_HOURS = 24

/**
 * When a feed is to be read next: after a transient failure in an hour, after any other in a day at
 * most.
 *
 * @example nextReadAt({ ...feed, everyHours: 24 }) // a day after its last run
 */
export function nextReadAt({ runs, everyHours, addedAt }: StoredFeed): Instant {
  const [last] = runs
  if (!last) return addedAt
  if (last.why === undefined) return last.at + everyHours * HOUR_MS
  const hours = isTransient(last.why) ? 1 : Math.min(everyHours, FAILED_AGAIN_HOURS)
  return last.at + hours * HOUR_MS
}

/** Since when it waits: one whose reader died, since it may be read again, so that others have their turn. */
function waitsSince(feed: StoredFeed, now: Instant): Instant {
  if (isAhead(feed, now)) return now
  const { lease } = feed
  return Math.max(nextReadAt(feed), lease ? Math.min(lease.until, now) : 0)
}

/** Its last run was noted by a clock that was ahead. */
const isAhead = ({ runs, addedAt }: StoredFeed, now: Instant): boolean =>
  (runs[0]?.at ?? addedAt) > now + HOUR_MS

/** @throws if the shops cannot be listed */
export async function dueFeeds(
  { table, onFailure }: Pick<RunDueFeedsPorts, 'table' | 'onFailure'>,
  now: Instant,
): Promise<readonly DueFeed[]> {
  const due: DueFeed[] = []
  for (const shop of await listShops(table)) {
    try {
      for (const feed of await understoodFeeds(table, shop)) {
        const dueSince = waitsSince(feed, now)
        if (dueSince - SLACK_MS <= now && !isLeased(feed, now)) due.push({ shop, feed, dueSince })
      }
    } catch (error) {
      onFailure(shop, error)
    }
  }
  return due.sort((one, other) => one.dueSince - other.dueSince)
}

/** @example await runDueFeeds(ports) // { done: 2, failed: 0, left: 0 } */
export async function runDueFeeds(ports: RunDueFeedsPorts): Promise<FeedsRun> {
  const { table, now, remainingMs, onEnd } = ports
  let [done, failed] = [0, 0]
  const onFailure: RunDueFeedsPorts['onFailure'] = (shop, error) => {
    failed++
    ports.onFailure(shop, error)
  }
  const due = await dueFeeds({ table, onFailure }, now())
  for (const [i, { shop, feed }] of due.entries()) {
    const remaining = remainingMs()
    if (remaining < LEAST_MS) return { done, failed, left: due.length - i }
    const wholeMs = Math.min(ports.limits.wholeMs, remaining - AFTERWARDS_MS)
    try {
      const settings = await settingsOf(ports, shop)
      const limits = { ...ports.limits, wholeMs }
      const hasLessTime = wholeMs < ports.limits.wholeMs
      const end = await runFeed(feed, settings, { hasLessTime }, { ...ports, limits })
      onEnd(shop, feed, end)
      if (end.kind === 'failed' && end.run.why === 'fault') failed++
      else done++
    } catch (error) {
      onFailure(shop, error)
    }
  }
  return { done, failed, left: 0 }
}

async function settingsOf({ table }: RunFeedPorts, shop: string): Promise<Settings> {
  const loaded = await loadShop(table, shop)
  if (!loaded) throw new Error('a shop that is listed is there')
  return loaded.settings
}
