import type { Context } from 'aws-lambda'
import { expect, it } from 'vitest'
import { makeDueFeedsHandler } from '../../../functions/intake/feeds/run-due-feeds.handler.ts'

const context = { getRemainingTimeInMillis: () => 900_000 } as Context

it('the hourly run ends before its function would be stopped', async () => {
  const handler = makeDueFeedsHandler(async (remainingMs) => ({
    ...{ done: remainingMs(), failed: 0, left: 0 },
  }))
  expect(await handler({}, context)).toEqual({ done: 880_000, failed: 0, left: 0 })
})

it('a run in which Rekindle itself failed fails, once the others are read', async () => {
  const handler = makeDueFeedsHandler(async () => ({ done: 2, failed: 1, left: 0 }))
  await expect(handler({}, context)).rejects.toThrow('feeds that failed: 1, done: 2, left: 0')
})
