/** Checks a SQLite file itself: its pages, its indexes, and the tables that are made from the rows. */
import { MESSAGE_ROWS } from '../../domain/message-ref.ts'
import { STATE } from '../keys.ts'
import { openForReading } from './database.ts'

/** Each compares what the engine finds by with what the rows say, and returns what differs. */
const COMPARISONS: Readonly<Record<string, string>> = {
  'the wake of a customer is not indexed as it is stored': `
    SELECT count(*) AS differs FROM rows
    WHERE sk = '${STATE}' AND wake_at IS NOT json_extract(body, '$.wakeAt')`,
  'a message is not indexed as it is stored': `
    SELECT count(*) AS differs FROM rows WHERE sk >= '${MESSAGE_ROWS}' AND sk < '${MESSAGE_ROWS}' || char(0x10ffff)
    AND sending IS NOT CASE WHEN json_extract(body, '$.status') IN ('due', 'claimed')
      THEN json_extract(body, '$.status') END`,
  'the customers of a class are not counted as they are listed': `
    SELECT count(*) AS differs FROM (
      SELECT substr(pk, 1, instr(pk, '/') - 1) AS shop, class AS name, count(*) AS count
        FROM listed_customers GROUP BY 1, 2
      EXCEPT SELECT shop, name, count FROM tallies WHERE kind = 'class')`,
}

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
    if (damaged.length > 0 || !holdsRows) return damaged
    return Object.entries(COMPARISONS).flatMap(([what, comparison]) => {
      const differs = Number(sqlite.prepare(comparison).get()?.differs)
      return differs > 0 ? [`${what} (${differs})`] : []
    })
  } finally {
    sqlite.close()
  }
}
