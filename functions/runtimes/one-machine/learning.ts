/**
 * Models and recommendations, fitted in a thread of their own, so that reading a million customers
 * holds up no purchase. It reads by itself; what it writes is written here, together with everything
 * else (two writers to a file would wait for each other), and so is heard of at once.
 */
import { Worker } from 'node:worker_threads'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { failureName } from '../../store/failure.ts'
import type { Table, Write } from '../../store/table.ts'
import type { Log } from '../log.ts'

export type LearnWorkerData = {
  readonly file: string
  /** How far the time of this machine is ahead of its clock: see `steadyClock`. */
  readonly aheadMs: number
}

export type AskedToWrite = {
  readonly id: number
  readonly how: 'write' | 'writeTogether'
  readonly writes: readonly Write[]
}

export type FromLearner = { readonly log: Parameters<Log> } | AskedToWrite

/** `problem` is the kind of failure; what was to be written may be told to nobody. */
export type Written =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: string }

export type LearningOptions = {
  readonly file: string
  readonly table: Pick<Table, 'write' | 'writeTogether'>
  readonly now: () => Instant
  readonly log: Log
  /** When it first looks what is due; later than that, each hour. */
  readonly firstAfterMs?: number
}

export type Learning = {
  /** At once: what was half done is due still, and the next start does it again. */
  readonly stop: () => Promise<void>
}

/** The first seconds are for what an earlier process left behind. */
const FIRST_AFTER_MS = MINUTE_MS
const LOOKS_EVERY_MS = HOUR_MS

/** @example const learning = startLearning({ file, table, now, log }) */
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

/** Does what is due and ends. */
function startThread({ file, table, now, log }: LearningOptions, onEnd: () => void): Worker {
  const workerData: LearnWorkerData = { file, aheadMs: now() - Date.now() }
  const worker = new Worker(new URL('./sqlite/learn-worker.ts', import.meta.url), { workerData })
  worker.on('message', async (told: FromLearner) => {
    if ('log' in told) log(...told.log)
    else worker.postMessage(await carryOut(told, table))
  })
  worker.on('error', (error) => log('error', 'learning-failed', { problem: failureName(error) }))
  worker.on('exit', onEnd)
  return worker
}

const carryOut = (
  { id, how, writes }: AskedToWrite,
  table: LearningOptions['table'],
): Promise<Written> =>
  table[how](writes).then(
    (answer) => ({ id, answer }),
    (error) => ({ id, problem: failureName(error) }),
  )
