/**
 * What SES hands back in its events so that feedback finds the message. A value may only be
 * `[A-Za-z0-9_-]{1,256}`, while our ids may be anything: letters, digits and `-` stand for
 * themselves, every other byte of UTF-8 is `_` and two upper-case hexadecimal digits.
 */

export type Tag = { readonly Name: string; readonly Value: string }

/** What of a mail its tags tell. */
export type TaggedMail = {
  /** Ours, `<shop>/<customer>/<campaign>#<n>#<step>`. */
  readonly messageId: string
  readonly shop: string
  readonly campaign: string
  readonly step: string
}

const VALUE_LIMIT = 256
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

const messageTagName = (piece: number): string =>
  piece === 0 ? MESSAGE_TAG : `${MESSAGE_TAG}-${piece + 1}`

/**
 * The message's id goes over as many tags as it needs, `rekindle-message`, `rekindle-message-2` and
 * so on, and can be read back whole. The others only serve to group figures, so what is beyond 256
 * characters (more than 85 bytes outside ASCII) is cut off.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 * @example tagsOf({ messageId: 'tea/17/care#1#tips', ... })[3]
 *   // { Name: 'rekindle-message', Value: 'tea_2F17_2Fcare_231_23tips' }
 */
export function tagsOf(mail: TaggedMail): Tag[] {
  const tags: Tag[] = [
    { Name: 'rekindle-shop', Value: tagValue(mail.shop).slice(0, VALUE_LIMIT) },
    { Name: 'rekindle-campaign', Value: tagValue(mail.campaign).slice(0, VALUE_LIMIT) },
    { Name: 'rekindle-step', Value: tagValue(mail.step).slice(0, VALUE_LIMIT) },
  ]
  const value = tagValue(mail.messageId)
  for (let piece = 0; piece * VALUE_LIMIT < value.length; piece++) {
    const start = piece * VALUE_LIMIT
    tags.push({ Name: messageTagName(piece), Value: value.slice(start, start + VALUE_LIMIT) })
  }
  return tags
}

/**
 * The message's id from the `mail.tags` of an SES event, undefined where the mail is not ours.
 *
 * @example messageIdOfTags({ 'rekindle-message': ['tea_2F17_2Fcare_231_23tips'] })
 *   // 'tea/17/care#1#tips'
 */
export function messageIdOfTags(
  tags: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  let value = ''
  for (let piece = 0; ; piece++) {
    const found = tags[messageTagName(piece)]?.[0]
    if (found === undefined) return idOf(value)
    value += found
  }
}
