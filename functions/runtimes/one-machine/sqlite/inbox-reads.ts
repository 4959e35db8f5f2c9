/** The inbox as the pages read it: a file next to the rows. */
import type { DatabaseSync } from 'node:sqlite'
import type { ConsoleReads } from '../../../console/console-reads.ts'
import { parseMailId } from '../../../domain/message-ref.ts'
import { parseCustomerKey } from '../../../store/keys.ts'
import { bytesIn, numberIn, textIn } from '../../../store/sqlite/columns.ts'

export function inboxReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'mail'> {
  const selectMail = sqlite.prepare(
    `SELECT message_id AS messageId, customer_key AS customerKey, received_at AS receivedAt,
       recipient, subject, source
     FROM inbox WHERE message_id = ?`,
  )
  return {
    async mail(messageId) {
      const found = selectMail.get(messageId)
      const who = found && parseCustomerKey(textIn(found, 'customerKey'))
      const message = parseMailId(messageId)?.ref
      if (!found || !who || !message) return undefined
      const { shop, customer } = who
      return {
        messageId,
        shop,
        customer,
        message,
        receivedAt: numberIn(found, 'receivedAt'),
        recipient: textIn(found, 'recipient'),
        subject: textIn(found, 'subject'),
        source: bytesIn(found, 'source'),
      }
    },
  }
}
