/** Header lines: RFC 5322 folding, RFC 2047 encoded words, and nothing that could inject a line. */
import { asciiAddress } from './ascii-address.ts'

export type Mailbox = { readonly name?: string; readonly address: string }

/** What a line should not exceed, its CRLF left out; RFC 2047 demands it of encoded words. */
const FOLD_AT = 76
/** What no line may exceed (RFC 5322, 2.1.1). */
export const LINE_LIMIT = 998
const WORD_START = '=?UTF-8?B?'
const WORD_FRAME = WORD_START.length + 2
/** Bytes in an encoded word that has a line to itself: 60 characters of base64. */
const WORD_BYTES = 45

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a header.
const CONTROLS = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g
const PRINTABLE = /^[\x20-\x7e]*$/
const SIMPLE_PHRASE = /^\w+(?: \w+)*$/
const WORD_RUNS = /(?<! ) *[^ ]+/g

/**
 * One line's worth of text: a run of control characters, line ends among them, becomes one space.
 *
 * @example oneLine('Hello\r\nBcc: all@example.com') // 'Hello Bcc: all@example.com'
 */
export const oneLine = (text: string): string => text.replace(CONTROLS, ' ').trim()

/** Only whole characters are put in a word (RFC 2047, 5), so none is lost where words are joined. */
function encodedWords(text: string, column: number): string {
  const bytes = Buffer.from(text)
  const words: string[] = []
  let room = Math.max(12, Math.floor((FOLD_AT - column - WORD_FRAME) / 4) * 3)
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(at + room, bytes.length)
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
    words.push(`${WORD_START}${bytes.toString('base64', at, end)}?=`)
    at = end
    room = WORD_BYTES
  }
  return words.join('\r\n ')
}

const wordsOf = (text: string): string[] => text.match(WORD_RUNS) ?? []

function foldAtSpaces(words: readonly string[], column: number): string {
  let folded = ''
  let length = column
  for (const word of words) {
    const fits = length + word.length <= FOLD_AT || folded === ''
    folded += fits ? word : `\r\n${word}`
    length = fits ? length + word.length : word.length
  }
  return folded
}

/**
 * A header with free text, encoded if it is not ASCII, would be mistaken for encoded, or has a word
 * longer than `longestWord`.
 *
 * @example textHeader('Subject', '你好', 60) // 'Subject: =?UTF-8?B?5L2g5aW9?=\r\n'
 */
export function textHeader(name: string, text: string, longestWord: number): string {
  const value = oneLine(text)
  const column = name.length + 2
  const plain = PRINTABLE.test(value) && !value.includes('=?')
  if (plain && value.length <= FOLD_AT - column) return `${name}: ${value}\r\n`
  const words = plain ? wordsOf(value) : []
  return plain && words.every((word) => word.length <= longestWord)
    ? `${name}: ${foldAtSpaces(words, column)}\r\n`
    : `${name}: ${encodedWords(value, column)}\r\n`
}

function phrase(name: string, column: number): string {
  if (name.length <= 60 && PRINTABLE.test(name) && !name.includes('=?')) {
    return SIMPLE_PHRASE.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`
  }
  return encodedWords(name, column)
}

/**
 * A header with one mailbox.
 *
 * @throws {AddressError}
 * @example mailboxHeader('To', { address: 'li@example.com' }) // 'To: li@example.com\r\n'
 */
export function mailboxHeader(header: string, mailbox: Mailbox): string {
  const address = asciiAddress(mailbox.address)
  const name = oneLine(mailbox.name ?? '')
  if (name === '') return `${header}: ${address}\r\n`
  const start = `${header}: ${phrase(name, header.length + 2)}`
  const lastLine = start.length - (start.lastIndexOf('\n') + 1)
  const fold = lastLine + address.length + 3 > FOLD_AT ? '\r\n' : ''
  return `${start}${fold} <${address}>\r\n`
}
