/** One process at a time works on a file; the lock ends with the process, however it ends. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createForOwner } from '../../../store/sqlite/database.ts'
import { StartError, type StartFault } from '../../../store/start-fault.ts'

/** A lock that nothing refers to any more would be collected, and be free again. */
const held = new Set<DatabaseSync>()

/**
 * @returns a function that releases it
 * @throws if another process holds it
 */
export const lockOwner = (databaseFile: string): (() => void) =>
  lockFile(`${databaseFile}.lock`, { kind: 'database-in-use', file: databaseFile })

/**
 * A restored copy remembers the journal of the database that it was taken from, which may be at work.
 *
 * @returns a function that releases it
 * @throws StartError if another process holds it, or its folder does not exist
 */
export function lockJournal(file: string): () => void {
  if (!existsSync(dirname(file))) throw new StartError({ kind: 'journal-folder-missing', file })
  return lockFile(`${file}.lock`, { kind: 'journal-in-use', file })
}

function lockFile(file: string, inUse: StartFault): () => void {
  createForOwner(file)
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StartError(inUse)
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}
