/** A table in a SQLite file of its own, gone after the test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { RowChange, Table } from '../../functions/store/table.ts'

export type TemporaryTable = {
  readonly table: Table
  readonly database: Database
  /** Every change that was committed, oldest first. */
  readonly changes: RowChange[]
  readonly stop: () => void
}

/** @example const { table, stop } = temporaryTable(); afterAll(stop) */
export function temporaryTable(): TemporaryTable {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-'))
  const database = openDatabase(join(folder, 'test.sqlite'))
  const changes: RowChange[] = []
  return {
    table: makeSqliteTable(database, (committed) => {
      changes.push(...committed)
    }),
    database,
    changes,
    stop() {
      database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
