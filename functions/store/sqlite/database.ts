/** One SQLite file, opened for durable writes that share their commits. */
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { errorCode } from '../error-code.ts'
import { StartError } from '../start-fault.ts'
import { numberIn } from './columns.ts'
import { type GroupCommit, groupCommit, LOCK_WAIT_MS } from './group-commit.ts'
import { createTables, MIGRATIONS, SCHEMA_VERSION, versionOf } from './migrations.ts'
import { makeSafetyCopy } from './safety-copy.ts'
import { addSystemError } from './system-error.ts'

export type Database = GroupCommit & { readonly sqlite: DatabaseSync }

/** How the shape of an older file was brought up to date. */
export type Migrated = {
  readonly from: number
  readonly to: number
  /** Where the file is as it was before. */
  readonly copy: string
}

export type Opening = {
  /**
   * Whether this thread goes on while a write waits for another process's lock, as a server must; a
   * command has nothing else to do.
   */
  readonly goesOnWhileLocked?: boolean
  /** Is given how long each commit took, in milliseconds. */
  readonly onCommit?: (ms: number) => void
  /** Is called if the file was older. */
  readonly onMigrated?: (migrated: Migrated) => void
}

/**
 * Opens or makes a file of rows. An older file is copied (safety-copy.ts) and gets today's shape,
 * which for a large shop takes some seconds, once.
 *
 * @throws StartError if a later Rekindle wrote it, or it is older and cannot be copied
 * @example const database = openDatabase('rekindle.sqlite')
 */
export function openDatabase(file: string, opening: Opening = {}): Database {
  const database = openDurably(file, opening)
  const { sqlite } = database
  try {
    const from = versionOf(sqlite)
    if (from > SCHEMA_VERSION) throw new StartError({ kind: 'newer-database', file, version: from })
    const migrated = from < SCHEMA_VERSION ? bringUpToDate(sqlite, file) : undefined
    if (migrated) opening.onMigrated?.(migrated)
    if (opening.goesOnWhileLocked) sqlite.exec('PRAGMA busy_timeout = 0')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** @returns undefined if another process did so in the meantime, or the file is new */
function bringUpToDate(sqlite: DatabaseSync, file: string): Migrated | undefined {
  let migrated: Migrated | undefined
  // Another process may do so at the same time, so the version is read under the write lock.
  while (versionOf(sqlite) < SCHEMA_VERSION)
    inTransaction(sqlite, () => {
      const from = versionOf(sqlite)
      if (from >= SCHEMA_VERSION) return
      if (from === 0) return createTables(sqlite)
      const migration = MIGRATIONS.find(({ to }) => to > from)
      if (!migration) return
      migrated ??= {
        from,
        to: SCHEMA_VERSION,
        copy: makeSafetyCopy(file, SCHEMA_VERSION, Date.now()),
      }
      migration.run(sqlite)
      sqlite.exec(`PRAGMA user_version = ${migration.to}`)
    })
  return migrated
}

function inTransaction(sqlite: DatabaseSync, work: () => void): void {
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    work()
    sqlite.exec('COMMIT')
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK')
    throw error
  }
}

/** The version of a file's shape, whichever build wrote it; 0 for an empty one. */
export function schemaVersionOf(file: string): number {
  const sqlite = openToAsk(file)
  try {
    return versionOf(sqlite)
  } finally {
    sqlite.close()
  }
}

/**
 * Opens a file of any version up to today's for reading, and changes nothing in it. Not as
 * read-only: where no server is running, such a connection would leave an empty log behind.
 *
 * @throws StartError if a later Rekindle wrote it
 */
export function openWithoutMigrating(file: string): DatabaseSync {
  const sqlite = openToAsk(file)
  const version = versionOf(sqlite)
  if (version <= SCHEMA_VERSION) return sqlite
  sqlite.close()
  throw new StartError({ kind: 'newer-database', file, version })
}

function openToAsk(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file, { timeout: LOCK_WAIT_MS })
  sqlite.exec('PRAGMA query_only = ON')
  return sqlite
}

/**
 * Opens or creates a file; its tables are created by the caller. Write-ahead log with synchronous
 * FULL: an answered write survives a loss of power.
 * https://sqlite.org/pragma.html#pragma_synchronous
 */
export function openDurably(
  file: string,
  { goesOnWhileLocked = false, onCommit }: Opening = {},
): Database {
  createForOwner(file)
  const explained = addSystemError(file)
  const sqlite = new DatabaseSync(file, { timeout: LOCK_WAIT_MS })
  // A page that is written repeatedly is checkpointed once: 10,000 pages are 40 MB of log. Deleted
  // content is overwritten, so that nothing of it stays in the file.
  sqlite.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;
     PRAGMA wal_autocheckpoint = 10000; PRAGMA temp_store = MEMORY;
     PRAGMA secure_delete = ON;`,
  )
  const lockWaitMs = goesOnWhileLocked ? LOCK_WAIT_MS : 0
  return { sqlite, ...groupCommit(sqlite, lockWaitMs, onCommit, explained) }
}

/**
 * Creates an empty file that only its owner may read, if there is none; SQLite gives the files that
 * it puts next to it the same mode. An existing file is not even opened: closing it again would end
 * the locks that this process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
export function createForOwner(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

/**
 * Opens a file for reading only, while others may write it.
 *
 * @param attached another file whose tables are read through the same connection
 */
export function openForReading(file: string, attached?: string): DatabaseSync {
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: LOCK_WAIT_MS })
  if (attached !== undefined) sqlite.prepare('ATTACH ? AS attached').run(attached)
  return sqlite
}

/**
 * Writes a page of the file and changes nothing in it, which proves that it can be written.
 *
 * @throws as any write does, such as where the disk is full
 */
export const proveWritable = ({ sqlite, commit }: Database): Promise<void> =>
  commit(() => {
    const id = numberIn(sqlite.prepare('PRAGMA application_id').get() ?? {}, 'application_id')
    sqlite.exec(`PRAGMA application_id = ${id}`)
  })
