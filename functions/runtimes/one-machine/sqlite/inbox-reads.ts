/** The inbox as the pages read it: a file next to the rows. */
import type { DatabaseSync } from 'node:sqlite'
import type { ConsoleReads, InboxEntry } from '../../../console/console-reads.ts'
import { parseMailId } from '../../../domain/message-ref.ts'
import { parseCustomerKey } from '../../../store/keys.ts'

type StoredMailRow = {
  readonly messageId: string
  readonly customerKey: string
  readonly receivedAt: number
  readonly recipient: string
  readonly subject: string
}

export function inboxReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'inbox' | 'mail'> {
  const columns = `message_id AS messageId, customer_key AS customerKey,
    received_at AS receivedAt, recipient, subject`
  const selectMail = sqlite.prepare(`SELECT ${columns}, source FROM inbox WHERE message_id = ?`)

  return {
    async inbox({ shop, before, limit }) {
      const conditions = [
        ...(shop === undefined ? [] : ['shop = ?']),
        ...(before === undefined
          ? []
          : [
              `(received_at, message_id) <
              (SELECT received_at, message_id FROM inbox WHERE message_id = ?)`,
            ]),
      ]
      const found = sqlite
        .prepare(
          `SELECT ${columns} FROM inbox WHERE ${['1', ...conditions].join(' AND ')}
           ORDER BY received_at DESC, message_id DESC LIMIT ?`,
        )
        .all(...[shop, before].filter((value) => value !== undefined), limit + 1)
      const page = found.slice(0, limit) as unknown as StoredMailRow[]
      const older = found.length > limit ? page.at(-1)?.messageId : undefined
      return { mails: page.flatMap(entryOf), ...(older !== undefined && { older }) }
    },

    async mail(messageId) {
      const found = selectMail.get(messageId) as unknown as
        | (StoredMailRow & { readonly source: Uint8Array })
        | undefined
      const [entry] = found ? entryOf(found) : []
      return found && entry && { ...entry, source: found.source }
    },
  }
}

function entryOf(stored: StoredMailRow): readonly InboxEntry[] {
  const { messageId, customerKey: key, receivedAt, recipient, subject } = stored
  const who = parseCustomerKey(key)
  const message = parseMailId(messageId)?.ref
  if (!who || !message) return []
  return [
    {
      messageId,
      shop: who.shop,
      customer: who.customer,
      message,
      receivedAt,
      recipient,
      subject,
    },
  ]
}
