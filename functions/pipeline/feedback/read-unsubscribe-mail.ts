/**
 * A request to unsubscribe that came by mail (RFC 2369): the address in our List-Unsubscribe asks
 * for the token as the subject, and mail programs do to a subject what they do.
 */
import { decodeWords } from 'postal-mime'

export type InboundMail = {
  /** With or without its encoded words (RFC 2047). */
  readonly subject?: string
  readonly text?: string
  /** The value of that header field. */
  readonly autoSubmitted?: string
}

/** Whoever writes it into the text writes it at the top; below come signatures and quotations. */
const FIRST_LINES = 20
const MOST_CHARACTERS = 8_000

/**
 * How every token begins that lets somebody leave: `["leave",` is nine bytes, so its base64url does
 * not depend on what follows. It finds the token's beginning where lines were wrapped and words
 * run together; whether the token is one of ours, only its signature tells.
 */
const BEGINNING = Buffer.from('["leave",').toString('base64url')
const TOKEN = new RegExp(`${BEGINNING}[\\w-]{1,4000}\\.[\\w-]{43}`)

/**
 * The token in a mail's subject, else in the first lines of its text; undefined where there is
 * none. Folded, encoded, quoted and wrapped ones are found, with "Re:" or anything else around.
 *
 * @example tokenIn({ subject: 'Re: WyJsZWF2ZSIsInRlYSIs….Zb3…' }) // 'WyJsZWF2ZSIsInRlYSIs….Zb3…'
 */
export function tokenIn({ subject = '', text = '' }: InboundMail): string | undefined {
  const top = text.slice(0, MOST_CHARACTERS).split(/\r?\n/, FIRST_LINES)
  return (
    tokenAmong(decodeWords(subject.slice(0, MOST_CHARACTERS))) ??
    tokenAmong(top.map(withoutQuoteMarks).join(''))
  )
}

const tokenAmong = (text: string): string | undefined => TOKEN.exec(text.replace(/\s+/g, ''))?.[0]

const withoutQuoteMarks = (line: string): string => line.replace(/^[\s>|]+/, '')

/**
 * Whether a machine answered by itself (RFC 3834): one that echoes the subject of what it got
 * must not unsubscribe anybody.
 */
export const isAutomatic = ({ autoSubmitted }: InboundMail): boolean =>
  autoSubmitted !== undefined && !/^\s*no\s*(;|\(|$)/i.test(autoSubmitted)
