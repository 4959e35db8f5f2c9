/** What a feed by address is, for programs: never its whole address. */
import { isoInstant } from '../../../domain/time.ts'
import { maskedAddress } from '../../../intake/feeds/feed-address.ts'
import { nextReadAt } from '../../../intake/feeds/run-due-feeds.ts'
import type { FeedRun, StoredFeed } from '../../../store/codecs/feed-rows.ts'

export const feedSummary = (feed: StoredFeed) => ({
  name: feed.name,
  address: maskedAddress(feed.url),
  locale: feed.locale ?? null,
  full: feed.isWhole,
  everyHours: feed.everyHours,
  nextReadAt: isoInstant(nextReadAt(feed)),
  lastReadAt: feed.readAt === undefined ? null : isoInstant(feed.readAt),
  failingSince: feed.failingSince === undefined ? null : isoInstant(feed.failingSince),
  runs: feed.runs.map(runSummary),
})

const runSummary = ({ at, outcome, ...run }: FeedRun) => ({
  at: isoInstant(at),
  ...run,
  ...outcome,
})
