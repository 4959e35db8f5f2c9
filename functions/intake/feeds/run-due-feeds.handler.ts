/** The hourly run of the feeds that are due, for as long as the function may take. */
import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import type { FeedsRun } from './run-due-feeds.ts'

/** Ends this long before the function would be stopped. */
const SPARE_MS = 20_000

/**
 * @throws once the others are read, if one failed for a reason of Rekindle's own: so that the alarm
 * rings
 * @example makeDueFeedsHandler((remainingMs) => runDueFeeds({ ...ports, remainingMs }))
 */
export const makeDueFeedsHandler = (run: (remainingMs: () => number) => Promise<FeedsRun>) =>
  middy<unknown, FeedsRun>().handler(async (_event, context: Context) => {
    const { done, failed, left } = await run(() => context.getRemainingTimeInMillis() - SPARE_MS)
    if (failed > 0) throw new Error(`feeds that failed: ${failed}, done: ${done}, left: ${left}`)
    return { done, failed, left }
  })
