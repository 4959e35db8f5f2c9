/** Opens a feed: unpacks it, finds its encoding and what kind of file it is. */
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Encoding, encodingOf } from '../../domain/text-encoding.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { encodingOfFile, refuseWorkbook, unmarkedUtf16 } from '../import/decode-text.ts'
import { ImportFault } from '../import/import-fault.ts'
import { damaged, isArchiveError, peek } from '../import/read-rows.ts'

export type FeedText = {
  readonly kind: 'xml' | 'json' | 'columns'
  /** Bytes that are not of the encoding have become U+FFFD. */
  readonly text: AsyncGenerator<string>
}

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
    return { kind, text: decoded(start, bytes, encoding) }
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
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  try {
    yield decoder.decode(start, { stream: true })
    for await (const bytes of rest) yield decoder.decode(bytes, { stream: true })
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
  const found = encodingOfFile(start, { encoding: stated })
  return stated === undefined && found === 'utf-8' ? declaredIn(start) : found
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
