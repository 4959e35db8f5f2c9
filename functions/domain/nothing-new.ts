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
  saysHash !== undefined && hadBefore(due, messages).some((other) => other.saysHash === saysHash)

/**
 * Whether the customer had a mail of the same step before, so that this one goes out only if it says
 * something new.
 *
 * @example mayRepeat({ campaign: 'care', n: 1, step: 'tips.2' }, facts.messages) // true after tips.1
 */
export const mayRepeat = (due: MessageRef, messages: readonly Message[]): boolean =>
  hadBefore(due, messages).length > 0

const hadBefore = (due: MessageRef, messages: readonly Message[]): readonly Message[] =>
  messages.filter(
    (other) =>
      other.campaign === due.campaign &&
      stepIdOf(other) === stepIdOf(due) &&
      messageName(other) !== messageName(due) &&
      MAY_BE_HAD.has(other.status),
  )
