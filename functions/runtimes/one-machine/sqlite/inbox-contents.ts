/** What an inbox holds: whether a mail arrived, and which mails are too old to be kept. */
import { numberIn } from '../../../store/sqlite/columns.ts'
import type { Database } from '../../../store/sqlite/database.ts'
import type { InboxContents } from '../inbox.ts'

/** So few at a time that a mail which arrives meanwhile hardly waits. */
const REMOVED_AT_A_TIME = 100

/** @example const { arrivedAt } = inboxContents(openDurably(inboxFileOf('rekindle.sqlite'))) */
export function inboxContents({ sqlite, commit }: Database): InboxContents {
  const select = sqlite.prepare('SELECT received_at AS at FROM inbox WHERE message_id = ?')
  const remove = sqlite.prepare(
    `DELETE FROM inbox WHERE message_id IN
     (SELECT message_id FROM inbox WHERE received_at < ? ORDER BY received_at LIMIT ?)`,
  )
  return {
    // In a commit, so that it comes after every mail that was handed over before.
    arrivedAt: (messageId) =>
      commit(() => {
        const found = select.get(messageId)
        return found && numberIn(found, 'at')
      }),
    removeSome: async (before) =>
      (await commit(() => Number(remove.run(before, REMOVED_AT_A_TIME).changes))) ===
      REMOVED_AT_A_TIME,
  }
}
