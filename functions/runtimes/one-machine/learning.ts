/**
 * Models and recommendations, fitted in a separate thread, so that reading a million customers
 * delays no purchase.
 */
import type { Worker } from 'node:worker_threads'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'
import type { ThreadEntry } from './engine.ts'
import { startOwnedThread } from './owned-thread.ts'

export type LearningOptions = {
  readonly entry: ThreadEntry
  readonly table: Pick<Table, 'write' | 'writeTogether'>
  readonly now: () => Instant
  readonly log: Log
  /** When it first checks for due work; after that, each hour. */
  readonly firstAfterMs?: number
}

export type Learning = {
  /** At once: unfinished work is still due, and the next start does it again. */
  readonly stop: () => Promise<void>
}

/** The first seconds are for what an earlier process left behind. */
const FIRST_AFTER_MS = MINUTE_MS
const LOOKS_EVERY_MS = HOUR_MS

/** @example const learning = startLearning({ entry: engine.threads.learning, table, now, log }) */
export function startLearning(options: LearningOptions): Learning {
  let thread: Worker | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function look(afterMs: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      thread = startOwnedThread(options, 'learning-failed', () => {
        thread = undefined
        look(LOOKS_EVERY_MS)
      })
    }, afterMs)
  }
  look(options.firstAfterMs ?? FIRST_AFTER_MS)

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await thread?.terminate()
    },
  }
}
