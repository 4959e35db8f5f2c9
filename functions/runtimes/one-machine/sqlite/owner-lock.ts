/** One process at a time works on a file; the lock ends with the process, however it ends. */
import { DatabaseSync } from 'node:sqlite'
import { createForOwner } from '../../../store/sqlite/database.ts'
import { StartError } from '../../../store/start-fault.ts'

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
  return () => lock.close()
}
