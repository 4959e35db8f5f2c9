/**
 * Makes a journal smaller: what is older than it has to reach back goes, of a row that soon changed
 * again only the last line stays, and of an erased customer only the record of the erasure.
 *
 * 1. The new file is complete and on disk before it has the name, so that there is a whole journal
 *    whenever the machine stops.
 * 2. What this process appends meanwhile is taken over at the end, at once, so that nothing is
 *    appended in between. What another process appends to the former file is still in the database's
 *    tail, from which it is appended again (sqlite/commit-journal.ts, 3).
 */
import {
  closeSync,
  fdatasyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../domain/time.ts'
import { parseCustomerKey, STATE } from '../keys.ts'
import {
  bytesFrom,
  eachLine,
  type JournalSpan,
  readSpan,
  syncFolderOf,
  writeAll,
} from './journal-file.ts'
import { entryLine, HEADER_BYTES, type JournalEntry, nameOf, paddedHeader } from './journal-line.ts'
import { erasedAtIn } from './replay.ts'

export type Compacted = {
  readonly linesBefore: number
  readonly linesAfter: number
  /** Some of the numbers up to this one were damaged or missing; absent if none was. */
  readonly damagedUpTo?: number
}

/** A claim and its outcome are seldom further apart. */
const LINES_AT_A_TIME = 50_000

/**
 * Replaces the journal by a compacted one, while it is appended to.
 *
 * @param keepFrom what happened before this instant goes
 * @throws if the file cannot be read or written; the journal is then as it was
 * @example await compactJournal('shop.sqlite.journal', Date.now() - 400 * DAY_MS)
 */
export async function compactJournal(path: string, keepFrom: Instant): Promise<Compacted> {
  const { copied, span } = await readWhole(path)
  const { from, erasedUpTo } = await whatGoes(path, keepFrom, span.from)
  const unfinished = `${path}.compacting`
  const file = openSync(unfinished, 'w', 0o600)
  let [linesBefore, linesAfter] = [0, 0]
  let waiting = new Map<string, JournalEntry>()
  const flush = () => {
    linesAfter += waiting.size
    write(file, [...waiting.values()].map(entryLine).join('\n'))
    waiting = new Map()
  }
  try {
    write(file, ' '.repeat(HEADER_BYTES - 2))
    for await (const read of eachLine(path)) {
      if (read.kind === 'header' || read.entry.seq > span.last) continue
      const { entry } = read
      linesBefore++
      if (entry.seq < from || isErased(entry, erasedUpTo)) continue
      const name = nameOf(entry)
      if ((waiting.get(name)?.seq ?? 0) < entry.seq) waiting.set(name, entry)
      if (waiting.size >= LINES_AT_A_TIME) flush()
    }
    flush()
    const { id } = span.header
    const header = { id, from, upTo: span.last, lines: linesAfter, epoch: span.epoch }
    writeSync(file, paddedHeader(header), 0)
    // From here on without a pause.
    writeAll(file, bytesFrom(path, copied))
    fdatasyncSync(file)
    renameSync(unfinished, path)
    // What is appended to the new file would be lost with its name.
    syncFolderOf(path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  return { linesBefore, linesAfter, ...(isDamaged(span) && { damagedUpTo: span.from - 1 }) }
}

/** Whether a number is missing that was there, or should have come. */
export const isDamaged = ({ header, from }: JournalSpan): boolean => from > header.from

/** A number that another process has committed and not appended yet is there a moment later. */
const APPENDED_WITHIN_MS = 300

async function readWhole(path: string) {
  const read = async () => ({ copied: statSync(path).size, span: await readSpan(path) })
  const first = await read()
  if (!isDamaged(first.span)) return first
  await sleep(APPENDED_WITHIN_MS)
  return read()
}

const write = (file: number, text: string): void => {
  if (text !== '') writeAll(file, Buffer.from(`${text}\n`))
}

/** From which number on the journal is complete afterwards, and up to where customers are erased. */
async function whatGoes(path: string, keepFrom: Instant, known: number) {
  const erasedUpTo = new Map<string, number>()
  let from = known
  for await (const read of eachLine(path)) {
    if (read.kind === 'header') continue
    const { entry } = read
    if (entry.at < keepFrom) from = Math.max(from, entry.seq + 1)
    if (erasedAtIn(entry) !== undefined) erasedUpTo.set(entry.pk, entry.seq)
  }
  return { from, erasedUpTo }
}

const isErased = ({ pk, sk, seq }: JournalEntry, upTo: ReadonlyMap<string, number>): boolean =>
  sk !== STATE && seq < (upTo.get(pk) ?? 0) && parseCustomerKey(pk) !== undefined
