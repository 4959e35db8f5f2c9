/** Reads a CSV file row by row: plain or gzipped, of any size, in bounded memory. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { ImportFault } from './import-fault.ts'

/**
 * Called with the header first; the returned function is called for every further row, with the
 * line of the file on which the row begins, the header being line 1.
 */
export type OnHeader = (
  header: readonly string[],
) => (cells: readonly string[], line: number) => void

/** In characters; an unclosed quote would otherwise include the rest of the file. */
const LONGEST_ROW = 1_000_000

/**
 * Reads rows as RFC 4180 has them: quotes, CR LF or LF, line breaks inside quotes, with or
 * without a byte order mark; blank lines are passed over. A file that begins with the magic
 * bytes of gzip (RFC 1952) is unpacked on the way, whatever its name.
 *
 * Throws an ImportFault that names the line of a row with an unclosed quote or with more or fewer
 * cells than the header.
 *
 * @example
 * await readFileRows(createReadStream('orders.csv.gz'), ',', (header) => (cells, line) => …)
 */
export async function readFileRows(
  source: AsyncIterable<Uint8Array>,
  delimiter: string,
  onHeader: OnHeader,
): Promise<void> {
  const { gzipped, bytes } = await peek(source)
  let broken: Broken | undefined
  // The parser notices an open quote only at the end of the file. The fault is kept until its row's
  // turn comes, and so is that of a row with a different number of cells.
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= { after: parser.info.records, message: error?.message ?? '' }
    },
  })
  const rows = (parsed: AsyncIterable<string[]>) => consume(parsed, onHeader, () => broken)
  try {
    if (gzipped) await pipeline(Readable.from(bytes), createGunzip(), parser, rows)
    else await pipeline(Readable.from(bytes), parser, rows)
  } catch (error) {
    throw isArchiveError(error) ? damaged(error) : error
  }
}

/** A row that the parser could not take apart, by the number of rows before it. */
type Broken = { readonly after: number; readonly message: string }

async function consume(
  parsed: AsyncIterable<string[]>,
  onHeader: OnHeader,
  broken: () => Broken | undefined,
): Promise<void> {
  let onRow: ReturnType<OnHeader> | undefined
  let width = 0
  let line = 1
  let records = 0
  for await (const cells of parsed) {
    if (broken()?.after === records) break
    records++
    const blank = cells.length === 1 && cells[0]?.trim() === ''
    if (!blank && onRow && cells.length !== width) throw wrongWidth(cells.length, width, line)
    if (!blank && onRow) onRow(cells, line)
    else if (!blank) {
      onRow = onHeader(cells.map((cell) => cell.trim()))
      width = cells.length
    }
    line += 1 + breaksIn(cells)
  }
  const fault = broken()
  if (fault) throw wrongQuotes(fault, line)
  if (!onRow) throw new ImportFault('empty-file', (w) => w.rows.emptyFile)
}

const wrongQuotes = ({ message }: Broken, line: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.rows.quotes(message), { line })

const wrongWidth = (cells: number, width: number, line: number): ImportFault =>
  new ImportFault('broken-row', (w) => w.rows.width(cells, width), { line })

/** Line breaks inside quoted cells, so that a row is named by its line in the file. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0
  for (const cell of cells)
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) breaks++
  return breaks
}

async function peek(source: AsyncIterable<Uint8Array>) {
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

const isArchiveError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

const damaged = ({ code }: NodeJS.ErrnoException): ImportFault =>
  new ImportFault('broken-archive', (w) => w.rows.archive(String(code)))
