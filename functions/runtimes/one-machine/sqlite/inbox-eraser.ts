/** Deletes the mails that the inbox keeps of a customer. */
import { existsSync } from 'node:fs'
import { type Instant, MINUTE_MS } from '../../../domain/time.ts'
import { openDurably } from '../../../store/sqlite/database.ts'
import { inboxFileOf, prepareInbox } from './inbox-mailer.ts'

/** As long as a sender may hold a claim, so that no mail that is on its way comes in afterwards. */
const KEEPS_NOTHING_MS = 5 * MINUTE_MS
/** The pages read for a few milliseconds at a time. */
const WAIT_FOR_READERS_MS = 200
/** Sorts after every id of a message. */
const LAST = '\u{10ffff}'

/**
 * Deletes a customer's mails permanently: what SQLite frees is overwritten, and its log is emptied
 * unless a page is reading at that instant. Safe to repeat, and while mails are being kept.
 *
 * @example await makeInboxEraser('shop.sqlite', Date.now)('acme/c-17')
 */
export const makeInboxEraser =
  (databaseFile: string, now: () => Instant) =>
  /** @param customerKey the customer's partition key, with which each id of their messages begins */
  async (customerKey: string): Promise<void> => {
    if (!existsSync(inboxFileOf(databaseFile))) return
    prepareInbox(databaseFile)
    const { sqlite, commit, close } = openDurably(inboxFileOf(databaseFile), {
      goesOnWhileLocked: true,
    })
    try {
      sqlite.exec('PRAGMA secure_delete = ON; PRAGMA busy_timeout = 0;')
      const erase = sqlite.prepare('DELETE FROM inbox WHERE message_id >= ? AND message_id < ?')
      const forget = sqlite.prepare('DELETE FROM erased WHERE until <= ?')
      const note = sqlite.prepare(
        'INSERT OR REPLACE INTO erased (customer_key, until) VALUES (?, ?)',
      )
      await commit(() => {
        erase.run(`${customerKey}/`, `${customerKey}/${LAST}`)
        forget.run(now())
        note.run(customerKey, now() + KEEPS_NOTHING_MS)
      })
      sqlite.exec(`PRAGMA busy_timeout = ${WAIT_FOR_READERS_MS}; PRAGMA wal_checkpoint(TRUNCATE);`)
    } finally {
      close()
    }
  }
