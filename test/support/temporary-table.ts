/** A table in a SQLite file of its own, deleted after the test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineStore } from '../../functions/runtimes/one-machine/engine.ts'
import { makeSqliteStore } from '../../functions/runtimes/one-machine/sqlite/sqlite-store.ts'
import { type Database, openDatabase } from '../../functions/store/sqlite/database.ts'
import type { RowChange, Table } from '../../functions/store/table.ts'

export type TemporaryTable = {
  readonly table: Table
  readonly database: Database
  /** The same rows, as the pipeline needs them. */
  readonly store: EngineStore
  /** Every change that was committed, oldest first. */
  readonly changes: RowChange[]
  readonly stop: () => void
}

/** @example const { table, stop } = temporaryTable(); afterAll(stop) */
export function temporaryTable(): TemporaryTable {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-'))
  const database = openDatabase(join(folder, 'test.sqlite'))
  const changes: RowChange[] = []
  const store = makeSqliteStore(database)
  store.onCommitted((committed) => {
    changes.push(...committed)
  })
  return {
    table: store.table,
    database,
    store,
    changes,
    stop() {
      database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
