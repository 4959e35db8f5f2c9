/**
 * A file of SQLite as it was at one instant, copied while others write it.
 *
 * A transaction that only reads pins the instant: in a write-ahead log it makes no writer wait, and
 * what is written meanwhile goes to the log, which cannot be reused until the copy is done. Copying
 * the main file instead would leave out what is still in the log, which may be every row.
 */
import { backup, DatabaseSync } from 'node:sqlite'
import { createForOwner, openForReading } from '../../../../store/sqlite/database.ts'

export type Snapshot = {
  /** As the file that was opened says it. */
  readonly schemaVersion: number
  /**
   * Writes the copy, one file that needs no log.
   *
   * @param onProgress is given the share that is copied, from 0 to 1; if it throws, copying ends
   * @throws if the copy cannot be written
   */
  readonly copyTo: (file: string, onProgress?: (share: number) => void) => Promise<void>
  readonly close: () => void
}

/** 16 MiB of the usual pages: often enough to be stopped between them. */
const PAGES_AT_A_TIME = 4_096

/**
 * The file as it is now, until it is closed.
 *
 * @throws if it is not a database
 * @example const rows = openSnapshot('rekindle.sqlite'); await rows.copyTo('/backups/rekindle.sqlite')
 */
export function openSnapshot(file: string): Snapshot {
  // Not read-only: where no server is running, such a connection would leave an empty log behind.
  const sqlite = new DatabaseSync(file, { timeout: 10_000 })
  try {
    sqlite.exec('PRAGMA query_only = ON; BEGIN')
    // The transaction begins with what is read first.
    sqlite.prepare('SELECT count(*) FROM sqlite_schema').get()
    const version = sqlite.prepare('PRAGMA user_version').get()?.user_version
    return {
      schemaVersion: Number(version),
      async copyTo(copy, onProgress = () => {}) {
        createForOwner(copy)
        await backup(sqlite, copy, {
          rate: PAGES_AT_A_TIME,
          progress: ({ totalPages, remainingPages }) =>
            onProgress(1 - remainingPages / Math.max(totalPages, 1)),
        })
        // SQLite reports no progress of a small file, which it copies at once.
        onProgress(1)
        change(copy, 'PRAGMA journal_mode = DELETE')
      },
      close: () => sqlite.close(),
    }
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/** Runs statements on a copy that no process uses. */
export function change(file: string, statements: string, ...values: readonly string[]): void {
  const sqlite = new DatabaseSync(file)
  try {
    sqlite.prepare(statements).all(...values)
  } finally {
    sqlite.close()
  }
}

/** What is wrong with a file of SQLite; undefined if it is whole. */
export function faultOfDatabase(file: string): string | undefined {
  const sqlite = openForReading(file)
  try {
    const found = sqlite.prepare('PRAGMA integrity_check(1)').get()?.integrity_check
    return found === 'ok' ? undefined : String(found)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    sqlite.close()
  }
}
