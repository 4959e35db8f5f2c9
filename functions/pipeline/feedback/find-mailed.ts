/**
 * Finds the message of a mail that carries no tags, as identities report it: among those to the
 * customers at its address, the one that SES knows by the same id. No row is kept for that, since
 * it would cost a write for each mail, and only these notifications would read it.
 */
import { MESSAGE_ROWS, mailedIdOf } from '../../domain/message-ref.ts'
import { decode } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { findCustomers, type ListedCustomers } from '../../store/find-customers.ts'
import { customerKey } from '../../store/keys.ts'
import { mimeIdOf } from '../mime-id.ts'
import type { FeedbackPorts } from './reported-event.ts'
import type { SesReading } from './ses-event.ts'

type Untagged = Extract<SesReading, { outcome: 'untagged' }>

export type FindPorts = Pick<FeedbackPorts, 'table' | 'addressHash' | 'addressKeys'> & {
  /** Left out where the whole table would have to be read. */
  readonly listed?: ListedCustomers
}

/**
 * The id under which it was mailed; undefined if the shop did not mail it.
 *
 * @example await findMailed('tea', reading, ports) // 'tea/17/care#1#tips'
 */
export async function findMailed(
  shop: string,
  { event: { mailerMessageId }, mimeId, recipients }: Untagged,
  { table, addressHash, addressKeys, listed }: FindPorts,
): Promise<string | undefined> {
  if (mailerMessageId === undefined && mimeId === undefined) return undefined
  const addressHashes = recipients.flatMap(
    (address) => addressKeys?.().hashes(address) ?? [addressHash(address)],
  )
  for (const customer of await findCustomers(table, shop, { addressHashes }, listed)) {
    const key = customerKey(shop, customer)
    for (const row of await table.query(key, { prefix: MESSAGE_ROWS })) {
      const { value: message } = decode(CUSTOMER_ROWS.message, row)
      if (!message || message.attempt === 0) continue
      const mailed = mailedIdOf(key, message)
      const isById = message.status === 'accepted' && message.mailerMessageId === mailerMessageId
      if (isById || mimeIdOf(mailed) === mimeId) return mailed
    }
  }
  return undefined
}
