/** Opens a feed: unpacks it, finds its encoding and what kind of file it is. */
import { isAscii, isUtf8 } from 'node:buffer'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import {
  type Encoding,
  encodingOf,
  isSingleByte,
  isUnicode,
  NO_SIGN,
} from '../../domain/text-encoding.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { encodingOfFile, refuseWorkbook, unmarkedUtf16 } from '../import/decode-text.ts'
import { ImportFault } from '../import/import-fault.ts'
import { damaged, isArchiveError, peek } from '../import/read-rows.ts'

export type FeedText = {
  readonly kind: 'xml' | 'json' | 'columns'
  /** Bytes that are not of the encoding have become U+FFFD. */
  readonly text: AsyncGenerator<string>
}

const NO_SIGNS = new RegExp(NO_SIGN, 'g')
/** Enough to know what a file begins like. */
const START_BYTES = 1_024

/**
 * @throws ImportFault for what is not a text, for a web page, and for an encoding that is not stated
 * @example const { kind, text } = await openFeed(createReadStream('feed.xml'), undefined)
 */
export async function openFeed(
  source: AsyncIterable<Uint8Array>,
  stated: Encoding | undefined,
): Promise<FeedText> {
  const bytes = unpacked(source)
  const pieces: Uint8Array[] = []
  let length = 0
  while (length < START_BYTES) {
    const { done, value } = await bytes.next()
    if (done) break
    pieces.push(value)
    length += value.length
  }
  const start = Buffer.concat(pieces)
  try {
    const encoding = encodingOfFeed(start.subarray(0, START_BYTES), stated)
    const kind = kindOf(new TextDecoder(encoding).decode(start.subarray(0, START_BYTES)))
    const wrong = stated === undefined ? declaredWrongly(encoding) : otherEncoding(encoding)
    return { kind, text: decoded(start, bytes, encoding, wrong) }
  } catch (error) {
    await bytes.return(undefined)
    throw error
  }
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { gzipped, bytes } = await peek(source)
  if (!gzipped) {
    yield* bytes
    return
  }
  const gunzip = createGunzip()
  pipeline(Readable.from(bytes), gunzip, () => {})
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } catch (error) {
    throw isArchiveError(error) ? damaged(error) : error
  }
}

async function* decoded(
  start: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
  encoding: Encoding,
  wrong: ImportFault,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let isChecked = isUnicode(encoding)
  const decode = (bytes: Uint8Array): string => {
    const whole = isChecked ? bytes : wholeSigns(bytes)
    if (!isChecked && !isAscii(whole)) {
      isChecked = true
      if (isUtf8AsWell(whole, encoding)) throw wrong
    }
    const text = decoder.decode(bytes, { stream: true })
    return isUnicode(encoding) ? text : text.replace(NO_SIGNS, '\ufffd')
  }
  try {
    yield decode(start)
    for await (const bytes of rest) yield decode(bytes)
    yield decoder.decode()
  } finally {
    await rest.return(undefined)
  }
}

function encodingOfFeed(start: Uint8Array, stated: Encoding | undefined): Encoding {
  refuseWorkbook(start)
  const unmarked = stated === undefined ? unmarkedUtf16(start) : undefined
  if (unmarked && !isMarked(start) && isText(new TextDecoder(unmarked).decode(start)))
    throw fault('encoding', (w) => w.feed.file.utf16(unmarked))
  if (unmarked && !isMarked(start)) throw fault('not-a-feed', (w) => w.feed.file.notAFeed.text)
  try {
    const found = encodingOfFile(start, { encoding: stated })
    return stated === undefined && found === 'utf-8' ? declaredIn(start) : found
  } catch (error) {
    throw stated === undefined ? error : otherEncoding(stated)
  }
}

const otherEncoding = (stated: Encoding): ImportFault =>
  fault('encoding', (w) => w.feed.file.otherEncoding(stated))

/** The first line of an XML file says so, and the file is in UTF-8. */
const declaredWrongly = (declared: Encoding): ImportFault =>
  fault('encoding', (w) => w.feed.file.declaredWrongly(declared))

/** A piece may begin and end within a sign of UTF-8. */
function wholeSigns(bytes: Uint8Array): Uint8Array {
  const isPart = (byte: number | undefined) => byte !== undefined && byte >= 0x80
  let [from, to] = [0, bytes.length]
  while (from < 3 && isPart(bytes[from]) && (bytes[from] ?? 0) < 0xc0) from++
  while (bytes.length - to < 3 && isPart(bytes[to - 1])) to--
  return bytes.subarray(from, Math.max(from, to))
}

/**
 * Text in UTF-8 that is read as something else becomes `MÃ¼ller`; text in something else is hardly
 * ever right in UTF-8.
 */
function isUtf8AsWell(whole: Uint8Array, encoding: Encoding): boolean {
  const signs = whole.reduce((sum, byte) => sum + (byte >= 0xc2 ? 1 : 0), 0)
  return isUtf8(whole) && signs >= (isSingleByte(encoding) ? 1 : 5)
}

const isMarked = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** What an XML file says of itself, where it can be so. */
function declaredIn(start: Uint8Array): Encoding {
  const text = Buffer.from(start).toString('latin1')
  const label = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)["']/.exec(
    text,
  )?.[1]
  const encoding = label === undefined ? undefined : encodingOf(label)
  return encoding === undefined || encoding.startsWith('utf-16') ? 'utf-8' : encoding
}

const fault = (code: 'encoding' | 'not-a-feed', sentence: FaultSentence): ImportFault =>
  new ImportFault(code, sentence)

const HTML = /^<(?:!doctype\s+html|html|head|body|title|meta|div)\b/i

/** Comments and the declaration of XML come before anything else. */
function withoutPrologue(start: string): string {
  let text = start.trimStart()
  for (const [opens, closes] of [
    ['<?', '?>'],
    ['<!--', '-->'],
  ] as const)
    while (text.startsWith(opens) && text.includes(closes))
      text = text.slice(text.indexOf(closes) + closes.length).trimStart()
  return text
}

/** A stray control is the fault of its row; a file of another kind has many. */
const isText = (start: string): boolean =>
  (start.match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0) * 50 <= start.length

function kindOf(start: string): FeedText['kind'] {
  const text = start.trimStart()
  if (text.startsWith('%PDF-')) throw fault('not-a-feed', (w) => w.feed.file.notAFeed.pdf)
  if (HTML.test(withoutPrologue(text))) throw fault('not-a-feed', (w) => w.feed.file.notAFeed.html)
  if (!isText(text)) throw fault('not-a-feed', (w) => w.feed.file.notAFeed.text)
  if (text.startsWith('<')) return 'xml'
  return /^[[{]/.test(text) ? 'json' : 'columns'
}
