/** One process at a time works on a file; the lock ends with the process, however it ends. */
import { DatabaseSync } from 'node:sqlite'
import { createForOwner } from '../../../store/sqlite/database.ts'
import { StartError } from '../../../store/start-fault.ts'

/** A lock that nothing refers to any more would be collected, and be free again. */
const held = new Set<DatabaseSync>()

/**
 * @returns a function that releases it
 * @throws if another process holds it
 */
export function lockOwner(databaseFile: string): () => void {
  const file = `${databaseFile}.lock`
  createForOwner(file)
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StartError({ kind: 'database-in-use', file: databaseFile })
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}
