/** One SQLite file, opened for durable writes that share their commits. */
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StartError } from '../start-fault.ts'
import { numberIn } from './columns.ts'
import { type GroupCommit, groupCommit, LOCK_WAIT_MS } from './group-commit.ts'
import { LISTING_TABLES, listAll } from './listing.ts'

export type Database = GroupCommit & { readonly sqlite: DatabaseSync }

/**
 * Version 2 of the file's shape: rows as in DynamoDB, with what the engine must find by index
 * kept in columns of its own, and what pages list in tables of its own (listing.ts), which version 1
 * did not have. A larger `user_version` than ours is refused.
 */
export const SCHEMA_VERSION = 2
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rows (
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    body TEXT NOT NULL,
    wake_shard INTEGER,
    wake_at INTEGER,
    sending TEXT,
    PRIMARY KEY (pk, sk)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS wake ON rows (wake_shard, wake_at) WHERE wake_at IS NOT NULL;
  DROP INDEX IF EXISTS states;
  CREATE INDEX IF NOT EXISTS sending ON rows (sending) WHERE sending IS NOT NULL;
  CREATE TABLE IF NOT EXISTS pending (
    pk TEXT PRIMARY KEY,
    mark INTEGER NOT NULL
  ) WITHOUT ROWID;
  ${LISTING_TABLES}
`

/**
 * By which pages find a customer. SQLite keeps them with the rows whatever writes these, so an older
 * Rekindle may open the file as well.
 */
const SEARCH_INDEXES = `
  CREATE INDEX IF NOT EXISTS profile_addresses
    ON rows (json_extract(body, '$.addressHash'), pk) WHERE sk = 'profile';
  CREATE INDEX IF NOT EXISTS profile_names
    ON rows (lower(json_extract(body, '$.name')), pk) WHERE sk = 'profile';
`

export type Opening = {
  /**
   * Whether this thread goes on while a write waits for another process's lock, as a server must; a
   * command has nothing else to do.
   */
  readonly goesOnWhileLocked?: boolean
  /** Is given how long each commit took, in milliseconds. */
  readonly onCommit?: (ms: number) => void
}

/**
 * Opens or makes a file of rows.
 *
 * @throws if a later Rekindle wrote it
 * @example const database = openDatabase('rekindle.sqlite')
 */
export function openDatabase(file: string, opening: Opening = {}): Database {
  const database = openDurably(file, opening)
  const version = versionOf(database.sqlite)
  if (version > SCHEMA_VERSION) throw new StartError({ kind: 'newer-database', file, version })
  if (version < SCHEMA_VERSION) bringUpToDate(database.sqlite)
  database.sqlite.exec(SEARCH_INDEXES)
  if (opening.goesOnWhileLocked) database.sqlite.exec('PRAGMA busy_timeout = 0')
  return database
}

const versionOf = (sqlite: DatabaseSync): number =>
  Number(sqlite.prepare('PRAGMA user_version').get()?.user_version)

/** For a large shop that takes some seconds, once. */
function bringUpToDate(sqlite: DatabaseSync): void {
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have done so in the meantime.
    if (versionOf(sqlite) < SCHEMA_VERSION) {
      sqlite.exec(SCHEMA)
      listAll(sqlite)
      sqlite.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
    }
    sqlite.exec('COMMIT')
  } catch (error) {
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK')
    throw error
  }
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
  const sqlite = new DatabaseSync(file, { timeout: LOCK_WAIT_MS })
  // A page that is written repeatedly is checkpointed once: 10,000 pages are 40 MB of log. Deleted
  // content is overwritten, so that nothing of it stays in the file.
  sqlite.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;
     PRAGMA wal_autocheckpoint = 10000; PRAGMA temp_store = MEMORY;
     PRAGMA secure_delete = ON;`,
  )
  return { sqlite, ...groupCommit(sqlite, goesOnWhileLocked ? LOCK_WAIT_MS : 0, onCommit) }
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
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
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
