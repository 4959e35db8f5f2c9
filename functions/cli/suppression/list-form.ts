/** What form a list has: CSV with some delimiter, or JSON as the APIs of SES and Postmark answer. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { constants, createGunzip, gunzipSync } from 'node:zlib'
import { ListFault } from './list-fault.ts'

export type ListForm = { readonly delimiter: string } | 'json'

const BEGINNING_BYTES = 64 * 1024
const DELIMITERS = [',', ';', '\t', '|'] as const

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** @example await formOf('suppressions.json') // 'json' */
export async function formOf(file: string): Promise<ListForm> {
  const text = (await beginningOf(file)).replace(/^\ufeff/, '').trimStart()
  if (/^[[{]/.test(text)) return 'json'
  const [header = ''] = text.split(/[\r\n]/, 1)
  const unquoted = header.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((sign) => unquoted.split(sign).length)
  return { delimiter: DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',' }
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES))
    const bytes = buffer.subarray(0, bytesRead)
    return (isGzip(bytes) ? unpacked(bytes) : bytes).toString()
  } finally {
    await handle.close()
  }
}

/** The beginning of what a cut archive has; a damaged one is reported by whatever reads it. */
function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return Buffer.alloc(0)
  }
}

export type JsonList = {
  /** The union of the fields, in the order in which they first appear. */
  readonly header: readonly string[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: number }[]
}

/** By the name of the list in the answers of ListSuppressedDestinations, ListContacts and Postmark. */
const LISTS = ['SuppressedDestinationSummaries', 'Suppressions', 'Contacts'] as const

/** @throws ListFault if it is not JSON in UTF-8, has no list, or is only one page of it */
export async function readJsonList(file: string): Promise<JsonList> {
  const text = utf8Of(await bytesOf(file))
  const whole = parsedJson(text)
  const list = Array.isArray(whole)
    ? whole
    : LISTS.map((name) => fieldOf(whole, name)).find(Array.isArray)
  if (!list) throw new ListFault((w) => w.noList(LISTS.join(', ')), 1)
  if (fieldOf(whole, 'NextToken')) throw new ListFault((w) => w.onePage, lineOf(text, 'NextToken'))
  const lines = linesOfEntries(text)
  const header = [...new Set(list.flatMap((entry) => Object.keys(entry ?? {})))]
  return {
    header,
    rows: list.map((entry, i) => ({
      cells: header.map((name) => cellOf(fieldOf(entry, name))),
      line: lines[i] ?? 1,
    })),
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  const stream = createReadStream(file)
  const isPacked = isGzip(Buffer.from(await firstBytes(file)))
  for await (const chunk of isPacked ? stream.pipe(createGunzip()) : stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    return (await handle.read(Buffer.alloc(2))).buffer
  } finally {
    await handle.close()
  }
}

function utf8Of(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString().replace(/^\ufeff/, '')
  let [line, from] = [1, 0]
  for (let to = bytes.indexOf(0x0a); to >= 0; to = bytes.indexOf(0x0a, from)) {
    if (!isUtf8(bytes.subarray(from, to))) break
    line++
    from = to + 1
  }
  throw new ListFault((w) => w.notUtf8, line)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const [, at] = /position (\d+)/.exec((error as Error).message) ?? []
    throw new ListFault((w) => w.notJson, lineAt(text, Number(at ?? text.length)))
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

const cellOf = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

const lineOf = (text: string, word: string): number => lineAt(text, text.indexOf(`"${word}"`))

/** The line of each entry of the first list in a text of JSON. */
function linesOfEntries(text: string): readonly number[] {
  const lines: number[] = []
  let [line, level, listLevel] = [1, 0, 0]
  // Texts and signs; what is between them does not matter.
  for (const [sign] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}\n]/g)) {
    if (sign === '\n') line++
    else if (sign === '[' || sign === '{') {
      if (sign === '[' && listLevel === 0) listLevel = level + 1
      if (sign === '{' && listLevel > 0 && level === listLevel) lines.push(line)
      level++
    } else if (sign === ']' || sign === '}') level--
  }
  return lines
}
