/** The engine port over one SQLite file and what lies next to it: inbox, lock, clock, secret. */
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Instant } from '../../../domain/time.ts'
import type { StoredRestore } from '../../../store/codecs/store-rows.ts'
import { causeOf } from '../../../store/failure-cause.ts'
import { FORMAT } from '../../../store/format.ts'
import { inFormOf } from '../../../store/formed-table.ts'
import { compactJournal, isDamaged } from '../../../store/journal/compact-journal.ts'
import { latestSince, readSpan } from '../../../store/journal/journal-file.ts'
import { checkFile } from '../../../store/sqlite/check-file.ts'
import { journalPathOf, makeCommitJournal } from '../../../store/sqlite/commit-journal.ts'
import {
  type Database,
  type Migrated,
  openDatabase,
  openWithoutMigrating,
  proveWritable,
  schemaVersionOf,
} from '../../../store/sqlite/database.ts'
import { makeJournalRows } from '../../../store/sqlite/journal-rows.ts'
import { SCHEMA_VERSION } from '../../../store/sqlite/migrations.ts'
import { type OpenedJournal, openJournal } from '../../../store/sqlite/open-journal.ts'
import { makePendingWork } from '../../../store/sqlite/pending.ts'
import { safetyCopyOf } from '../../../store/sqlite/safety-copy.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import { StartError } from '../../../store/start-fault.ts'
import type { ComingMigration, Engine, EngineKind, SharedStore } from '../engine.ts'
import { makeHistogram } from '../histogram.ts'
import { steadyClock } from '../steady-clock.ts'
import { openDepartures } from './departures.ts'
import { finishOnOpen, formatOf } from './finish-on-open.ts'
import { makeInboxEraser } from './inbox-eraser.ts'
import { inboxFileOf, prepareInbox, tidyInbox } from './inbox-mailer.ts'
import { askSecret, openSecret } from './own-secret.ts'
import { lockJournal, lockOwner } from './owner-lock.ts'
import { readsInThread } from './read-thread.ts'
import { makeSqliteStore } from './sqlite-store.ts'
import { realStorePath } from './store-path.ts'
import { sqliteThreads } from './threads.ts'
import { keptTime, timeMarkFile } from './time-mark.ts'

/**
 * @param journals only a measurement of what the journal costs leaves it out
 * @example const engine = await makeSqliteEngine().open('rekindle.sqlite', () => Date.now())
 */
export const makeSqliteEngine = ({ journals = true } = {}): EngineKind => ({
  async open(file, machineClock, journal) {
    const opened: (() => void | Promise<void>)[] = []
    const close = async () => {
      for (const closeOne of opened.toReversed()) await closeOne()
    }
    try {
      const { database, ...engine } = await openOwned(
        { file: realStorePath(file), machineClock, journal, journals },
        opened,
      )
      const finished = await finishOnOpen(realStorePath(file), { ...engine, database })
      return { ...engine, ...(finished && { finished }), close }
    } catch (error) {
      await close()
      throw error
    }
  },

  async openShared(location): Promise<SharedStore> {
    const file = realStorePath(location)
    const database = openShared(file)
    database.useJournal(makeCommitJournal(database, { database: file, now: () => Date.now() }))
    const rows = makeSqliteTable(database)
    const format = await formatOf(file, rows).catch((error) => {
      database.close()
      throw error
    })
    const table = inFormOf(rows, () => format)
    return {
      table,
      pending: makePendingWork(database),
      async secret(now) {
        const ports = { file, sqlite: database.sqlite, table }
        return now ? openSecret({ ...ports, now }) : askSecret(ports)
      },
      eraseMails: (customer, now) => makeInboxEraser(file, now)(customer),
      faults: () => faultsOf(file),
      latestTime: () => keptTime(file),
      comingMigration: () => undefined,
      close: database.close,
    }
  },

  async openToAsk(location): Promise<SharedStore> {
    const file = realStorePath(location)
    const sqlite = openWithoutMigrating(file)
    const refuse = () => Promise.reject(new Error('a verb that only asks writes nothing'))
    const close = () => sqlite.close()
    const database = { sqlite, commit: refuse, note: () => {}, close }
    const table = makeSqliteTable(database)
    return {
      table,
      pending: makePendingWork(database),
      secret: async () => askSecret({ file, sqlite }),
      eraseMails: refuse,
      faults: () => faultsOf(file),
      latestTime: () => keptTime(file),
      comingMigration: () => comingMigration(file),
      close: database.close,
    }
  },
})

/** @example const engine = await sqliteEngine.open('rekindle.sqlite', () => Date.now()) */
export const sqliteEngine: EngineKind = makeSqliteEngine()

