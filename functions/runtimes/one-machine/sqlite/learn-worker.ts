/** The learning thread's entry: rows on a connection of its own that can only read. */
import { workerData } from 'node:worker_threads'
import { learn } from '../learn.ts'
import type { OwnedThreadData } from '../owned-thread.ts'
import { openRowsForReading } from './rows-for-reading.ts'
import type { SqliteLocation } from './threads.ts'

const { store, aheadMs } = workerData as OwnedThreadData<SqliteLocation>
const rows = openRowsForReading(store)
await learn({ rows: rows.table, aheadMs })
rows.close()
