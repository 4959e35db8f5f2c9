/** The mail thread's entry: it reads the rows and never writes them, and keeps the inbox. */
import { workerData } from 'node:worker_threads'
import { openDurably } from '../../../store/sqlite/database.ts'
import type { MailThreadData } from '../mail-thread.ts'
import { doMailWork } from '../mail-work.ts'
import { inboxContents } from './inbox-contents.ts'
import { inboxFileOf, makeInbox, prepareInbox } from './inbox-mailer.ts'
import { liveSecret } from './own-secret.ts'
import { openRowsForReading } from './rows-for-reading.ts'
import type { SqliteLocation } from './threads.ts'

const { store, publicUrl } = workerData as MailThreadData<SqliteLocation>
const rows = openRowsForReading(store)
prepareInbox(store.file)
const inbox = openDurably(inboxFileOf(store.file))

doMailWork({
  table: rows.table,
  keepBy: (now) => makeInbox(inbox, now),
  contents: inboxContents(inbox),
  signToken: liveSecret(store.file, rows.sqlite).signToken,
  publicUrl,
  // Files that were closed leave no log behind.
  close() {
    inbox.close()
    rows.close()
  },
})
