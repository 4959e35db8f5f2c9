/**
 * The journal as commits write it.
 *
 * 1. Each change that has to be kept is given the next number in the transaction that commits it,
 *    and stands in that transaction's row `~store/journal` until it is known to be in the file. So a
 *    database is never behind its journal: one that is, is an older copy.
 * 2. A claim, an opt-out and whatever else is awaited (kept-rows.ts) is answered, and reported to
 *    observers, once its lines are on disk. Groups that were committed meanwhile share one sync.
 *    Other lines are synced with the next that is awaited, or soon.
 * 3. What another process left in the row is appended again: a line may be there twice.
 * 4. While the file cannot be written, nothing more is committed.
 */
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../domain/time.ts'
import type { StoredJournal } from '../codecs/store-rows.ts'
import {
  type Appender,
  createJournal,
  type JournalEnds,
  openAppender,
  readEnds,
} from '../journal/journal-file.ts'
import { entryLine } from '../journal/journal-line.ts'
import { isAwaited, type KeptRow, keptOf } from '../journal/kept-rows.ts'
import { StartError } from '../start-fault.ts'
import type { CommitHook } from './commit-hook.ts'
import type { Database } from './database.ts'
import { type JournalRows, makeJournalRows } from './journal-rows.ts'

export type JournalOptions = {
  /** The database's own file. */
  readonly database: string
  /** Where the journal is, if the database does not know it yet, or if it was moved. */
  readonly path?: string
  readonly now: () => Instant
}

type NumberedLine = readonly [seq: number, pk: string, sk: string, line: string]

/** The path, unless another was chosen. @example usualJournal('shop.sqlite') // 'shop.sqlite.journal' */
export const usualJournal = (database: string): string => `${database}.journal`

export const newJournalId = (): string => randomBytes(12).toString('base64url')

/** @example journalPathIn(rows.journal(), options) */
export const journalPathOf = (
  stored: StoredJournal | undefined,
  { database, path }: Pick<JournalOptions, 'database' | 'path'>,
): string => path ?? stored?.path ?? usualJournal(database)

/**
 * Journals what is committed from now on. The file is looked at when the first change has to be
 * kept, so that a command that only asks makes none.
 *
 * @example database.useJournal(makeCommitJournal(database, { database: 'shop.sqlite', now }))
 */
