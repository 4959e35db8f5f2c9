/** Delivers to an inbox in the browser: for trying things, and for shops that have no SES yet. */
import type { Instant } from '../../domain/time.ts'
import { type Database, openDurably } from '../../store/sqlite/database.ts'
import type { Mailer } from '../mailer.ts'

const TABLE = `
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
`

/** Mails are large and rows are small, so the inbox is a file of its own beside the rows. */
export const inboxFileOf = (databaseFile: string): string => `${databaseFile}.inbox`

/** Makes the file, so that whoever reads it first finds an inbox with nothing in it. */
export function prepareInbox(databaseFile: string): void {
  const { sqlite, close } = openDurably(inboxFileOf(databaseFile))
  sqlite.exec(TABLE)
  close()
}

/**
 * A mail is kept once under its message's id, so sending it again does no harm and a sender that
 * was killed may simply try again.
 */
export function makeInboxMailer({ sqlite, commit }: Database, now: () => Instant): Mailer {
  sqlite.exec(TABLE)
  const keep = sqlite.prepare(
    `INSERT OR IGNORE INTO inbox
       (message_id, shop, customer_key, received_at, recipient, subject, source)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  return {
    repeatable: true,
    async send({ messageId, shop, customer, to, subject, bytes }) {
      await commit(() => keep.run(messageId, shop, customer, now(), to, subject, bytes))
      return { outcome: 'accepted', mailerMessageId: messageId }
    },
  }
}
