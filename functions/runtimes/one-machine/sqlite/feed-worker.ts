/** The entry of the thread that reads feeds: rows on a connection of its own that can only read. */
import { workerData } from 'node:worker_threads'
import { readDueFeeds } from '../feed-work.ts'
import type { OwnedThreadData } from '../owned-thread.ts'
import { openRowsForReading } from './rows-for-reading.ts'
import type { SqliteLocation } from './threads.ts'

const { store, aheadMs } = workerData as OwnedThreadData<SqliteLocation>
const rows = openRowsForReading(store)
await readDueFeeds({ rows: rows.table, aheadMs })
rows.close()