export function makeCommitJournal(database: Database, options: JournalOptions): CommitHook {
  const { sqlite } = database
  const rows = makeJournalRows(sqlite)
  const dataVersion = sqlite.prepare('PRAGMA data_version')
  const versionNow = () => dataVersion.get()?.data_version
  let appender: Appender | undefined
  let failure: unknown
  let reopening: Promise<void> | undefined
  /** As this process last saw or wrote it. */
  let known: StoredJournal | undefined
  let version: unknown
  /** Committed, and not known to be on disk. */
  let unsynced: readonly NumberedLine[] = []
  /** Of the running transaction. */
  let kept: KeptRow[] = []
  let areAwaited = false
  /** What the running transaction will have committed. */
  let pending:
    | { readonly stored: StoredJournal; readonly lines: readonly NumberedLine[] }
    | undefined

  function stored(): StoredJournal {
    const current = versionNow()
    if (known && version === current) return known
    version = current
    return rows.journal() ?? began(rows, options)
  }

  /** What another process committed, and may not have appended. */
  function foreignIn({ tail }: StoredJournal): readonly NumberedLine[] {
    if (tail === known?.tail) return []
    const own = new Set([...unsynced, ...(known?.tail ?? [])].map(([seq]) => seq))
    return tail.filter(([seq]) => !own.has(seq)).map((ref) => lineNow(rows, ref, options.now()))
  }

  const isSynced = ([seq]: StoredJournal['tail'][number]) =>
    !unsynced.some(([other]) => other === seq)

  function beforeEnd(): void {
    if (kept.length === 0) return
    const [before, at] = [stored(), options.now()]
    const lines = kept.map((row, i): NumberedLine => {
      const seq = before.seq + i + 1
      return [seq, row.pk, row.sk, entryLine({ ...row, seq, at })]
    })
    const path = journalPathOf(before, options)
    const wasReplaced = appender?.isCurrent() === false
    if (!appender) appender = openCurrent(path, before, options)
    else if (wasReplaced) appender = reopened(appender, path)
    // A compacted journal may lack what was appended to the former one meanwhile.
    const former = wasReplaced ? (known?.tail ?? []).filter(isSynced) : []
    const again = former.map((ref) => lineNow(rows, ref, at))
    const fresh = [...again, ...foreignIn(before), ...lines]
    const tail = [...unsynced, ...fresh].map(([seq, pk, sk]) => [seq, pk, sk] as const)
    const after = { ...before, seq: before.seq + lines.length, at, tail }
    rows.putJournal(after)
    pending = { stored: after, lines: fresh }
  }

  function afterEnd(): Promise<void> | undefined {
    if (!pending) return undefined
    const { stored: after, lines } = pending
    pending = undefined
    known = after
    unsynced = [...unsynced, ...lines]
    const onDisk = append(lines, areAwaited)
    // What nothing waits for is tried again with what comes next.
    if (!areAwaited) onDisk.catch(() => undefined)
    return areAwaited ? onDisk : undefined
  }

  async function append(lines: readonly NumberedLine[], isUrgent: boolean): Promise<void> {
    if (!appender) throw new Error('a journal is open before anything is appended')
    const done = new Set(lines.map(([seq]) => seq))
    try {
      await appender.append(
        lines.map(([, , , line]) => line),
        isUrgent,
      )
    } catch (error) {
      failure = error
      throw error
    }
    unsynced = unsynced.filter(([seq]) => !done.has(seq))
  }

  /** After a failure the system may have dropped what it did not write: all of it is repeated. */
  async function appendAgain(): Promise<void> {
    if (known) appender = reopened(appender, journalPathOf(known, options))
    await append(unsynced, true)
    failure = undefined
  }

  return {
    begin() {
      kept = []
      areAwaited = false
      pending = undefined
    },
    note(changes) {
      const added = changes.flatMap((change) => keptOf(change) ?? [])
      kept.push(...added)
      const waits = added.length > 0 && changes.some(isAwaited)
      areAwaited ||= waits
      return waits
    },
    beforeEnd,
    afterEnd,
    ready() {
      if (failure === undefined) return undefined
      reopening ??= appendAgain().finally(() => {
        reopening = undefined
      })
      return reopening
    },
    close: () => appender?.close(),
  }
}

function reopened(former: Appender | undefined, path: string): Appender {
  const appender = openAppender(path)
  try {
    former?.close()
  } catch {
    // What it could not write is appended again.
  }
  return appender
}

/** The line of a change, by its row as it is now: only the latest line of a row counts. */
export function lineNow(
  rows: JournalRows,
  [seq, pk, sk]: StoredJournal['tail'][number],
  at: Instant,
): NumberedLine {
  const row = rows.row(pk, sk)
  const fields = (row && keptOf({ after: row })?.fields) ?? null
  return [seq, pk, sk, entryLine({ seq, at, pk, sk, fields })]
}

/** The first change that a new database has to keep begins its journal. */
function began(rows: JournalRows, options: JournalOptions): StoredJournal {
  const path = options.path ?? usualJournal(options.database)
  const ends = readEnds(path)
  if (ends && ends.last > 0) throw notNoticed(path, options)
  // One without entries was made by a transaction that failed.
  const id = ends?.header.id ?? newJournalId()
  const journal: StoredJournal = {
    id,
    seq: 0,
    at: options.now(),
    tail: [],
    ...(options.path !== undefined && { path }),
  }
  if (!ends)
    createJournal(path, { id, from: 1, upTo: 0, lines: 0, epoch: rows.restore()?.epoch ?? 0 })
  return journal
}

/** @throws StartError if the database is not the one that wrote the journal's last line */
function openCurrent(path: string, stored: StoredJournal, options: JournalOptions): Appender {
  const ends = readEnds(path)
  if (!ends || !isInStep(stored, ends)) throw notNoticed(path, options)
  return openAppender(path)
}

/** Whether the journal has nothing that the database does not have. */
export const isInStep = (stored: StoredJournal, { header, last }: JournalEnds): boolean =>
  stored.id === header.id && last <= stored.seq

const notNoticed = (file: string, { database }: JournalOptions): StartError =>
  new StartError({ kind: 'restore-not-noticed', file, database })
