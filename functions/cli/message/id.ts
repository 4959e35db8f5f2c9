import { parseTypedMessage, type TypedMessage } from '../../domain/message-ref.ts'
import { UsageError } from '../failure.ts'

/**
 * Reads an id: see `parseTypedMessage`.
 *
 * @throws UsageError if it can be none
 * @example messageAsked('17/care#1#tips', 'tea').customers // ['17']
 */
export function messageAsked(typed: string, shop: string): TypedMessage {
  const asked = parseTypedMessage(typed, shop)
  if (!asked) throw new UsageError((w) => w.customer.message.notAnId(typed))
  return asked
}
