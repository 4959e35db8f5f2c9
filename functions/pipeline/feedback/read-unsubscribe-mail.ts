/**
 * A request to unsubscribe by mail (RFC 2369): the address in our List-Unsubscribe header asks for
 * the token as the subject, which mail programs may alter.
 */
import { decodeWords } from 'postal-mime'

export type InboundMail = {
  /** With or without its encoded words (RFC 2047). */
  readonly subject?: string
  readonly text?: string
  /** The value of that header field. */
  readonly autoSubmitted?: string
}

/**
 * People who write the token into the text write it at the top; signatures and quotations follow
 * below.
 */
const FIRST_LINES = 20
const MOST_CHARACTERS = 8_000

/**
 * The beginning of every unsubscribe token: `["leave",` is nine bytes, so its base64url does not
 * depend on what follows. It marks a token's beginning where lines were wrapped and words run
 * together; only the signature shows whether the token is valid.
 */
const BEGINNING = Buffer.from('["leave",').toString('base64url')
const TOKEN = new RegExp(`(?:[1-9]\\d{0,3}\\.)?${BEGINNING}[\\w-]{1,4000}\\.[\\w-]{43}`)

/**
 * The token without the number in front, which is that of its key or stood there by chance, as in a
 * list.
 */
export const withoutKeyNumber = (token: string): string => token.replace(/^\d+\./, '')

/**
 * The token in a mail's subject, otherwise in the first lines of its text; undefined if there is
 * none. Folded, encoded, quoted and wrapped tokens are found, with "Re:" or anything else around
 * them.
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
 * Whether the mail is an automatic response (RFC 3834): an autoresponder that quotes the subject it
 * received must not unsubscribe a customer.
 */
export const isAutomatic = ({ autoSubmitted }: InboundMail): boolean =>
  autoSubmitted !== undefined && !/^\s*no\s*(;|\(|$)/i.test(autoSubmitted)
