/** The format of a SQLite file: it follows the build of its server, of which there is one at a time. */
import type { Instant } from '../../../domain/time.ts'
import { finishUpgrade } from '../../../store/finish-upgrade.ts'
import { FORMAT, loadFormat } from '../../../store/format.ts'
import { listShops } from '../../../store/shops.ts'
import type { Database } from '../../../store/sqlite/database.ts'
import { makeSafetyCopy } from '../../../store/sqlite/safety-copy.ts'
import { StartError } from '../../../store/start-fault.ts'
import type { Table } from '../../../store/table.ts'
import type { Engine } from '../engine.ts'

/** @throws StartError if a newer build has finished its upgrade of the store */
export async function formatOf(file: string, table: Table): Promise<number> {
  const { version } = await loadFormat(table)
  if (version > FORMAT) throw new StartError({ kind: 'newer-database', file, version })
  return version
}

type Opened = Pick<Engine, 'table' | 'migrated' | 'now'> & { readonly database: Database }

/**
 * Finishes an upgrade when its server starts. The rows are copied first, unless they just were.
 *
 * @returns undefined if the format stays
 * @throws StartError if a newer build wrote the store, or it cannot be copied
 */
export async function finishOnOpen(
  file: string,
  { table, migrated, now, database }: Opened,
): Promise<Engine['finished']> {
  const from = await formatOf(file, table)
  if (from === FORMAT || (await listShops(table)).length === 0) {
    await finishUpgrade(table, now())
    return undefined
  }
  const copy = migrated?.copy ?? copyRows(database, file, now())
  await finishUpgrade(table, now())
  return { from, to: FORMAT, copy }
}

/** Nothing is written meanwhile. */
function copyRows({ sqlite }: Database, file: string, takenAt: Instant): string {
  sqlite.exec('BEGIN IMMEDIATE')
  try {
    return makeSafetyCopy(file, `format-${FORMAT}`, takenAt)
  } finally {
    sqlite.exec('ROLLBACK')
  }
}