/**
 * An older file is brought up to date only while no other process owns it: a server of an older
 * build would otherwise continue on a file that it does not know.
 */
function openShared(file: string): Database {
  const version = existsSync(file) ? schemaVersionOf(file) : 0
  if (version === 0 || version >= SCHEMA_VERSION) return openDatabase(file)
  const release = lockOwner(file)
  try {
    return openDatabase(file)
  } finally {
    release()
  }
}

/** The copy has the size of the file with its log at most. */
function comingMigration(file: string): ComingMigration | undefined {
  const from = schemaVersionOf(file)
  if (from >= SCHEMA_VERSION) return undefined
  const sizes = [file, `${file}-wal`].map((one) => statSync(one, { throwIfNoEntry: false })?.size)
  const bytes = sizes.reduce<number>((sum, size = 0) => sum + size, 0)
  return { from, to: SCHEMA_VERSION, copy: safetyCopyOf(file, SCHEMA_VERSION), bytes }
}

/** Of the rows and of the inbox, if there is one. */
function faultsOf(file: string): readonly string[] {
  const inbox = inboxFileOf(file)
  return [
    // What an older version does not have yet cannot differ from the rows.
    ...checkFile(file, schemaVersionOf(file) === SCHEMA_VERSION),
    ...(existsSync(inbox) ? checkFile(inbox, false) : []).map(
      (fault) => `${basename(inbox)}: ${fault}`,
    ),
  ]
}

/** A file that was opened read-only stays so; a disk that is full may have space again. */
async function refuseReadOnly(file: string, database: Database): Promise<void> {
  const cause = await proveWritable(database).then(() => undefined, causeOf)
  if (cause === 'read-only') throw new StartError({ kind: 'database-read-only', file })
}

/** What is opened, and whether it is journaled. */
type Place = {
  readonly file: string
  readonly machineClock: () => Instant
  readonly journal: string | undefined
  readonly journals: boolean
}

/** With the database itself, for as long as it is being opened. */
type Owned = Omit<Engine, 'close' | 'finished'> & { readonly database: Database }

/** @param opened collects what has to be closed, in the order of opening */
async function openOwned(
  { file, machineClock, journal, journals }: Place,
  opened: (() => void | Promise<void>)[],
): Promise<Owned> {
  opened.push(lockOwner(file))
  const now = steadyClock(timeMarkFile(file), machineClock)
  const commits = makeHistogram()
  let migrated: Migrated | undefined
  const database = openDatabase(file, {
    goesOnWhileLocked: true,
    onCommit: commits.observe,
    onMigrated(from) {
      migrated = from
    },
  })
  opened.push(database.close)
  await refuseReadOnly(file, database)
  prepareInbox(file)
  const { close: closeReads, ...reads } = readsInThread(file)
  opened.push(() => tidyInbox(file), closeReads)
  const { close: closeDepartures, ...departures } = openDepartures(file)
  opened.push(closeDepartures)
  const { table: rows, ...store } = makeSqliteStore(database)
  const table = inFormOf(rows, () => FORMAT)
  await formatOf(file, table)
  const options = { database: file, now, ...(journal !== undefined && { path: journal }) }
  if (journals)
    opened.push(lockJournal(journalPathOf(makeJournalRows(database.sqlite).journal(), options)))
  const { path, found, restore } = journals ? await openJournal(database, options) : NO_JOURNAL
  const { sqlite } = database
  return {
    ...store,
    ...{ table, database },
    now,
    ...(migrated && { migrated }),
    secret: await openSecret({ file, sqlite, table, now }),
    departures,
    reads,
    eraseMails: makeInboxEraser(file, now),
    proveWritable: () => proveWritable(database),
    commitTimes: commits.counts,
    threads: sqliteThreads(file),
    journal: { name: path, found, compact: (keepFrom) => compactLarge(path, keepFrom) },
    ...(restore && { restore: { noticed: restore, entries: () => entriesOf(path, restore) } }),
  }
}

/** A smaller one is read in a moment anyway. */
const WORTH_COMPACTING_BYTES = 4_000_000

/** One that is damaged is compacted whatever its size: its first line then says what it proves. */
async function compactLarge(path: string, keepFrom: Instant) {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0 || (size < WORTH_COMPACTING_BYTES && !isDamaged(await readSpan(path))))
    return undefined
  return compactJournal(path, keepFrom)
}

const NO_JOURNAL: OpenedJournal = { path: '', found: 'new' }

/** A journal with gaps does not prove that nothing is missing, but what it has did happen. */
const entriesOf = async (path: string, { after }: StoredRestore) =>
  [...(await latestSince(path, after)).values()].sort((a, b) =>
    a.pk < b.pk ? -1 : Number(a.pk > b.pk),
  )
