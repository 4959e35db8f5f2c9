/** Whether a mail would say nothing to its customer but what they already had. */
import type { Message } from './message.ts'
import { type MessageRef, messageName, stepIdOf } from './message-ref.ts'

/** Whether its customer had the mail, or may have had it. */
const MAY_BE_HAD: ReadonlySet<Message['status']> = new Set([
  'claimed',
  'accepted',
  'unknown',
  'given-up',
])

/**
 * Whether the customer already had these words in another mail of the same step, whichever its
 * journey.
 *
 * @example saysNothingNew(due, facts.messages, mail.saysHash) // true where care.1 said the same
 */
export const saysNothingNew = (
  due: MessageRef,
  messages: readonly Message[],
  saysHash: string | undefined,
): boolean =>
  saysHash !== undefined &&
  messages.some(
    (other) =>
      other.saysHash === saysHash &&
      other.campaign === due.campaign &&
      stepIdOf(other) === stepIdOf(due) &&
      messageName(other) !== messageName(due) &&
      MAY_BE_HAD.has(other.status),
  )
