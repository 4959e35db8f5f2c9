/**
 * Product feeds by address, read when they are due, in a separate thread, so that taking in a
 * hundred thousand articles delays no purchase.
 */
import type { Worker } from 'node:worker_threads'
import { type Instant, MINUTE_MS } from '../../domain/time.ts'
import { dueFeeds } from '../../intake/feeds/run-due-feeds.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import type { ThreadEntry } from './engine.ts'
import { startOwnedThread } from './owned-thread.ts'

export type FeedsOptions = {
  readonly entry: ThreadEntry
  readonly table: Table
  readonly now: () => Instant
  readonly log: Log
  /** When it first looks for feeds that are due; after that, every ten minutes. */
  readonly firstAfterMs?: number
}

export type Feeds = {
  /** At once: a feed that is being read is read again once its lease has run out. */
  readonly stop: () => Promise<void>
}

/** After what an earlier process left behind, and not at once with the learning. */
const FIRST_AFTER_MS = 2 * MINUTE_MS
const LOOKS_EVERY_MS = 10 * MINUTE_MS

/** @example const feeds = startFeeds({ entry: engine.threads.feeds, table, now, log }) */
export function startFeeds(options: FeedsOptions): Feeds {
  const { table, now, log } = options
  let thread: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function lookAfter(ms: number): void {
    if (!stopped) timer = setTimeout(look, ms)
  }

  function look(): void {
    const onFailure = (shop: string, error: unknown) =>
      log('error', 'feeds-failed', { shop, ...reportedFailure(error) })
    dueFeeds({ table, onFailure }, now())
      .then((due) => {
        if (due.length === 0 || stopped) return lookAfter(LOOKS_EVERY_MS)
        thread = startOwnedThread(options, 'feeds-failed', () => {
          thread = undefined
          lookAfter(LOOKS_EVERY_MS)
        })
      })
      .catch((error) => {
        if (stopped) return
        log('error', 'feeds-failed', { ...reportedFailure(error) })
        lookAfter(LOOKS_EVERY_MS)
      })
  }
  lookAfter(options.firstAfterMs ?? FIRST_AFTER_MS)

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await thread?.terminate()
    },
  }
}
