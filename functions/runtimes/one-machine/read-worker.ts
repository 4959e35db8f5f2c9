/** The thread that reads for the pages, on a connection of its own that can only read. */
import { parentPort, workerData } from 'node:worker_threads'
import { inboxFileOf } from '../../pipeline/sending/inbox/inbox-mailer.ts'
import { openForReading } from '../../store/sqlite/database.ts'
import type { ReadAnswer, ReadCall, ReadWorkerData } from './reads-in-worker.ts'
import { makeConsoleReads } from './sqlite/console-reads.ts'

const { file } = workerData as ReadWorkerData
const reads = makeConsoleReads(openForReading(file, inboxFileOf(file)))

parentPort?.on('message', async ({ id, read, args }: ReadCall) => {
  const ask = reads[read] as (...args: readonly unknown[]) => Promise<unknown>
  const answer = await ask(...args).then(
    (value): ReadAnswer => ({ id, value }),
    (error): ReadAnswer => ({ id, error }),
  )
  parentPort?.postMessage(answer)
})
