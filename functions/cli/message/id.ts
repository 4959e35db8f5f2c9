/** A message's id as people write it, taken apart. */
import type { Message } from '../../domain/message.ts'
import {
  type MessageRef,
  messageName,
  parseTypedMessage,
  type TypedMessage,
} from '../../domain/message-ref.ts'
import { UsageError } from '../failure.ts'

export const MESSAGE_ID_ABOUT =
  'CUSTOMER/CAMPAIGN#N#STEP, such as 17/win-back#1#picks; the shop may stand in front, as it does in the tags of SES'

/**
 * Reads an id: see `parseTypedMessage`.
 *
 * @throws UsageError where it can be none
 * @example messageAsked('17/care#1#tips', 'tea').customers // ['17']
 */
export function messageAsked(typed: string, shop: string): TypedMessage {
  const asked = parseTypedMessage(typed, shop)
  if (!asked) throw new UsageError(`"${typed}" is no message: write ${MESSAGE_ID_ABOUT}`)
  return asked
}

export const isNamed =
  (ref: MessageRef) =>
  (message: Message): boolean =>
    messageName(message) === messageName(ref)
