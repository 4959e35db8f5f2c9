/** Bodies for the wire: quoted-printable (RFC 2045, 6.7) or base64 (6.8), with CRLF line ends. */

export type EncodedBody = {
  readonly encoding: 'quoted-printable' | 'base64'
  readonly body: string
}

const LINE_ENDS = /\r\n|\r|\n/g
const BASE64_COLUMNS = 76
/** Leaves room within 76 for the `=` of a soft line break and for a last space turned into `=20`. */
const QP_COLUMNS = 73

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const EQUALS = 0x3d

/** 1 if a byte may be written as it is within a line. */
const STANDS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === TAB || (byte >= SPACE && byte < 0x7f && byte !== EQUALS) ? 1 : 0,
)
const HEX = Buffer.from('0123456789ABCDEF')

/** Kept between mails so that each costs no new memory; a call is over before the next begins. */
let scratch = Buffer.allocUnsafeSlow(256 * 1024)

function scratchFor(bytes: number): Buffer {
  if (scratch.length < bytes) scratch = Buffer.allocUnsafeSlow(bytes)
  return scratch
}

function writeEscaped(out: Buffer, at: number, byte: number): number {
  out[at] = EQUALS
  out[at + 1] = HEX[byte >> 4] as number
  out[at + 2] = HEX[byte & 15] as number
  return at + 3
}

/** White space at the end of a line would be lost on the way. */
function closeLine(out: Buffer, end: number): number {
  const last = end > 0 ? out[end - 1] : undefined
  return last === SPACE || last === TAB ? writeEscaped(out, end - 1, last) : end
}

function writeBreak(out: Buffer, at: number): number {
  out[at] = CR
  out[at + 1] = LF
  return at + 2
}

/** @example quotedPrintable('Grüße\n') // 'Gr=C3=BC=C3=9Fe\r\n' */
function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text)
  const size = bytes.length
  // Three for each byte, and a soft break of three for each line of at least 71.
  const out = scratchFor(size * 3 + Math.ceil(size / 23) * 3 + 8)
  let end = 0
  let column = 0
  let i = 0
  while (i < size) {
    const runStart = i
    const runLimit = Math.min(size, i + QP_COLUMNS - column)
    while (i < runLimit && STANDS[bytes[i] as number] === 1) out[end++] = bytes[i++] as number
    column += i - runStart
    if (i === size) break

    const byte = bytes[i] as number
    if (byte === CR || byte === LF) {
      end = writeBreak(out, closeLine(out, end))
      column = 0
      i += byte === CR && bytes[i + 1] === LF ? 2 : 1
    } else if (column + (STANDS[byte] === 1 ? 1 : 3) > QP_COLUMNS) {
      out[end++] = EQUALS
      end = writeBreak(out, end)
      column = 0
    } else {
      end = writeEscaped(out, end, byte)
      column += 3
      i++
    }
  }
  return out.toString('latin1', 0, closeLine(out, end))
}

function base64(text: string): string {
  const encoded = Buffer.from(text.replace(LINE_ENDS, '\r\n')).toString('base64')
  const lines: string[] = []
  for (let at = 0; at < encoded.length; at += BASE64_COLUMNS) {
    lines.push(encoded.slice(at, at + BASE64_COLUMNS))
  }
  return lines.join('\r\n')
}

/**
 * Quoted-printable where that is the shorter, which holds up to about one accented letter in eleven
 * or one Chinese character in twenty-two; otherwise base64. Either way no line is longer than 76
 * columns, and none holds `=_`.
 *
 * @example encodeBody('你好') // { encoding: 'base64', body: '5L2g5aW9' }
 */
export function encodeBody(text: string): EncodedBody {
  const bytes = Buffer.byteLength(text)
  // A character of two bytes is one longer in UTF-8 than in UTF-16, one of three or four is two.
  const beyondAscii = bytes - text.length
  return beyondAscii * 12 <= bytes
    ? { encoding: 'quoted-printable', body: quotedPrintable(text) }
    : { encoding: 'base64', body: base64(text) }
}
