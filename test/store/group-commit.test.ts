import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../functions/store/sqlite/database.ts'

const WAIT_MS = 400

describe('writes that share a commit', () => {
  let folder: string
  let file: string
  let database: Database
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-commit-'))
    file = join(folder, 'shop.sqlite')
    database = openDatabase(file)
  })
  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })

  const put = (pk: string) =>
    database.sqlite.prepare(`INSERT INTO pending (pk, mark) VALUES (?, 1)`).run(pk)
  const stored = () =>
    database.sqlite
      .prepare('SELECT pk FROM pending ORDER BY pk')
      .all()
      .map(({ pk }) => pk)

  it('succeed or fail separately if one of them is at fault', async () => {
    const outcomes = await Promise.allSettled([
      database.commit(() => put('a')),
      database.commit(() => {
        put('b')
        throw new Error('at fault')
      }),
      database.commit(() => put('c')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(stored()).toEqual(['a', 'c'])
  })

  it('wait once for another process, not each in its turn, and fail together', async () => {
    database.sqlite.exec(`PRAGMA busy_timeout = ${WAIT_MS}`)
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    const before = performance.now()
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((pk) => database.commit(() => put(pk))),
    )
    expect(performance.now() - before).toBeLessThan(3 * WAIT_MS)
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'))
    other.close()
    await database.commit(() => put('f'))
    expect(stored()).toEqual(['f'])
  })
})
