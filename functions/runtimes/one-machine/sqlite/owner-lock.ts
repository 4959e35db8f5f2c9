/** One process at a time works on a file; the lock ends with the process, however it ends. */
import { DatabaseSync } from 'node:sqlite'
import { createForOwner } from '../../../store/sqlite/database.ts'

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
    throw new Error(
      `another Rekindle is running on ${databaseFile}; stop it first, or name another file with --db`,
    )
  }
  return () => lock.close()
}
