/**
 * The file of the journal: appended to, on disk before an append is answered, read from its end to
 * learn its last number and from its beginning to replay it.
 */
import {
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Instant } from '../../domain/time.ts'
import { STORE_KEY } from '../keys.ts'
import { StartError } from '../start-fault.ts'
import {
  backupIn,
  headerLine,
  type JournalEntry,
  type JournalHeader,
  type ReadLine,
  readLine,
} from './journal-line.ts'
import type { KeptFields } from './kept-rows.ts'

export type Appender = {
  /**
   * Resolves once the lines are on disk; one sync serves all that wait. Rejects if they are not.
   *
   * @param isUrgent whether to sync now, and not soon
   */
  readonly append: (lines: readonly string[], isUrgent: boolean) => Promise<void>
  /** Whether the file at the path is still the one that is appended to. */
  readonly isCurrent: () => boolean
  /** Waits for nothing: what was appended is on disk when this returns. */
  readonly close: () => void
}

/** What nothing waits for. */
const SYNCED_WITHIN_MS = 200

type Waiting = { readonly resolve: () => void; readonly reject: (error: unknown) => void }

/** Makes a journal without entries, which only its owner may read. */
export function createJournal(path: string, header: JournalHeader): void {
  writeFileSync(path, `${headerLine(header)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  syncFolderOf(path)
}

/** So that a file keeps the name that it was given when the machine stops. */
export function syncFolderOf(path: string): void {
  const folder = openSync(dirname(resolve(path)), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** @throws if the file does not exist or cannot be written */
export function openAppender(path: string): Appender {
  // It is never created here: it would lack its first line.
  const file = openSync(path, constants.O_WRONLY | constants.O_APPEND)
  const { ino } = fstatSync(file)
  let waiting: Waiting[] = []
  let isSyncing = false
  let isClosed = false
  let soon: NodeJS.Timeout | undefined

  function sync(): void {
    clearTimeout(soon)
    soon = undefined
    const group = waiting
    waiting = []
    isSyncing = true
    fdatasync(file, (error) => {
      isSyncing = false
      if (isClosed) closeSync(file)
      answer(group, isClosed ? null : error)
      if (waiting.length > 0) sync()
    })
  }

  function answer(group: readonly Waiting[], error: unknown): void {
    for (const { resolve, reject } of group) {
      if (error === null) resolve()
      else reject(error)
    }
  }

  return {
    append: (lines, isUrgent) =>
      new Promise((resolve, reject) => {
        try {
          writeAll(file, Buffer.from(`\n${lines.join('\n')}\n`))
        } catch (error) {
          return reject(error)
        }
        waiting.push({ resolve, reject })
        // A sync that runs is followed by another if anything waits for it.
        if (isSyncing) return
        if (isUrgent) sync()
        else soon ??= setTimeout(sync, SYNCED_WITHIN_MS).unref()
      }),
    isCurrent: () => statSync(path, { throwIfNoEntry: false })?.ino === ino,
    close() {
      if (isClosed) return
      clearTimeout(soon)
      fdatasyncSync(file)
      isClosed = true
      answer(waiting, null)
      waiting = []
      // A file must not be closed while another thread works on it.
      if (!isSyncing) closeSync(file)
    },
  }
}

/** A disk that is nearly full takes a part of it. @throws if it does not take the rest */
export function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; )
    written += writeSync(file, bytes, written, bytes.length - written)
}

/** What the first line and the last ones say. */
export type JournalEnds = { readonly header: JournalHeader; readonly last: number }

/** Lines of several processes are not always in the order of their numbers, but nearly. */
const LOOK_BACK_BYTES = 1024 * 1024

/**
 * The header and the last number of a journal, without reading all of it; undefined if there is no
 * file.
 *
 * @throws StartError if it is something else, or a later Rekindle wrote it
 */
export function readEnds(path: string): JournalEnds | undefined {
  if (!existsSync(path)) return undefined
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const [first = ''] = textAt(file, 0, Math.min(size, LOOK_BACK_BYTES)).split('\n', 1)
    const header = headerIn(path, readLine(first))
    let last = header.upTo
    let end = size
    // A single line may be longer than one look.
    for (let bytes = LOOK_BACK_BYTES; end > 0; bytes *= 2) {
      const start = Math.max(0, size - bytes)
      for (const line of textAt(file, start, size).split('\n')) {
        const read = readLine(line)
        if (read?.kind === 'newer') throw new StartError({ kind: 'newer-journal', file: path })
        if (read?.kind === 'entry') last = Math.max(last, read.entry.seq)
      }
      if (last > header.upTo || start === 0) break
      end = start
    }
    return { header, last }
  } finally {
    closeSync(file)
  }
}

function headerIn(path: string, read: ReadLine | undefined): JournalHeader {
  if (read?.kind === 'header') return read.header
  const kind = read?.kind === 'newer' ? 'newer-journal' : 'not-a-journal'
  throw new StartError({ kind, file: path })
}

function textAt(file: number, start: number, end: number): string {
  const bytes = Buffer.alloc(end - start)
  readSync(file, bytes, 0, bytes.length, start)
  return bytes.toString()
}

/** What a file holds from a position on. */
export function bytesFrom(path: string, start: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - start))
    const read = readSync(file, bytes, 0, bytes.length, start)
    return bytes.subarray(0, read)
  } finally {
    closeSync(file)
  }
}

/** Every line that is whole, in the order of the file. @throws StartError as `readEnds` does */
export async function* eachLine(
  path: string,
): AsyncIterable<Exclude<ReadLine, { readonly kind: 'newer' | 'torn' }>> {
  for await (const read of eachPlace(path)) if (read && read.kind !== 'torn') yield read
}

/** Every line: undefined for an empty one. @throws StartError as `readEnds` does */
async function* eachPlace(
  path: string,
): AsyncIterable<Exclude<ReadLine, { readonly kind: 'newer' }> | undefined> {
  for await (const lines of linesIn(path))
    for (const line of lines) {
      const read = readLine(line)
      if (read?.kind === 'newer') throw new StartError({ kind: 'newer-journal', file: path })
      yield read
    }
}

/** A line ends at a line feed only: the id of an order may have another separator of lines in it. */
async function* linesIn(path: string): AsyncIterable<readonly string[]> {
  let rest = ''
  for await (const part of createReadStream(path, 'utf8')) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    yield lines
  }
  if (rest !== '') yield [rest]
}

/** What a whole journal proves. */
export type JournalSpan = {
  readonly header: JournalHeader
  /** Each change from this number on is in the journal. */
  readonly from: number
  readonly last: number
  /** The latest restore. */
  readonly epoch: number
  /** When the first change in it happened; undefined if there is none. */
  readonly firstAt: Instant | undefined
  /** The ids of the backups that were taken of its database. */
  readonly backups: ReadonlySet<string>
  /** The row of the store's keys as it was last, if a key was ever added. */
  readonly keys: KeptFields | undefined
}

/**
 * Reads all of a journal to find out from which number on nothing is missing.
 *
 * @example (await readSpan('shop.sqlite.journal')).from // 1
 */
export async function readSpan(path: string): Promise<JournalSpan> {
  const { header } = readEnds(path) ?? headerMissing(path)
  let [place, compacted, next, epoch] = [-1, 0, header.upTo + 1, header.epoch]
  let from = header.from
  let firstAt: Instant | undefined
  let keys: JournalEntry | undefined
  /** Numbers that came before the one that is next. */
  const early = new Set<number>()
  const backups = new Set<string>()
  for await (const read of eachPlace(path)) {
    place++
    if (read?.kind !== 'entry') continue
    const { seq, at, pk, fields } = read.entry
    firstAt ??= at
    if (isOfKeys(read.entry) && seq > (keys?.seq ?? 0)) keys = read.entry
    const backup = backupIn(read.entry)
    if (backup !== undefined) backups.add(backup)
    if (pk === STORE_KEY && typeof fields?.epoch === 'number') epoch = Math.max(epoch, fields.epoch)
    // By their place: a line that was appended again says nothing about one that is damaged.
    if (seq <= header.upTo && place <= header.lines) compacted++
    else if (seq >= next) early.add(seq)
    while (early.delete(next)) next++
  }
  if (compacted < header.lines) from = Math.max(from, header.upTo + 1)
  const last = Math.max(next - 1, ...early)
  // A number is missing before these.
  if (early.size > 0) from = gapEnd(early, last)
  return { header, from, last, epoch, firstAt, backups, keys: keys?.fields ?? undefined }
}

const isOfKeys = ({ pk, sk, fields }: JournalEntry): boolean =>
  pk === STORE_KEY && sk === 'secret' && fields !== null

/** The first number after the last one that is missing. */
function gapEnd(found: ReadonlySet<number>, last: number): number {
  let from = last
  while (found.has(from - 1)) from--
  return from
}

const headerMissing = (path: string): never => {
  throw new StartError({ kind: 'not-a-journal', file: path })
}

/** The latest entry of each row, of those after a number. */
export async function latestSince(
  path: string,
  seq: number,
): Promise<ReadonlyMap<string, JournalEntry>> {
  const latest = new Map<string, JournalEntry>()
  for await (const read of eachLine(path)) {
    if (read.kind === 'header' || read.entry.seq <= seq) continue
    const { entry } = read
    const name = `${entry.pk}\n${entry.sk}`
    if ((latest.get(name)?.seq ?? 0) < entry.seq) latest.set(name, entry)
  }
  return latest
}
