/** The customers that an import touched, each once, however many there are. */
import { DatabaseSync } from 'node:sqlite'
import type { CustomerKey } from '../../store/keys.ts'

export type TouchedCustomers = {
  readonly add: (pk: string) => void
  readonly keys: () => AsyncIterable<CustomerKey>
  readonly close: () => void
}

/** A temporary database of SQLite's own: nameless on disk, and gone however the process ends. */
export function openTouchedCustomers(): TouchedCustomers {
  const spool = new DatabaseSync('')
  spool.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;
    CREATE TABLE touched (pk TEXT PRIMARY KEY) WITHOUT ROWID;
    BEGIN`)
  const insert = spool.prepare('INSERT OR IGNORE INTO touched VALUES (?)')
  const select = spool.prepare('SELECT pk FROM touched')
  let last: string | undefined
  return {
    add(pk) {
      if (pk !== last) insert.run(pk)
      last = pk
    },
    async *keys() {
      for (const { pk } of select.iterate()) yield pk as CustomerKey
    },
    close: () => spool.close(),
  }
}
