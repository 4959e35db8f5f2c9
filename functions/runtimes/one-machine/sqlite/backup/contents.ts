/** What the copies of a backup hold, counted in the copies themselves. */
import { rowKindOf } from '../../../../store/codecs/row-kind.ts'
import { parseCustomerKey } from '../../../../store/keys.ts'
import { openForReading } from '../../../../store/sqlite/database.ts'

export type RowCounts = {
  readonly customers: number
  /** By the names of `rowKindOf`, in alphabetical order. */
  readonly rows: Readonly<Record<string, number>>
}

/** @example countRows('/backups/monday/rekindle.sqlite').customers */
export function countRows(file: string): RowCounts {
  const sqlite = openForReading(file)
  try {
    const kinds = new Map<string, number>()
    let customers = 0
    let last = ''
    for (const row of sqlite.prepare('SELECT pk, sk FROM rows ORDER BY pk, sk').iterate()) {
      const [pk, sk] = [String(row.pk), String(row.sk)]
      const kind = rowKindOf({ pk, sk })
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      if (pk !== last && parseCustomerKey(pk)) customers++
      last = pk
    }
    const rows = [...kinds].sort(([one], [other]) => (one < other ? -1 : 1))
    return { customers, rows: Object.fromEntries(rows) }
  } finally {
    sqlite.close()
  }
}

/** @example countMails('/backups/monday/rekindle.sqlite.inbox') */
export function countMails(file: string): number {
  const sqlite = openForReading(file)
  try {
    return Number(sqlite.prepare('SELECT count(*) AS mails FROM inbox').get()?.mails)
  } finally {
    sqlite.close()
  }
}
