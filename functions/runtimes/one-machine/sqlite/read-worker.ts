/** The thread that reads for the pages, on a connection of its own that can only read. */
import { parentPort, workerData } from 'node:worker_threads'
import { reportedFailure } from '../../../store/failure.ts'
import { openForReading } from '../../../store/sqlite/database.ts'
import { makeConsoleReads } from './console-reads.ts'
import { inboxFileOf } from './inbox-mailer.ts'
import type { ReadAnswer, ReadCall } from './read-thread.ts'
import type { SqliteLocation } from './threads.ts'

const { file } = workerData as SqliteLocation
const reads = makeConsoleReads(openForReading(file, inboxFileOf(file)))

parentPort?.on('message', async ({ id, read, args }: ReadCall) => {
  const ask = reads[read] as (...args: readonly unknown[]) => Promise<unknown>
  const answer = await ask(...args).then(
    (value): ReadAnswer => ({ id, value }),
    (error): ReadAnswer => ({ id, failure: reportedFailure(error) }),
  )
  parentPort?.postMessage(answer)
})
