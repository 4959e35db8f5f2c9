/**
 * The mark that a backup carries among its own rows. However the files come back, by `rekindle
 * restore` or copied by hand, a store with this mark sends nothing: mails that left after the backup
 * would leave a second time, and opt-outs that came after it are missing.
 */
import { readRow } from './codecs/codec.ts'
import { type BackupMark, SHARED_ROWS } from './codecs/shared-rows.ts'
import { TAKEN_BACKUP, type TakenBackup } from './codecs/store-rows.ts'
import { STORE_KEY } from './keys.ts'
import type { Row, RowKey, Table } from './table.ts'

const MARK: RowKey = { pk: '~backup', sk: 'backup' }

/** What the store that is copied notes of the backup, and its journal with it. */
export const takenBackupRow = (taken: TakenBackup): Row => ({
  pk: STORE_KEY,
  sk: TAKEN_BACKUP,
  ...taken,
})

/** @example backupMarkRow({ takenAt: Date.now() }) // the row that a copy is given */
export const backupMarkRow = (mark: BackupMark): Row => ({ ...MARK, ...mark })

/**
 * The mark of a store that was restored from a backup; undefined if it was not.
 *
 * @throws UnreadableRowError: a mark that this build cannot read must not open the store for mail
 */
export const loadBackupMark = async (table: Table): Promise<BackupMark | undefined> =>
  readRow(SHARED_ROWS.backup, await table.get(MARK))
