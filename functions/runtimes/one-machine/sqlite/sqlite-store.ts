/** The rows of one SQLite file as the pipeline needs them. */
import { numberIn } from '../../../store/sqlite/columns.ts'
import type { Database } from '../../../store/sqlite/database.ts'
import { makePendingWork } from '../../../store/sqlite/pending.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import type { CommitObserver, EngineStore } from '../engine.ts'

/** @example const { table, onCommitted } = makeSqliteStore(openDatabase('rekindle.sqlite')) */
export function makeSqliteStore(database: Database): EngineStore {
  const observers: CommitObserver[] = []
  const table = makeSqliteTable(database, (changes) => {
    for (const observe of observers) observe(changes)
  })
  const selectVersion = database.sqlite.prepare('PRAGMA data_version')
  /** Changes when another connection has written to the file. */
  const versionNow = () => numberIn(selectVersion.get() ?? {}, 'data_version')
  let version = versionNow()
  return {
    table,
    pending: makePendingWork(database),
    onCommitted(observer) {
      observers.push(observer)
    },
    writtenByOthers() {
      const last = version
      version = versionNow()
      return version !== last
    },
  }
}
