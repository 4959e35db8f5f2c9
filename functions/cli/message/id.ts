/** A message's id as people write it, taken apart. */
import { type Message, messageName } from '../../domain/message.ts'
import { messageIdOfTags } from '../../domain/message-tags.ts'
import { UsageError } from '../failure.ts'

/** Whom the id may speak of, the likeliest first, and the message's name: `campaign#n#step`. */
export type AskedMessage = { readonly customers: readonly string[]; readonly name: string }

export const MESSAGE_ID_ABOUT =
  'CUSTOMER/CAMPAIGN#N#STEP, such as 17/win-back#1#picks; the shop may stand in front, as it does in the tags of SES'

/**
 * Reads an id with or without the shop in front, percent-encoded or as it is. What a customer is
 * called may hold a slash, so that one text may mean several customers.
 *
 * @throws UsageError where it can be none
 * @example messageAsked('tea/17/care#1#tips', 'tea')
 *   // { customers: ['17', 'tea/17'], name: 'care#1#tips' }
 */
export function messageAsked(typed: string, shop: string): AskedMessage {
  const id = typed.includes('/')
    ? typed
    : (messageIdOfTags({ 'rekindle-message': [typed] }) ?? typed)
  const cut = id.lastIndexOf('/')
  const [who, name] = [id.slice(0, cut), decoded(id.slice(cut + 1))]
  if (cut < 1 || !/^[^#]+#\d+#.+$/.test(name))
    throw new UsageError(`"${typed}" is no message: write ${MESSAGE_ID_ABOUT}`)
  const prefix = [shop, encodeURIComponent(shop)].find((one) => who.startsWith(`${one}/`))
  const afterShop = prefix === undefined ? [] : [who.slice(prefix.length + 1)]
  const customers = [...afterShop, who].flatMap((one) => [decoded(one), one])
  return { customers: [...new Set(customers)], name }
}

/** As it is, where it is not percent-encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const isNamed =
  (name: string) =>
  (message: Message): boolean =>
    messageName(message) === name
