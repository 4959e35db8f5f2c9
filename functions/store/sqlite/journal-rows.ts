/** The rows of a database that belong to its journal, read and written in its own transactions. */
import type { DatabaseSync } from 'node:sqlite'
import { readRow } from '../codecs/codec.ts'
import { type BackupMark, SHARED_ROWS } from '../codecs/shared-rows.ts'
import type { StoredJournal, StoredRestore, StoredSecret } from '../codecs/store-rows.ts'
import type { KeptFields } from '../journal/kept-rows.ts'
import { SHOPS_KEY, STORE_KEY } from '../keys.ts'
import type { Row } from '../table.ts'
import { rowIn } from './columns.ts'

export type JournalRows = {
  readonly row: (pk: string, sk: string) => Row | undefined
  readonly journal: () => StoredJournal | undefined
  readonly putJournal: (journal: StoredJournal) => void
  readonly restore: () => StoredRestore | undefined
  readonly putRestore: (restore: StoredRestore) => void
  readonly keys: () => StoredSecret | undefined
  readonly putKeys: (keys: KeptFields) => void
  /** Of the backup that these rows came from; undefined if they carry no mark. */
  readonly backupMark: () => BackupMark | undefined
  /** A database without a shop is new. */
  readonly hasShops: () => boolean
}

/** @throws UnreadableRowError where a later Rekindle wrote a row */
export function makeJournalRows(sqlite: DatabaseSync): JournalRows {
  const select = sqlite.prepare('SELECT pk, sk, body FROM rows WHERE pk = ? AND sk = ?')
  const upsert = sqlite.prepare(
    `INSERT INTO rows (pk, sk, body) VALUES (?, ?, ?)
     ON CONFLICT (pk, sk) DO UPDATE SET body = excluded.body`,
  )
  const shop = sqlite.prepare('SELECT 1 FROM rows WHERE pk = ? LIMIT 1')
  const found = (pk: string, sk: string): Row | undefined => {
    const columns = select.get(pk, sk)
    return columns && rowIn(columns)
  }
  const put = (sk: string, fields: object) => void upsert.run(STORE_KEY, sk, JSON.stringify(fields))
  return {
    row: found,
    journal: () => readRow(SHARED_ROWS.journal, found(STORE_KEY, 'journal')),
    putJournal: (journal) => put('journal', journal),
    restore: () => readRow(SHARED_ROWS.restore, found(STORE_KEY, 'restore')),
    putRestore: (restore) => put('restore', restore),
    keys: () => readRow(SHARED_ROWS.secret, found(STORE_KEY, 'secret')),
    putKeys: (keys) => put('secret', keys),
    backupMark: () => readRow(SHARED_ROWS.backup, found('~backup', 'backup')),
    hasShops: () => shop.get(SHOPS_KEY) !== undefined,
  }
}
