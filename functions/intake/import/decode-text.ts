/** Reads the bytes of a file as text, by its encoding, and never damages a sign of it. */
import { isAscii, isUtf8 } from 'node:buffer'
import {
  type Encoding,
  firstWrongByte,
  isSingleByte,
  isUnicode,
  strictText,
} from '../../domain/text-encoding.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { ImportFault } from './import-fault.ts'

/** The encoding that a mapping states; files without a mapping are in UTF-8. */
export type Declared = { readonly encoding?: Encoding | undefined }

/** Enough to know what a file begins like. */
const START_BYTES = 512
/** Longer than any row; a file without line ends is cut here, and the parser refuses the row. */
const LONGEST_PIECE = 4_000_000
const [LF, CR] = [0x0a, 0x0d]
const ZIP = [0x50, 0x4b, 3, 4]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * The text of a file in pieces that end where lines do: in UTF-8 as its bytes, which are checked
 * and not copied, otherwise as strings. A byte order mark of UTF-16 is followed where the mapping
 * states no other encoding, since nothing else begins so.
 *
 * @param declared left out where a file has no mapping in which its encoding could be stated
 * @throws ImportFault that names the line, for a byte that is not of the encoding
 * @example for await (const piece of decodedText(createReadStream(file), {})) …
 */
export async function* decodedText(
  source: AsyncIterable<Uint8Array>,
  declared: Declared | undefined,
  onBackslashQuote: (line: number) => void = () => {},
): AsyncGenerator<Uint8Array | string> {
  let encoding: Encoding | undefined
  let line = 1
  const isUtf8AsWell = utf8Suspicion()
  for await (const piece of wholeLines(source, (start) => {
    encoding = encodingOfFile(start, declared)
    return encoding
  })) {
    if (encoding === undefined) return
    const text = encoding === 'utf-8' && isUtf8(piece) ? piece : strictText(piece, encoding)
    if (text === undefined) throw wrongByte(piece, encoding, line, declared)
    if (!isUnicode(encoding)) isUtf8AsWell.note(piece)
    line = passLines(text, line, onBackslashQuote)
    yield text
  }
  if (encoding !== undefined && isUtf8AsWell.isSure(encoding)) throw contradicted('utf-8', encoding)
}

/**
 * What the file begins like, where the mapping does not say otherwise.
 *
 * @throws ImportFault for what is not text, and for another encoding than the one that is stated
 * @example encodingOfFile(Uint8Array.of(0xff, 0xfe, 0x69, 0), {}) // 'utf-16le'
 */
