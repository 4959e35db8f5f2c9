/**
 * Opens the journal of a database as its owner, and notices a database that is older than its
 * journal: a restored backup, a copy, or an earlier state of the disk. It does not have to be reported.
 *
 * 1. A restore is noticed by the number that both hold, or by the mark that a backup carries.
 * 2. It is stored before anything else happens: with the journal's last number, so that no number
 *    is given twice, and with a new epoch. What is cut short afterwards goes on at the next start.
 * 3. A journal proves what happened since if nothing after the database's number is missing from it.
 * 4. Each backup is noted in the journal once its copy is being taken, and the copy has the same id. A
 *    journal without that id was copied before, or belongs to a database that went another way, and
 *    proves nothing. One that was copied later cannot be distinguished from the journal itself.
 * 5. Keys that were added since the copy come back with the restore: an opt-out that was hashed with
 *    one is found only by it, so a secret without it is refused (stored-secret.ts, 1).
 */
import { nextEpoch } from '../../domain/restore.ts'
import type { Instant } from '../../domain/time.ts'
import type { BackupMark } from '../codecs/shared-rows.ts'
import type { StoredJournal, StoredRestore } from '../codecs/store-rows.ts'
import {
  createJournal,
  type JournalSpan,
  openAppender,
  readEnds,
  readSpan,
} from '../journal/journal-file.ts'
import type { KeptFields } from '../journal/kept-rows.ts'
import { STORE_KEY } from '../keys.ts'
import { StartError } from '../start-fault.ts'
import {
  type JournalOptions,
  journalPathOf,
  lineNow,
  makeCommitJournal,
  newJournalId,
} from './commit-journal.ts'
import type { Database } from './database.ts'
import { type JournalRows, makeJournalRows } from './journal-rows.ts'

/** How the journal was found. Gone: a new one was begun, which does not prove what came before it. */
export type JournalFound = 'new' | 'whole' | 'gone' | 'restored'

export type OpenedJournal = {
  readonly path: string
  readonly found: JournalFound
  /** A restore that was noticed and has not been worked through. */
  readonly restore?: StoredRestore
}

/**
 * @throws StartError if the file belongs to another database, is no journal, or a later Rekindle
 * wrote it
 * @example const { restore } = await openJournal(database, { database: 'shop.sqlite', now })
 */
export async function openJournal(
  database: Database,
  options: JournalOptions,
): Promise<OpenedJournal> {
  const rows = makeJournalRows(database.sqlite)
  const stored = rows.journal()
  const path = journalPathOf(stored, options)
  const opening = await openingOf(rows, stored, path, options)
  database.useJournal(makeCommitJournal(database, { ...options, path }))
  const known = rows.restore()
  const { journal, restore, keys } = opening
  const isMoved = options.path !== undefined && options.path !== stored?.path
  if (restore || journal !== stored || isMoved)
    await database.commit(() => {
      rows.putJournal(isMoved ? { ...journal, path } : journal)
      if (!restore) return
      rows.putRestore(restore)
      if (keys) rows.putKeys(keys)
      database.note([{ after: { pk: STORE_KEY, sk: 'restore', ...restore } }])
    })
  const unfinished = restore ?? (known?.status === 'replaying' ? known : undefined)
  return { path, found: opening.found, ...(unfinished && { restore: unfinished }) }
}

type Opening = {
  readonly found: JournalFound
  readonly journal: StoredJournal
  /** Of a restore that is noticed now. */
  readonly restore?: StoredRestore
  readonly keys?: KeptFields
}

