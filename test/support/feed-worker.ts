/** The thread that reads feeds, for which a server of this machine stands for the internet. */
import { workerData } from 'node:worker_threads'
import { readDueFeeds } from '../../functions/runtimes/one-machine/feed-work.ts'
import type { OwnedThreadData } from '../../functions/runtimes/one-machine/owned-thread.ts'
import { openRowsForReading } from '../../functions/runtimes/one-machine/sqlite/rows-for-reading.ts'

const { store, aheadMs } = workerData as OwnedThreadData<{ file: string; ca: string }>
const rows = openRowsForReading(store)
const network = { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: store.ca }
await readDueFeeds({ rows: rows.table, aheadMs }, network)
rows.close()
