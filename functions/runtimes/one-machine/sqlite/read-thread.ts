/** The pages' reads in a thread of their own, so that no page ever holds up a purchase. */
import { Worker } from 'node:worker_threads'
import type { ConsoleReads } from '../../../console/console-reads.ts'
import { FailureElsewhere, type ReportedFailure } from '../../../store/failure.ts'
import type { SqliteLocation } from './threads.ts'

export type ReadCall = {
  readonly id: number
  readonly read: keyof ConsoleReads
  readonly args: readonly unknown[]
}
export type ReadAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: ReportedFailure }

type PendingRead = {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

type ReadThread = {
  readonly ask: (read: keyof ConsoleReads, args: readonly unknown[]) => Promise<unknown>
  readonly close: () => Promise<void>
}

export type ReadsInThread = ConsoleReads & { readonly close: () => Promise<void> }

/**
 * Reads of a file that exists already. The thread starts with the first read; if it is lost, the
 * reads under way are rejected and the next one starts another.
 *
 * @example const reads = readsInThread('rekindle.sqlite')
 */
export function readsInThread(file: string): ReadsInThread {
  let thread: ReadThread | undefined

  function via<R extends keyof ConsoleReads>(read: R): ConsoleReads[R] {
    const ask = (...args: readonly unknown[]): Promise<unknown> => {
      thread ??= startThread(file, () => {
        thread = undefined
      })
      return thread.ask(read, args)
    }
    return ask as ConsoleReads[R]
  }

  return {
    shops: via('shops'),
    counts: via('counts'),
    customers: via('customers'),
    customer: via('customer'),
    found: via('found'),
    messages: via('messages'),
    members: via('members'),
    versions: via('versions'),
    products: via('products'),
    product: via('product'),
    productInOtherCase: via('productInOtherCase'),
    modelTest: via('modelTest'),
    mail: via('mail'),
    renderedAgain: via('renderedAgain'),
    close: async () => thread?.close(),
  }
}

function startThread(file: string, onLost: () => void): ReadThread {
  const workerData: SqliteLocation = { file }
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { workerData })
  const waiting = new Map<number, PendingRead>()
  let requests = 0
  let isLost = false

  function lose(reason: unknown): void {
    // An error is followed by an exit, and by then another thread may have taken over.
    if (!isLost) onLost()
    isLost = true
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }

  worker.on('message', (answer: ReadAnswer) => {
    const waits = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failure' in answer) waits?.reject(new FailureElsewhere(answer.failure))
    else waits?.resolve(answer.value)
  })
  worker.on('error', lose)
  worker.on('exit', () => lose(new Error('the reading thread has ended')))

  return {
    ask: (read, args) =>
      new Promise((resolve, reject) => {
        requests += 1
        waiting.set(requests, { resolve, reject })
        worker.postMessage({ id: requests, read, args } satisfies ReadCall)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
