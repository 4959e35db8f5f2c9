/**
 * A mail as RFC 5322 and MIME have it. Composing is on the path of every send, so it is written
 * for speed and held to nodemailer's composer by a property test.
 */
import type { Instant } from '../../domain/time.ts'
import { mimeIdOf } from '../mime-id.ts'
import { asciiAddress } from './ascii-address.ts'
import { encodeBody } from './mime-body.ts'
import { LINE_LIMIT, type Mailbox, mailboxHeader, textHeader } from './mime-header.ts'

export type MailToCompose = {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: Mailbox
  readonly replyTo?: Mailbox
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly date: Instant
  /**
   * Anything that identifies the message; the Message-ID is made from its hash and reveals nothing
   * about it.
   */
  readonly messageId: string
  /** Omitted for mail from which customers cannot unsubscribe. */
  readonly listUnsubscribe?: { readonly https: string; readonly mailto?: string }
  /** Further headers, of free text and ASCII names; none of those that are made here. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A subject's word beyond this is encoded, since it could not be folded. */
const LONGEST_SUBJECT_WORD = 60
/** Other headers may be read by machines that know no encoded words: encode as a last resort. */
const LONGEST_HEADER_WORD = 900

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,39}$/
const MADE_HERE: ReadonlySet<string> = new Set([
  'from',
  'sender',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
])
/** RFC 8058 asks for https; this machine's own name is for trying things in the inbox. */
const HTTPS_URI =
  /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)[:/])[\x21-\x3b\x3d\x3f-\x7e]+$/
const MAILTO_URI = /^mailto:[\x21-\x3b\x3d\x3f-\x7e]+$/

/** @example rfc5322Date(0) // 'Thu, 01 Jan 1970 00:00:00 +0000' */
const rfc5322Date = (at: Instant): string => new Date(at).toUTCString().replace('GMT', '+0000')

/** RFC 2369 and, for the one click, RFC 8058; a folded address would be a broken one. */
function unsubscribeHeaders({
  https,
  mailto,
}: NonNullable<MailToCompose['listUnsubscribe']>): string {
  const fits = https.length + 4 <= LINE_LIMIT && (mailto?.length ?? 0) + 4 <= LINE_LIMIT
  if (!fits || !HTTPS_URI.test(https) || (mailto !== undefined && !MAILTO_URI.test(mailto))) {
    throw new Error('List-Unsubscribe wants an https: and a mailto: URI of at most 994 characters.')
  }
  const fold = https.length > 50 ? '\r\n' : ''
  const byMail = mailto === undefined ? '' : `,\r\n <${mailto}>`
  return `List-Unsubscribe:${fold} <${https}>${byMail}\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`
}

function furtherHeaders(headers: Readonly<Record<string, string>>): string {
  let lines = ''
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name) || MADE_HERE.has(name.toLowerCase())) {
      throw new Error(`A mail cannot be given a header of the name ${JSON.stringify(name)}.`)
    }
    lines += textHeader(name, value, LONGEST_HEADER_WORD)
  }
  return lines
}

function part(type: string, content: string): string {
  const { encoding, body } = encodeBody(content)
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`
}

/**
 * The bytes of a mail with a text and an HTML part, the same for the same input. Control characters
 * in names, subjects and headers become spaces. A boundary cannot occur in a part: it begins with
 * `=_`, which neither encoding can produce.
 *
 * There is no `Auto-Submitted`: RFC 3834 keeps it for what no person chose to send, such as replies
 * and reports, and some helpdesks drop mail that bears it, and with it the customer's answers;
 * in marketing List-Unsubscribe already quiets well-behaved vacation responders. Nor a `Feedback-ID`: SES
 * adds one, and `headers` may give another. SES also overwrites Message-ID and Date.
 *
 * @throws {AddressError} if an address cannot be sent to (see `asciiAddress`)
 * @throws {Error} if a header's name or an unsubscribe URI is not one
 * @example composeMime({ from: { name: 'Tea House', address: 'hi@tea.example' }, to: { address:
 *   'li@example.com' }, subject: '新茶', text: '…', html: '<p>…</p>', date: 0, messageId:
 *   'tea/17/welcome#1#intro', listUnsubscribe: { https: 'https://tea.example/u/token' } })
 */
export function composeMime(mail: MailToCompose): Uint8Array {
  const from = asciiAddress(mail.from.address)
  const id = mimeIdOf(mail.messageId)
  const boundary = `=_${id}`
  return Buffer.from(
    mailboxHeader('From', mail.from) +
      mailboxHeader('To', mail.to) +
      (mail.replyTo ? mailboxHeader('Reply-To', mail.replyTo) : '') +
      textHeader('Subject', mail.subject, LONGEST_SUBJECT_WORD) +
      `Date: ${rfc5322Date(mail.date)}\r\n` +
      `Message-ID: <${id}@${from.slice(from.lastIndexOf('@') + 1)}>\r\n` +
      (mail.listUnsubscribe ? unsubscribeHeaders(mail.listUnsubscribe) : '') +
      (mail.headers ? furtherHeaders(mail.headers) : '') +
      `MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
      `--${boundary}\r\n${part('text/plain', mail.text)}` +
      `--${boundary}\r\n${part('text/html', mail.html)}--${boundary}--\r\n`,
    'latin1',
  )
}
