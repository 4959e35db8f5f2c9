/** The rows of a SQLite file for a thread that only reads them, on a connection of its own. */
import type { DatabaseSync } from 'node:sqlite'
import { openForReading } from '../../../store/sqlite/database.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import type { Table } from '../../../store/table.ts'
import type { SqliteLocation } from './threads.ts'

/** @returns a table that rejects writes */
export function openRowsForReading({ file }: SqliteLocation): {
  readonly sqlite: DatabaseSync
  readonly table: Table
  readonly close: () => void
} {
  const sqlite = openForReading(file)
  const refuse = () => Promise.reject(new Error('this thread only reads'))
  const close = () => sqlite.close()
  return { sqlite, table: makeSqliteTable({ sqlite, commit: refuse, note: () => {} }), close }
}
