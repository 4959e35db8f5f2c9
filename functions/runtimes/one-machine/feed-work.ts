/** The work of the thread that reads feeds: it reads those that are due and ends. */
import { parentPort } from 'node:worker_threads'
import { feedRunLine } from '../../intake/feeds/feed-run-line.ts'
import { FETCH_LIMITS, type FeedNetwork, PUBLIC_INTERNET } from '../../intake/feeds/fetch-feed.ts'
import { runDueFeeds } from '../../intake/feeds/run-due-feeds.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import { type FromThread, type OwnedThreadPorts, writesByOwner } from './owned-thread.ts'

/** Reads what is due, and resolves when the thread may end. */
export async function readDueFeeds(
  { rows, aheadMs }: OwnedThreadPorts,
  network: FeedNetwork = PUBLIC_INTERNET,
): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('this runs in a thread of its own')
  const now = () => Date.now() + aheadMs
  const send = (message: FromThread) => port.postMessage(message)
  const log: Log = (...line) => send({ log: line })
  const table: Table = { ...rows, ...writesByOwner(port, send) }
  await runDueFeeds({
    ...{ table, now, network, limits: FETCH_LIMITS },
    remainingMs: () => Number.POSITIVE_INFINITY,
    onEnd: (shop, feed, end) => log(...feedRunLine(shop, feed, end)),
    onFailure: (shop, error) => log('error', 'feeds-failed', { shop, ...reportedFailure(error) }),
  })
  port.close()
}