async function openingOf(
  rows: JournalRows,
  stored: StoredJournal | undefined,
  path: string,
  options: JournalOptions,
): Promise<Opening> {
  const ends = readEnds(path)
  const mark = newMark(rows)
  const takenAt = mark?.takenAt
  const now = options.now()
  const epoch = rows.restore()?.epoch ?? 0
  if (!ends) {
    const isNew = stored === undefined || stored.seq === 0
    const journal: StoredJournal = {
      ...(stored ?? { seq: 0, at: now, tail: [] }),
      // Another journal may exist elsewhere, which holds other changes under the same numbers.
      id: newJournalId(),
    }
    const from = journal.tail[0]?.[0] ?? journal.seq + 1
    createJournal(path, { id: journal.id, from, upTo: from - 1, lines: 0, epoch })
    await appendTail(rows, path, journal, from - 1)
    if (isNew && takenAt === undefined) return { found: 'new', journal }
    // Without its journal a database may be an older copy, whether or not a backup marked it.
    const lostFrom = takenAt ?? journal.at
    const lost = { after: journal.seq, upTo: journal.seq, covered: false, lostFrom }
    return {
      found: takenAt === undefined ? 'gone' : 'restored',
      journal,
      restore: { ...lost, ...begun(epoch, now, false), ...(takenAt !== undefined && { takenAt }) },
    }
  }
  if (!stored && ends.last > 0 && !rows.hasShops()) throw ofAnother(path, options)
  if (stored && stored.id !== ends.header.id) throw ofAnother(path, options)
  const { id } = ends.header
  const journal = stored ?? { id, seq: 0, at: now, tail: [] }
  const isOlder = ends.last > journal.seq
  if (!isOlder) await appendTail(rows, path, journal, ends.last)
  if (!isOlder && takenAt === undefined) return { found: 'whole', journal }
  const span = await readSpan(path)
  // See 4. A copy without an id has to be behind.
  const isLater = ({ backups }: JournalSpan) =>
    mark?.id === undefined ? isOlder : backups.has(mark.id)
  // Rows without a number were copied before the journal began.
  const covered = stored !== undefined && span.from <= journal.seq + 1 && isLater(span)
  const keys = addedKeys(rows, span)
  return {
    found: 'restored',
    ...(keys && { keys }),
    journal: { ...journal, seq: Math.max(journal.seq, span.last), at: now, tail: [] },
    restore: {
      after: journal.seq,
      upTo: Math.max(journal.seq, span.last),
      covered,
      lostFrom: takenAt ?? (stored ? stored.at : firstAt(span, now)),
      ...begun(Math.max(epoch, span.epoch), now, covered),
      ...(takenAt !== undefined && { takenAt }),
    },
  }
}

/** The customers of the copy are known by their former hashes, so `secret rekey` begins again. */
function addedKeys(rows: JournalRows, { keys }: JournalSpan): KeptFields | undefined {
  if (!keys || Number(keys.version) <= (rows.keys()?.version ?? 0)) return undefined
  const { rekeyedAt: _rekeyedAt, ...others } = keys
  return others
}

const begun = (
  known: number,
  restoredAt: Instant,
  isProven: boolean,
): Pick<StoredRestore, 'epoch' | 'restoredAt' | 'status'> => ({
  epoch: nextEpoch(known, { restoredAt, isProven }),
  restoredAt,
  status: 'replaying',
})

const firstAt = ({ firstAt: first }: JournalSpan, now: Instant): Instant => first ?? now

/** The mark of a backup, unless the restore that it belongs to is known. */
function newMark(rows: JournalRows): BackupMark | undefined {
  const mark = rows.backupMark()
  return mark?.takenAt === rows.restore()?.takenAt ? undefined : mark
}

/** A process that ended between its commit and its append left these behind. */
async function appendTail(
  rows: JournalRows,
  path: string,
  { tail, at }: StoredJournal,
  last: number,
): Promise<void> {
  const missing = tail.filter(([seq]) => seq > last).map((ref) => lineNow(rows, ref, at)[3])
  if (missing.length === 0) return
  const appender = openAppender(path)
  try {
    await appender.append(missing, true)
  } finally {
    appender.close()
  }
}

const ofAnother = (file: string, { database }: JournalOptions): StartError =>
  new StartError({ kind: 'journal-of-another-store', file, database })
