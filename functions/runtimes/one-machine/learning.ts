/**
 * Models and recommendations, fitted in a separate thread, so that reading a million customers
 * delays no purchase. The thread reads on its own connection; its writes are made here, together
 * with all others (two writers to one store would wait for each other), so that observers see them
 * at once.
 */
import { Worker } from 'node:worker_threads'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { failureName, reportedFailure } from '../../store/failure.ts'
import type { Table, Write } from '../../store/table.ts'
import type { Log } from '../log.ts'
import type { ThreadEntry } from './engine.ts'

/** What the thread is given; `Store` is how its engine finds the rows. */
export type LearnThreadData<Store = unknown> = {
  readonly store: Store
  /** How far the time of this machine is ahead of its clock: see `steadyClock`. */
  readonly aheadMs: number
}

export type WriteRequest = {
  readonly id: number
  readonly how: 'write' | 'writeTogether'
  readonly writes: readonly Write[]
}

export type FromLearner = { readonly log: Parameters<Log> } | WriteRequest

/** `problem` is the kind of failure alone: rows may hold what no log may show. */
export type WriteAnswer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: string }

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
      thread = startThread(options, () => {
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

/** A thread that does the due work and ends. */
function startThread({ entry, table, now, log }: LearningOptions, onEnd: () => void): Worker {
  const workerData: LearnThreadData = { store: entry.store, aheadMs: now() - Date.now() }
  const worker = new Worker(entry.script, { workerData })
  worker.on('message', async (message: FromLearner) => {
    if ('log' in message) log(...message.log)
    else worker.postMessage(await answerWrite(message, table))
  })
  worker.on('error', (error) => log('error', 'learning-failed', { ...reportedFailure(error) }))
  worker.on('exit', onEnd)
  return worker
}

const answerWrite = (
  { id, how, writes }: WriteRequest,
  table: LearningOptions['table'],
): Promise<WriteAnswer> =>
  table[how](writes).then(
    (answer) => ({ id, answer }),
    (error) => ({ id, problem: failureName(error) }),
  )
