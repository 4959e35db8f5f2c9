/**
 * A thread that does long work on the store. It reads on its own connection; its writes are made by
 * the thread that owns the store, together with all others (two writers to one store would wait for
 * each other), so that observers see them at once.
 */
import { type MessagePort, Worker } from 'node:worker_threads'
import type { Instant } from '../../domain/time.ts'
import { failureName, reportedFailure } from '../../store/failure.ts'
import type { Table, Write, WriteResult } from '../../store/table.ts'
import type { Log } from '../log.ts'
import type { ThreadEntry } from './engine.ts'

/** What the thread is given; `Store` is how its engine finds the rows. */
export type OwnedThreadData<Store = unknown> = {
  readonly store: Store
  /** How far the time of this machine is ahead of its clock: see `steadyClock`. */
  readonly aheadMs: number
}

export type OwnedThreadPorts = {
  /** Read only; the results are written by the thread's owner. */
  readonly rows: Table
  /** How far the time of this machine is ahead of its clock: see `steadyClock`. */
  readonly aheadMs: number
}

type WriteRequest = {
  readonly id: number
  readonly how: 'write' | 'writeTogether'
  readonly writes: readonly Write[]
}

export type FromThread = { readonly log: Parameters<Log> } | WriteRequest

/** `problem` is the kind of failure alone: rows may hold what no log may show. */
type WriteAnswer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: string }

export type OwnedThreadOptions = {
  readonly entry: ThreadEntry
  readonly table: Pick<Table, 'write' | 'writeTogether'>
  readonly now: () => Instant
  readonly log: Log
}

/** A thread that does the due work and ends. @param failed the line of the log if it dies */
export function startOwnedThread(
  { entry, table, now, log }: OwnedThreadOptions,
  failed: string,
  onEnd: () => void,
): Worker {
  const workerData: OwnedThreadData = { store: entry.store, aheadMs: now() - Date.now() }
  const worker = new Worker(entry.script, { workerData })
  worker.on('message', async (message: FromThread) => {
    if ('log' in message) log(...message.log)
    else worker.postMessage(await answerWrite(message, table))
  })
  worker.on('error', (error) => log('error', failed, { ...reportedFailure(error) }))
  worker.on('exit', onEnd)
  return worker
}

const answerWrite = (
  { id, how, writes }: WriteRequest,
  table: OwnedThreadOptions['table'],
): Promise<WriteAnswer> =>
  table[how](writes).then(
    (answer) => ({ id, answer }),
    (error) => ({ id, problem: failureName(error) }),
  )

/** So few rows at a time that a purchase hardly waits for them. */
const WRITES_AT_A_TIME = 25

type PendingWrite = { resolve(answer: unknown): void; reject(reason: Error): void }

/** In the thread: has its owner write, together with everything else that is committed. */
export function writesByOwner(
  port: MessagePort,
  send: (message: FromThread) => void,
): Pick<Table, 'write' | 'writeTogether'> {
  const waiting = new Map<number, PendingWrite>()
  let requests = 0

  function request<Answer>(how: WriteRequest['how'], writes: readonly Write[]): Promise<Answer> {
    requests += 1
    send({ id: requests, how, writes })
    return new Promise((resolve, reject) =>
      waiting.set(requests, { resolve: resolve as PendingWrite['resolve'], reject }),
    )
  }

  port.on('message', (answer: WriteAnswer) => {
    const waits = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('problem' in answer) waits?.reject(Object.assign(new Error(), { name: answer.problem }))
    else waits?.resolve(answer.answer)
  })

  return {
    async write(writes) {
      const results: WriteResult[] = []
      for (let from = 0; from < writes.length; from += WRITES_AT_A_TIME)
        results.push(
          ...(await request<WriteResult[]>('write', writes.slice(from, from + WRITES_AT_A_TIME))),
        )
      return results
    },
    writeTogether: (writes) => request('writeTogether', writes),
  }
}
