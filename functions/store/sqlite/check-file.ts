/** Checks a SQLite file itself: its pages, its indexes, and the tables that are made from the rows. */
import type { DatabaseSync } from 'node:sqlite'
import { MESSAGE_ROWS } from '../../domain/message-ref.ts'
import { STATE } from '../keys.ts'
import { listingFaults } from './check-listing.ts'
import { numberIn } from './columns.ts'
import { openForReading } from './database.ts'

/** Each compares what the engine finds by with what the rows say, and returns what differs. */
const COMPARISONS: Readonly<Record<string, string>> = {
  'the wake of a customer is not indexed as it is stored': `
    SELECT count(*) AS differs FROM rows WHERE sk = '${STATE}'
    AND (wake_at IS NOT json_extract(body, '$.wakeAt')
      OR wake_shard IS NOT json_extract(body, '$.wakeShard'))`,
  'a message is not indexed as it is stored': `
    SELECT count(*) AS differs FROM rows WHERE sk >= '${MESSAGE_ROWS}' AND sk < '${MESSAGE_ROWS}' || char(0x10ffff)
    AND sending IS NOT CASE WHEN json_extract(body, '$.status') IN ('due', 'claimed')
      THEN json_extract(body, '$.status') END`,
}

/** Nothing can be compared with such a row. */
const NOT_JSON = 'SELECT count(*) AS differs FROM rows WHERE NOT json_valid(body)'

const MOST_PROBLEMS = 50

/**
 * Reads the whole file, on a connection of its own that cannot write.
 *
 * @param holdsRows whether it is the file of the rows, rather than one next to it
 * @returns what is wrong, without any value of a row
 * @throws if the file cannot be opened
 * @example checkFile('rekindle.sqlite', true) // []
 */
export function checkFile(file: string, holdsRows: boolean): readonly string[] {
  const sqlite = openForReading(file)
  try {
    const checked = sqlite.prepare(`PRAGMA integrity_check(${MOST_PROBLEMS})`).all()
    const damaged = checked
      .map((row) => String(row.integrity_check))
      .filter((text) => text !== 'ok')
    return damaged.length > 0 || !holdsRows ? damaged : faultsOfRows(sqlite)
  } finally {
    sqlite.close()
  }
}

/** At one instant: a server may be writing. */
function faultsOfRows(sqlite: DatabaseSync): readonly string[] {
  sqlite.exec('BEGIN')
  const counted = (what: string, sql: string) => {
    const differs = numberIn(sqlite.prepare(sql).get() ?? {}, 'differs')
    return differs > 0 ? [`${what} (${differs})`] : []
  }
  const unreadable = counted('a row is not JSON', NOT_JSON)
  if (unreadable.length > 0) return unreadable
  return [
    ...Object.entries(COMPARISONS).flatMap(([what, comparison]) => counted(what, comparison)),
    ...listingFaults(sqlite),
  ]
}