export function encodingOfFile(start: Uint8Array, declared: Declared | undefined): Encoding {
  const [a = 0, b = 0, c = 0, d = 0] = start
  const begins = (...bytes: readonly number[]) => bytes.every((byte, i) => start[i] === byte)
  refuseWorkbook(start)
  if (begins(0xff, 0xfe, 0, 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    throw notText((w) => w.rows.encoding.utf32)
  const stated = declared?.encoding
  const marked = begins(0xff, 0xfe) ? 'utf-16le' : begins(0xfe, 0xff) ? 'utf-16be' : undefined
  if (marked) {
    if (stated !== undefined && !stated.startsWith('utf-16')) throw contradicted(marked, stated)
    return marked
  }
  if (begins(0xef, 0xbb, 0xbf)) {
    if (stated !== undefined && stated !== 'utf-8') throw contradicted('utf-8', stated)
    return 'utf-8'
  }
  const looksLike = unmarkedUtf16(start)
  if (stated?.startsWith('utf-16')) {
    // A delimiter in UTF-16 has a zero byte.
    if (!start.includes(0) && start.length > 0) throw contradicted('utf-8', stated)
    if (looksLike !== undefined && looksLike !== stated) throw contradicted(looksLike, stated)
    return stated
  }
  if (looksLike === undefined) return stated ?? 'utf-8'
  if (stated !== undefined) throw contradicted(looksLike, stated)
  const canDeclare = declared !== undefined
  throw notText((w) => w.rows.encoding.utf16(looksLike, canDeclare))
}

/** @throws ImportFault for what begins like a workbook, or like any other archive (zip) */
export function refuseWorkbook(start: Uint8Array): void {
  const isWorkbook = [ZIP, OLE].some((sign) => sign.every((byte, i) => start[i] === byte))
  if (isWorkbook) throw notText((w) => w.rows.encoding.workbook)
}

/**
 * A header in UTF-16 has a zero in every other byte; no other text has any.
 *
 * @example unmarkedUtf16(Uint8Array.of(0x69, 0, 0x64, 0)) // 'utf-16le'
 */
export function unmarkedUtf16(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd] = [0, 0]
  start.forEach((byte, i) => {
    if (byte === 0 && i % 2 === 0) even++
    if (byte === 0 && i % 2 === 1) odd++
  })
  if (even + odd < start.length / 16 || even + odd === 0) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

const notText = (sentence: FaultSentence): ImportFault => new ImportFault('encoding', sentence)

const contradicted = (found: Encoding, stated: Encoding): ImportFault =>
  new ImportFault('encoding', (w) => w.rows.encoding.contradicted(found, stated))

function wrongByte(
  piece: Uint8Array,
  encoding: Encoding,
  before: number,
  declared: Declared | undefined,
): ImportFault {
  const at = firstWrongByte(piece, encoding)
  const read = strictText(piece.subarray(0, at), encoding) ?? ''
  const line = passLines(read, before)
  const byte = `0x${(piece[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
  const canDeclare = declared !== undefined
  return new ImportFault('encoding', (w) => w.rows.encoding.notIn(encoding, byte, canDeclare), {
    line,
  })
}

/** The line after some text, and on the way each line that has a quote behind a backslash. */
function passLines(
  text: Uint8Array | string,
  line: number,
  onBackslashQuote: (line: number) => void = () => {},
): number {
  const plain = typeof text === 'string' ? text : asLatin1(text)
  let [at, from] = [line, 0]
  for (let quote = plain.indexOf('\\"'); quote >= 0; quote = plain.indexOf('\\"', quote + 2)) {
    at += lineEndsIn(plain.slice(from, quote))
    from = quote
    onBackslashQuote(at)
  }
  return at + lineEndsIn(from === 0 ? plain : plain.slice(from))
}

/** Each byte as a sign, which is enough to find line ends and quotes. */
const asLatin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1')

/** CR LF, LF and CR alike. @example lineEndsIn('a\r\nb\nc') // 2 */
export function lineEndsIn(text: string): number {
  let ends = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1))
    if (text[at + 1] !== '\n') ends++
  return ends
}

/**
 * The bytes in pieces that end with a line end, so that no sign is cut in two: in none of the
 * encodings do the bytes of a line end stand within another sign, but for UTF-16.
 *
 * @param onStart is given the first bytes and returns how they are read
 */
async function* wholeLines(
  source: AsyncIterable<Uint8Array>,
  onStart: (start: Uint8Array) => Encoding,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array()
  let cut: ((bytes: Uint8Array) => number) | undefined
  for await (const chunk of source) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (!cut && bytes.length >= START_BYTES) cut = cutOf(onStart(bytes.subarray(0, START_BYTES)))
    const end = cut ? cut(bytes) : 0
    if (end > 0) yield bytes.subarray(0, end)
    rest = bytes.subarray(end)
  }
  if (!cut) onStart(rest)
  if (rest.length > 0) yield rest
}

const cutOf = (encoding: Encoding): ((bytes: Uint8Array) => number) => {
  if (encoding === 'utf-16le') return (bytes) => afterLastUtf16LineEnd(bytes, LF, 0)
  if (encoding === 'utf-16be') return (bytes) => afterLastUtf16LineEnd(bytes, 0, LF)
  return afterLastLineEnd
}

/** Old Macs ended lines with CR; the last byte may be the first of CR LF. */
function afterLastLineEnd(bytes: Uint8Array): number {
  const end = bytes.lastIndexOf(LF)
  if (end >= 0) return end + 1
  const old = bytes.lastIndexOf(CR, -2)
  if (old >= 0) return old + 1
  return bytes.length > LONGEST_PIECE ? bytes.length : 0
}

function afterLastUtf16LineEnd(bytes: Uint8Array, first: number, second: number): number {
  const whole = bytes.length - (bytes.length % 2)
  for (let at = whole - 2; at >= 0; at -= 2)
    if (bytes[at] === first && bytes[at + 1] === second) return at + 2
  return whole > LONGEST_PIECE ? whole : 0
}

/**
 * Text in UTF-8 that is read as something else becomes `MÃ¼ller`; text in something else is
 * hardly ever right in UTF-8, and less so the more of it there is.
 */
function utf8Suspicion() {
  let isRight = true
  let signs = 0
  return {
    note(piece: Uint8Array): void {
      if (!isRight || isAscii(piece)) return
      isRight = isUtf8(piece)
      for (const byte of piece) if (byte >= 0xc2) signs++
    },
    isSure: (stated: Encoding): boolean => isRight && signs >= (isSingleByte(stated) ? 1 : 5),
  }
}
