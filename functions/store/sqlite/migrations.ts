/**
 * The shape of a rows file, by its version (`user_version`), and how an older file gets it.
 *
 * 1. A migration is one entry at the end of `MIGRATIONS`, and a file of that version in
 *    test/store/sqlite/fixtures. An entry that was released is never changed.
 * 2. Each runs in a transaction of its own together with the change of `user_version`: whenever the
 *    process ends, the file has exactly one of the versions.
 * 3. Each finds out for itself what is there already, so it may meet a file that a build changed
 *    without a version.
 */
import type { DatabaseSync } from 'node:sqlite'
import { MESSAGE_ROWS } from '../../domain/message-ref.ts'
import { LISTING_TABLES, listAll } from './listing.ts'

export type Migration = {
  /** The version that the file has afterwards. */
  readonly to: number
  /** What it is for, as people who open an old file read it. */
  readonly what: string
  readonly run: (sqlite: DatabaseSync) => void
}

/** Rows as in DynamoDB, with what the engine must find by index kept in columns of its own. */
const ROWS = `
  CREATE TABLE IF NOT EXISTS rows (
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    body TEXT NOT NULL,
    wake_shard INTEGER,
    wake_at INTEGER,
    sending TEXT,
    PRIMARY KEY (pk, sk)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS wake ON rows (wake_shard, wake_at) WHERE wake_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS pending (
    pk TEXT PRIMARY KEY,
    mark INTEGER NOT NULL
  ) WITHOUT ROWID;
`

const SENDING_INDEX =
  'CREATE INDEX IF NOT EXISTS sending ON rows (sending) WHERE sending IS NOT NULL;'

/** By which pages find a customer. */
const SEARCH_INDEXES = `
  CREATE INDEX IF NOT EXISTS profile_addresses
    ON rows (json_extract(body, '$.addressHash'), pk) WHERE sk = 'profile';
  CREATE INDEX IF NOT EXISTS profile_names
    ON rows (lower(json_extract(body, '$.name')), pk) WHERE sk = 'profile';
`

/** In order; an older file goes through all that are above its version. */
export const MIGRATIONS: readonly Migration[] = [
  {
    to: 2,
    what: 'lists and counts for the pages, and the messages that are being sent',
    run(sqlite) {
      // The first files lack the column, which was added without a version.
      if (!hasColumn(sqlite, 'rows', 'sending')) addSending(sqlite)
      sqlite.exec(`${SENDING_INDEX} DROP INDEX IF EXISTS due; DROP INDEX IF EXISTS states;`)
      sqlite.exec(LISTING_TABLES)
      listAll(sqlite)
    },
  },
  {
    to: 3,
    what: 'search by name and address; mails that a former version kept with the rows are removed',
    run(sqlite) {
      sqlite.exec(SEARCH_INDEXES)
      // The inbox has long been a file of its own. No page shows these, and no erasure reached them.
      sqlite.exec('DROP TABLE IF EXISTS inbox;')
    },
  },
]

/** Of a file that this build makes. A file with a higher one was written by a later build. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.to ?? 1

/** Makes the tables of a new file; in a transaction of the caller's. */
export function createTables(sqlite: DatabaseSync): void {
  sqlite.exec(`${ROWS} ${SENDING_INDEX} ${LISTING_TABLES} ${SEARCH_INDEXES}`)
  sqlite.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
}

/** @example versionOf(sqlite) // 2 */
export const versionOf = (sqlite: DatabaseSync): number =>
  Number(sqlite.prepare('PRAGMA user_version').get()?.user_version)

function hasColumn(sqlite: DatabaseSync, table: string, column: string): boolean {
  const columns = sqlite.prepare('SELECT name FROM pragma_table_info(?)').all(table)
  return columns.some(({ name }) => name === column)
}

/** After a restart, messages that are due or being sent are found by it. */
function addSending(sqlite: DatabaseSync): void {
  sqlite.exec('ALTER TABLE rows ADD COLUMN sending TEXT')
  const fill = sqlite.prepare(
    `UPDATE rows SET sending = json_extract(body, '$.status')
     WHERE sk >= ?1 AND sk < ?1 || ?2 AND json_extract(body, '$.status') IN ('due', 'claimed')`,
  )
  fill.run(MESSAGE_ROWS, '\u{10ffff}')
}
