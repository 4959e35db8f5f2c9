/**
 * Which message: its campaign, the number of its journey, and its step. Every spelling of that
 * identity is made and read here, and nowhere else:
 *
 * 1. its name, `win-back#1#picks`, as people and other rows give it
 * 2. the sort key of its row, `message#win-back#1#picks`
 * 3. its mail's id, `tea/17/win-back#1#picks`, from which the Message-ID is hashed
 * 4. the tags of SES, which carry that id through its events
 * 5. the place in a signed link, which may name less than a message
 * 6. its name in the send queue of one machine
 * 7. what a person types after `message show`
 *
 * What is read back is the identity that was written, byte for byte; anything else is undefined.
 * All of these are stored, signed or mailed: none may change its spelling.
 */
import { PROVIDERS, type Provider } from './provider.ts'

export type MessageRef = {
  readonly campaign: string
  /** The journey's number. */
  readonly n: number
  /** The step's id; a repeating step appends its occurrence, as in `care.2`. */
  readonly step: string
}

const NAME = /^([^#]+)#(0|[1-9]\d{0,14})#(.+)$/s

/** @example messageName({ campaign: 'win-back', n: 1, step: 'picks' }) // 'win-back#1#picks' */
export const messageName = ({ campaign, n, step }: MessageRef): string => `${campaign}#${n}#${step}`

/** @example parseMessageName('win-back#1#picks') // { campaign: 'win-back', n: 1, step: 'picks' } */
export function parseMessageName(name: string): MessageRef | undefined {
  const [, campaign, n, step] = NAME.exec(name) ?? []
  if (campaign === undefined || step === undefined) return undefined
  return { campaign, n: Number(n), step }
}

/**
 * The step of one occurrence of a repeating step.
 *
 * @example repeatedStep('tips', 2) // 'tips.2'
 */
export const repeatedStep = (stepId: string, occurrence: number): string =>
  `${stepId}.${occurrence}`

/**
 * The campaign's step that a message carries out, whichever occurrence of it.
 *
 * @example stepIdOf({ step: 'tips.2' }) // 'tips'
 */
export const stepIdOf = ({ step }: Pick<MessageRef, 'step'>): string =>
  step.split('.', 1)[0] ?? step

/** Whether it is one of the occurrences of a repeating step. @example isRepeated({ step: 'tips.2' }) // true */
export const isRepeated = ({ step }: Pick<MessageRef, 'step'>): boolean => step.includes('.')

/** The sort keys of all messages begin with this. */
export const MESSAGE_ROWS = 'message#'

/** @example messageSort({ campaign: 'care', n: 1, step: 'tips' }) // 'message#care#1#tips' */
export const messageSort = (ref: MessageRef): string => `${MESSAGE_ROWS}${messageName(ref)}`

/** @example parseMessageSort('message#care#1#tips') // { campaign: 'care', n: 1, step: 'tips' } */
export const parseMessageSort = (sk: string): MessageRef | undefined =>
  sk.startsWith(MESSAGE_ROWS) ? parseMessageName(sk.slice(MESSAGE_ROWS.length)) : undefined

/** A message with the key of its customer's partition, `<shop>/<customer>`, percent-encoded. */
export type CustomersMessage = { readonly customerKey: string; readonly ref: MessageRef }

/** @example mailIdOf('tea/17', { campaign: 'care', n: 1, step: 'tips' }) // 'tea/17/care#1#tips' */
export const mailIdOf = (customerKey: string, ref: MessageRef): string =>
  `${mailIdsOf(customerKey)}${messageName(ref)}`

/**
 * The id that a message was mailed under, where its customer had another id then (identity.ts).
 *
 * @example mailedIdOf('tea/c-17', { ...ref, mailedAs: { customer: '17', n: 1 } }) // 'tea/17/care#1#tips'
 */
export function mailedIdOf(
  customerKey: string,
  message: MessageRef & { readonly mailedAs?: { readonly customer: string; readonly n: number } },
): string {
  const { mailedAs } = message
  if (!mailedAs) return mailIdOf(customerKey, message)
  const [shop = ''] = customerKey.split('/', 1)
  const key = `${shop}/${encodeURIComponent(mailedAs.customer)}`
  return mailIdOf(key, { ...message, n: mailedAs.n })
}

/** The mail ids of all messages of a customer begin with this. */
export const mailIdsOf = (customerKey: string): string => `${customerKey}/`

/** @example parseMailId('tea/17/care#1#tips')?.customerKey // 'tea/17' */
export function parseMailId(mailId: string): CustomersMessage | undefined {
  const [, customerKey, name = ''] = /^([^/]+\/[^/]+)\/(.+)$/s.exec(mailId) ?? []
  const ref = parseMessageName(name)
  return customerKey === undefined || !ref ? undefined : { customerKey, ref }
}

/** What a signed link names: a message, or only its campaign. */
export type LinkRef = {
  readonly campaign: string
  readonly n?: number
  readonly step?: string
}

/** As the token of a link carries it. */
export type LinkParts = readonly [campaign: string, n: number | null, step: string | null]

/** @example linkPartsOf({ campaign: 'care' }) // ['care', null, null] */
export const linkPartsOf = ({ campaign, n, step }: LinkRef): LinkParts => [
  campaign,
  n ?? null,
  step ?? null,
]

/** @example parseLinkParts(['care', 2, 'tea.3']) // { campaign: 'care', n: 2, step: 'tea.3' } */
export const parseLinkParts = ([campaign, n, step]: LinkParts): LinkRef => ({
  campaign,
  ...(n === null ? {} : { n }),
  ...(step === null ? {} : { step }),
})

/**
 * The message that a link stood in, as far as the link names it.
 *
 * @example linkName({ campaign: 'care', n: 2, step: 'tea.3' }) // 'care#2#tea.3'
 */
export const linkName = ({ campaign, n, step }: LinkRef): string =>
  [campaign, n, step].filter((part) => part !== undefined).join('#')

/** A message that waits for a sender: the key of its row, and what its pace depends on. */
export type QueuedMessage = {
  readonly pk: string
  readonly sk: string
  readonly marketing: boolean
  readonly provider: Provider
}

/**
 * No part but the last has a space in it: keys are percent-encoded.
 *
 * @example queueNameOf({ marketing: true, provider: 'qq', pk: 'tea/17', sk: 'message#care#1#tips' })
 *   // 'marketing qq tea/17 message#care#1#tips'
 */
export const queueNameOf = ({ marketing, provider, pk, sk }: QueuedMessage): string =>
  `${marketing ? 'marketing' : 'service'} ${provider} ${pk} ${sk}`

/** @example parseQueueName('service qq tea/17 message#care#1#tips')?.marketing // false */
export function parseQueueName(name: string): QueuedMessage | undefined {
  const [, kind, keeper, pk, sk] = /^(marketing|service) (\S+) (\S+) (.+)$/s.exec(name) ?? []
  const provider = PROVIDERS.find((known) => known === keeper)
  if (provider === undefined || pk === undefined || sk === undefined) return undefined
  return { marketing: kind === 'marketing', provider, pk, sk }
}

/** Which customers a typed id may mean, the likeliest first, and the message. */
export type TypedMessage = { readonly customers: readonly string[]; readonly ref: MessageRef }

/**
 * Reads an id as a person types it: with or without the shop in front, percent-encoded or not, or
 * as the value of SES's tag. A customer's id may hold a slash, so that one text may mean several
 * customers.
 *
 * @returns undefined if it can be no message
 * @example parseTypedMessage('tea/17/care#1#tips', 'tea')
 *   // { customers: ['17', 'tea/17'], ref: { campaign: 'care', n: 1, step: 'tips' } }
 */
export function parseTypedMessage(typed: string, shop: string): TypedMessage | undefined {
  const id = typed.includes('/') ? typed : (mailIdOfTags({ [MESSAGE_TAG]: [typed] }) ?? typed)
  const cut = id.lastIndexOf('/')
  const [who, name] = [id.slice(0, cut), decoded(id.slice(cut + 1))]
  const ref = parseMessageName(name)
  if (cut < 1 || !ref) return undefined
  const prefix = [shop, encodeURIComponent(shop)].find((one) => who.startsWith(`${one}/`))
  const afterShop = prefix === undefined ? [] : [who.slice(prefix.length + 1)]
  const customers = [...afterShop, who].flatMap((one) => [decoded(one), one])
  return { customers: [...new Set(customers)], ref }
}

/** Unchanged if it is not percent-encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * What SES returns in its events so that feedback finds the message. A value must match
 * `[A-Za-z0-9_-]{1,256}`, while our ids may contain anything: letters, digits and `-` are written
 * as they are, every other byte of UTF-8 as `_` and two upper-case hexadecimal digits.
 */
export type Tag = { readonly Name: string; readonly Value: string }

/** What a mail's tags say of it. */
export type TaggedMail = {
  /** Its id: see `mailIdOf`. */
  readonly messageId: string
  readonly shop: string
  readonly campaign: string
  readonly step: string
}

const VALUE_LIMIT = 256
/** A field of the Feedback-ID header, which is one line. */
const FEEDBACK_LIMIT = 64
const MESSAGE_TAG = 'rekindle-message'
const MUST_ESCAPE = /[_.!~*'()]/g
const ENCODED = /^(?:[A-Za-z0-9-]|_[0-9A-F]{2})+$/

/** @example tagValue('win-back#1') // 'win-back_231' */
const tagValue = (id: string): string =>
  encodeURIComponent(id.toWellFormed())
    .replace(MUST_ESCAPE, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%', '_')

function idOf(value: string): string | undefined {
  if (!ENCODED.test(value)) return undefined
  try {
    return decodeURIComponent(value.replaceAll('_', '%'))
  } catch {
    return undefined
  }
}

/** More than a key of DynamoDB has room for, with three characters a byte. */
const MOST_PIECES = 48

const messageTagName = (piece: number): string =>
  piece === 0 ? MESSAGE_TAG : `${MESSAGE_TAG}-${piece + 1}`

/**
 * The mail's id is split over as many tags as it needs, `rekindle-message`, `rekindle-message-2`
 * and so on, and can be read back in full. The others only group figures, so they are cut off after
 * 256 characters (more than 85 bytes outside ASCII). SES puts the values of `ses:feedback-id-a` and
 * `-b` into the Feedback-ID header, by which Gmail's feedback loop groups complaints.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 * @example mailTagsOf({ messageId: 'tea/17/care#1#tips', ... })[5]
 *   // { Name: 'rekindle-message', Value: 'tea_2F17_2Fcare_231_23tips' }
 */
export function mailTagsOf(mail: TaggedMail): Tag[] {
  const tags: Tag[] = [
    { Name: 'rekindle-shop', Value: tagValue(mail.shop).slice(0, VALUE_LIMIT) },
    { Name: 'rekindle-campaign', Value: tagValue(mail.campaign).slice(0, VALUE_LIMIT) },
    { Name: 'rekindle-step', Value: tagValue(mail.step).slice(0, VALUE_LIMIT) },
    { Name: 'ses:feedback-id-a', Value: tagValue(mail.campaign).slice(0, FEEDBACK_LIMIT) },
    { Name: 'ses:feedback-id-b', Value: tagValue(mail.shop).slice(0, FEEDBACK_LIMIT) },
  ]
  const value = tagValue(mail.messageId)
  for (let piece = 0; piece * VALUE_LIMIT < value.length; piece++) {
    const start = piece * VALUE_LIMIT
    tags.push({ Name: messageTagName(piece), Value: value.slice(start, start + VALUE_LIMIT) })
  }
  return tags
}

/**
 * The mail's id from the `mail.tags` of an SES event, undefined if the mail is not ours.
 *
 * @example mailIdOfTags({ 'rekindle-message': ['tea_2F17_2Fcare_231_23tips'] })
 *   // 'tea/17/care#1#tips'
 */
export function mailIdOfTags(
  tags: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  let value = ''
  for (let piece = 0; piece < MOST_PIECES; piece++) {
    const found = tags[messageTagName(piece)]?.[0]
    if (found === undefined) return idOf(value)
    if (found.length > VALUE_LIMIT) return undefined
    value += found
  }
  return undefined
}
