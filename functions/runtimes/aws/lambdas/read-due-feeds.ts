import { feedRunLine } from '../../../intake/feeds/feed-run-line.ts'
import { FETCH_LIMITS, PUBLIC_INTERNET } from '../../../intake/feeds/fetch-feed.ts'
import { makeDueFeedsHandler } from '../../../intake/feeds/run-due-feeds.handler.ts'
import { runDueFeeds } from '../../../intake/feeds/run-due-feeds.ts'
import { failureName } from '../../../store/failure.ts'
import { logToStderr as log } from '../../log.ts'
import { awsStore } from '../store.ts'

const { table, now } = awsStore()

export const handler = makeDueFeedsHandler((remainingMs) =>
  runDueFeeds({
    ...{ table, now, network: PUBLIC_INTERNET, limits: FETCH_LIMITS },
    remainingMs,
    onEnd: (shop, feed, end) => log(...feedRunLine(shop, feed, end)),
    onFailure: (shop, error) => log('error', 'feeds-failed', { shop, problem: failureName(error) }),
  }),
)
