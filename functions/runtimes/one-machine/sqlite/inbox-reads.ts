/** The inbox as the pages read it: a file next to the rows. */
import type { DatabaseSync } from 'node:sqlite'
import type { ConsoleReads } from '../../../console/console-reads.ts'
import { parseMailId } from '../../../domain/message-ref.ts'
import { parseCustomerKey } from '../../../store/keys.ts'

type StoredMailRow = {
  readonly messageId: string
  readonly customerKey: string
  readonly receivedAt: number
  readonly recipient: string
  readonly subject: string
  readonly source: Uint8Array
}

export function inboxReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'mail'> {
  const selectMail = sqlite.prepare(
    `SELECT message_id AS messageId, customer_key AS customerKey, received_at AS receivedAt,
       recipient, subject, source
     FROM inbox WHERE message_id = ?`,
  )
  return {
    async mail(messageId) {
      const found = selectMail.get(messageId) as unknown as StoredMailRow | undefined
      const who = found && parseCustomerKey(found.customerKey)
      const message = parseMailId(messageId)?.ref
      if (!found || !who || !message) return undefined
      const { receivedAt, recipient, subject, source } = found
      const { shop, customer } = who
      return { messageId, shop, customer, message, receivedAt, recipient, subject, source }
    },
  }
}
