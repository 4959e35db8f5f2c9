/** Delivers to an inbox in the browser: for trying things, and for shops that have no SES yet. */
import type { Instant } from '../../../domain/time.ts'
import { numberIn } from '../../../store/sqlite/columns.ts'
import { type Database, openDurably } from '../../../store/sqlite/database.ts'
import type { KeepMail } from '../inbox.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS inbox (
    message_id TEXT PRIMARY KEY,
    shop TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    source BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS inbox_latest ON inbox (received_at);
  CREATE TABLE IF NOT EXISTS erased (
    customer_key TEXT PRIMARY KEY,
    until INTEGER NOT NULL
  ) WITHOUT ROWID;
`

/** Mails are large and rows are small, so the inbox is a file of its own next to the rows. */
export const inboxFileOf = (databaseFile: string): string => `${databaseFile}.inbox`

/** Makes the file, so that the first reader finds an empty inbox. */
export function prepareInbox(databaseFile: string): void {
  const { sqlite, close } = openDurably(inboxFileOf(databaseFile))
  sqlite.exec(TABLES)
  close()
}

/**
 * Makes the log of the inbox part of its file and removes it, once those who only read are gone:
 * they cannot do so themselves. Where it fails the log stays, and the next start reads it.
 */
export function tidyInbox(databaseFile: string): void {
  try {
    const { sqlite, close } = openDurably(inboxFileOf(databaseFile))
    sqlite.exec('SELECT count(*) FROM sqlite_schema')
    close()
  } catch {
    // A server must be able to stop on a disk that is full, or whose inbox is damaged.
  }
}

/**
 * A mail is kept once under its message's id, so sending it again does no harm and a sender that
 * was killed may simply try again. Just after a customer was erased nothing is kept of them: it may
 * be a mail that was on its way.
 */
export function makeInbox({ sqlite, commit }: Database, now: () => Instant): KeepMail {
  sqlite.exec(TABLES)
  const keep = sqlite.prepare(
    `INSERT OR IGNORE INTO inbox
       (message_id, shop, customer_key, received_at, recipient, subject, source)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const justErased = sqlite.prepare('SELECT until FROM erased WHERE customer_key = ? AND until > ?')
  return async ({ messageId, shop, customer, to, subject, bytes }) => {
    const at = now()
    const erased = await commit(() => {
      const found = justErased.get(customer, at)
      if (!found) keep.run(messageId, shop, customer, at, to, subject, bytes)
      return found && { until: numberIn(found, 'until') }
    })
    return erased
      ? { outcome: 'parked', reason: 'customer-just-erased', until: erased.until }
      : { outcome: 'accepted', mailerMessageId: messageId }
  }
}
