/** A message for the senders, and what they pace it by before they read it. */
import type { MessageOf } from '../../domain/message.ts'
import type { QueuedMessage } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import type { Row } from '../../store/table.ts'

export type DueMessage = QueuedMessage & {
  /** From then on it may be in the queue once more, and may be sent already. */
  readonly relayAt: Instant
}

/** @param row of a message that is due */
export function dueMessageOf(row: Row): DueMessage {
  const { pk, sk } = row
  const { marketing, provider = 'other', relayAt } = row as unknown as MessageOf<'due'>
  return { pk, sk, marketing, provider, relayAt }
}
