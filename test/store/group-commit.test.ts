import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

  it('of a command wait once for another process, not each in its turn, and fail together', async () => {
    database.sqlite.exec(`PRAGMA busy_timeout = ${WAIT_MS}`)
    const other = lockedByAnother()
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

  function lockedByAnother(): DatabaseSync {
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    return other
  }

  describe('of a server, while another process has the lock', () => {
    beforeEach(() => {
      database.close()
      database = openDatabase(file, { goesOnWhileLocked: true })
    })

    it('wait without holding up the thread, which reads meanwhile, and keep their order', async () => {
      await database.commit(() => put('before'))
      const other = lockedByAnother()
      const written: string[] = []
      const note = (pk: string) => database.commit(() => put(pk)).then(() => written.push(pk))
      const first = ['c', 'a'].map(note)
      let longestTurnMs = 0
      for (let turn = 0; turn < 20; turn++) {
        const before = performance.now()
        await new Promise((resolve) => setTimeout(resolve, 5))
        expect(stored()).toEqual(['before'])
        longestTurnMs = Math.max(longestTurnMs, performance.now() - before)
      }
      expect(longestTurnMs).toBeLessThan(WAIT_MS)
      const later = note('b')
      other.exec('COMMIT')
      other.close()
      await Promise.all([...first, later])
      expect(written).toEqual(['c', 'a', 'b'])
      expect(stored()).toEqual(['a', 'b', 'before', 'c'])
    })

    it('are refused as locked after ten seconds, each by the time it has waited', async () => {
      const other = lockedByAnother()
      vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] })
      try {
        const first = Promise.allSettled([database.commit(() => put('a'))])
        await vi.advanceTimersByTimeAsync(6_000)
        const second = database.commit(() => put('b'))
        await vi.advanceTimersByTimeAsync(4_200)
        expect((await first)[0]).toMatchObject({ status: 'rejected', reason: { errcode: 5 } })
        other.exec('COMMIT')
        await vi.advanceTimersByTimeAsync(200)
        await second
      } finally {
        vi.useRealTimers()
        other.close()
      }
      expect(stored()).toEqual(['b'])
    })

    it('are committed before the file is closed, once the lock is free', async () => {
      const other = lockedByAnother()
      const write = database.commit(() => put('a'))
      await new Promise((resolve) => setTimeout(resolve, 10))
      other.close()
      database.close()
      await write
      database = openDatabase(file)
      expect(stored()).toEqual(['a'])
    })
  })
})
