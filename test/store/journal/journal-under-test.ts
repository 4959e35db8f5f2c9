/** A database with its journal, and copies of it as a person makes them. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { latestSince } from '../../../functions/store/journal/journal-file.ts'
import { makeCommitJournal } from '../../../functions/store/sqlite/commit-journal.ts'
import { type Database, openDatabase } from '../../../functions/store/sqlite/database.ts'
import { openJournal } from '../../../functions/store/sqlite/open-journal.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import type { Row } from '../../../functions/store/table.ts'
import { message, NOON } from '../../support/given.ts'

export const claimedAs = (nth: number): Row => {
  const lease = { claimedAt: NOON, claimId: `c-${nth}`, leaseUntil: NOON + 1, repeatable: false }
  const { ...fields } = message({ status: 'claimed', locale: 'en', ...lease })
  return { pk: `tea/c-${nth}`, sk: 'message#care#1#tea', ...fields }
}
export const KEPT = { pk: 'tea/c-1', sk: 'journey#care#1' }
export const order: Row = { pk: 'tea/c-1', sk: 'order#1', paidAt: NOON, email: 'lin@example.com' }
export const put = (row: Row) => ({ put: row })

/** A database, opened by none yet; each test has its own. */
export function journalUnderTest() {
  const folder = join(tmpdir(), `rekindle-journal-${randomUUID()}`)
  const file = join(folder, 'shop.sqlite')
  const journal = `${file}.journal`
  const opened: Database[] = []
  const closeAll = () => {
    for (const database of opened.splice(0)) database.close()
  }
  const open = () => {
    const database = openDatabase(file)
    opened.push(database)
    return database
  }
  beforeEach(() => mkdirSync(folder))
  afterEach(() => {
    closeAll()
    rmSync(folder, { recursive: true })
  })

  const options = (at = NOON) => ({ database: file, now: () => at })
  return {
    file,
    journal,
    closeAll,
    /** As a server opens it. */
    async owned(at = NOON) {
      const database = open()
      const found = await openJournal(database, options(at))
      return { ...found, database, table: makeSqliteTable(database) }
    },
    /** As a command opens it. */
    shared() {
      const database = open()
      database.useJournal(makeCommitJournal(database, options()))
      return makeSqliteTable(database)
    },
    /** Copied as a person might, while no process writes. */
    copyOfFile() {
      closeAll()
      copyFileSync(file, `${file}.copy`)
    },
    putBack() {
      closeAll()
      for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
      copyFileSync(`${file}.copy`, file)
    },
    entries: async (after = 0) =>
      [...(await latestSince(journal, after)).values()].map(({ seq, pk, sk }) => [seq, pk, sk]),
  }
}
