/** Reads a CSV file row by row: plain or gzipped, of any size, in bounded memory. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { type Declared, decodedText, lineEndsIn } from './decode-text.ts'
import { ImportFault } from './import-fault.ts'
import { type OnHeader, type RowsUnder, rowsUnder } from './row-width.ts'

/** In characters; an unclosed quote would otherwise include the rest of the file. */
const LONGEST_ROW = 1_000_000

/**
 * Reads rows as RFC 4180 has them: quotes, line breaks inside quotes, with or without a byte order
 * mark; lines may end in CR LF, LF and CR, in one file too. Blank lines and empty cells beyond the
 * header's last are passed over. A file that begins with the magic bytes of gzip (RFC 1952) is
 * unpacked on the way, whatever its name.
 *
 * Throws an ImportFault that names the line of a byte that is not of the file's encoding, of a row
 * with an unclosed quote, or of one with more or fewer cells than the header.
 *
 * @param declared what a mapping says of the file; left out where there is no mapping
 * @example
 * await readFileRows(createReadStream('orders.csv.gz'), ',', (header) => (cells, line) => …)
 */
export async function readFileRows(
  source: AsyncIterable<Uint8Array>,
  delimiter: string,
  onHeader: OnHeader,
  declared?: Declared,
): Promise<void> {
  const { gzipped, bytes } = await peek(source)
  const backslashQuotes: number[] = []
  const text = (unpacked: AsyncIterable<Uint8Array>) =>
    decodedText(unpacked, declared, (line) => {
      if (backslashQuotes.length < MOST_LINES_NOTED) backslashQuotes.push(line)
    })
  let broken: BrokenRow | undefined
  // The parser notices an open quote only at the end of the file. The fault is kept until its row's
  // turn comes, and so is that of a row with a different number of cells.
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= {
        after: parser.info.records,
        message: error?.message ?? '',
        lines: Number(error?.lines ?? 0),
      }
    },
  })
  const rows = (parsed: AsyncIterable<string[]>) =>
    consume(
      parsed,
      rowsUnder({ delimiter, hasMapping: declared !== undefined, backslashQuotes }, onHeader),
      () => broken,
      backslashQuotes,
    )
  try {
    if (gzipped) await pipeline(Readable.from(bytes), createGunzip(), text, parser, rows)
    else await pipeline(Readable.from(bytes), text, parser, rows)
  } catch (error) {
    throw isArchiveError(error) ? damaged(error) : error
  }
}

/** Only to name a fault by its cause. */
const MOST_LINES_NOTED = 1_000

/** A row that the parser could not take apart, by the number of rows before it. */
type BrokenRow = {
  readonly after: number
  readonly message: string
  /** Where the parser gave up. */
  readonly lines: number
}

async function consume(
  parsed: AsyncIterable<string[]>,
  rows: RowsUnder,
  broken: () => BrokenRow | undefined,
  backslashQuotes: readonly number[],
): Promise<void> {
  let line = 1
  let records = 0
  for await (const cells of parsed) {
    if (broken()?.after === records) break
    records++
    if (cells.some((cell) => cell.trim() !== '')) rows.take(cells, line)
    line += 1 + lineEndsInCells(cells)
  }
  const fault = broken()
  if (fault) throw wrongQuotes(fault, line, backslashQuotes)
  rows.end()
}

const wrongQuotes = (
  { message, lines }: BrokenRow,
  line: number,
  backslashQuotes: readonly number[],
): ImportFault => {
  const isEscaped = backslashQuotes.some((at) => at >= line && at <= Math.max(line, lines))
  return new ImportFault(
    'broken-row',
    (w) => (isEscaped ? w.rows.backslashQuote : w.rows.quotes(message)),
    { line },
  )
}

/** Line breaks inside quoted cells, so that a row is named by its line in the file. */
function lineEndsInCells(cells: readonly string[]): number {
  let ends = 0
  for (const cell of cells) if (/[\r\n]/.test(cell)) ends += lineEndsIn(cell)
  return ends
}

/** Whether a file is packed (gzip, RFC 1952), and its bytes from the first on. */
export async function peek(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  const start: Uint8Array[] = []
  let length = 0
  while (length < 2) {
    const { done, value } = await chunks.next()
    if (done) break
    start.push(value)
    length += value.length
  }
  const [first, second] = Buffer.concat(start)
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* start
      yield* { [Symbol.asyncIterator]: () => chunks }
    } finally {
      await chunks.return?.()
    }
  }
  return { gzipped: first === 0x1f && second === 0x8b, bytes: bytes() }
}

/** @example isArchiveError(error) // true where gzip could not unpack its bytes */
export const isArchiveError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/** What to throw where gzip could not unpack a file. */
export const damaged = ({ code }: NodeJS.ErrnoException): ImportFault =>
  new ImportFault('broken-archive', (w) => w.rows.archive(String(code)))
