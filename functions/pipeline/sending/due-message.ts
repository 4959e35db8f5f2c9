/** A message for the senders, with what its pace depends on before it is read. */
import { parseQueueName, type QueuedMessage } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { decode } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import type { Row } from '../../store/table.ts'

export type DueMessage = QueuedMessage & {
  /** From then on it may be in the queue again, and may have been sent already. */
  readonly relayAt: Instant
}

/**
 * The message of a row, for the senders; undefined if it is not due, or if a newer build wrote it.
 *
 * @example dueMessageOf(row)?.provider // 'qq'
 */
export function dueMessageOf(row: Row): DueMessage | undefined {
  const message = decode(CUSTOMER_ROWS.message, row).value
  if (message?.status !== 'due') return undefined
  const { marketing, provider = 'other', relayAt } = message
  return { pk: row.pk, sk: row.sk, marketing, provider, relayAt }
}

/**
 * The message that a name in the queue of one machine is of.
 *
 * @throws if the name belongs to no message
 */
export function dueOfName(name: string): DueMessage {
  const queued = parseQueueName(name)
  if (!queued) throw new Error('the send queue contains a name that is not a message')
  // It is in this queue only once, however often it is relayed.
  return { ...queued, relayAt: Number.POSITIVE_INFINITY }
}
