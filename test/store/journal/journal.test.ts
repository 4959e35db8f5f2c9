import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { takenBackupRow } from '../../../functions/store/backup-mark.ts'
import { compactJournal } from '../../../functions/store/journal/compact-journal.ts'
import {
  latestSince,
  openAppender,
  readSpan,
} from '../../../functions/store/journal/journal-file.ts'
import { entryLine } from '../../../functions/store/journal/journal-line.ts'
import { makeCommitJournal } from '../../../functions/store/sqlite/commit-journal.ts'
import { type Database, openDatabase } from '../../../functions/store/sqlite/database.ts'
import { openJournal } from '../../../functions/store/sqlite/open-journal.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import { StartError } from '../../../functions/store/start-fault.ts'
import type { Row } from '../../../functions/store/table.ts'
import { message, NOON } from '../../support/given.ts'

const claimedAs = (nth: number): Row => {
  const lease = { claimedAt: NOON, claimId: `c-${nth}`, leaseUntil: NOON + 1, repeatable: false }
  const { ...fields } = message({ status: 'claimed', locale: 'en', ...lease })
  return { pk: `tea/c-${nth}`, sk: 'message#care#1#tea', ...fields }
}
const KEPT = { pk: 'tea/c-1', sk: 'journey#care#1' }
const order: Row = { pk: 'tea/c-1', sk: 'order#1', paidAt: NOON, email: 'lin@example.com' }

describe('the journal of a database', () => {
  let folder: string
  let file: string
  let journal: string
  const opened: Database[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-journal-'))
    file = join(folder, 'shop.sqlite')
    journal = `${file}.journal`
  })
  afterEach(() => {
    for (const database of opened.splice(0)) database.close()
    rmSync(folder, { recursive: true })
  })

  const options = () => ({ database: file, now: () => NOON })
  async function owned() {
    const database = openDatabase(file)
    opened.push(database)
    const found = await openJournal(database, options())
    return { ...found, database, table: makeSqliteTable(database) }
  }
  function shared() {
    const database = openDatabase(file)
    opened.push(database)
    database.useJournal(makeCommitJournal(database, options()))
    return makeSqliteTable(database)
  }
  const closeAll = () => {
    for (const database of opened.splice(0)) database.close()
  }
  /** Copied as a person might, while no process writes. */
  const copyOfFile = () => {
    closeAll()
    copyFileSync(file, `${file}.copy`)
  }
  const putBack = () => {
    closeAll()
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(`${file}.copy`, file)
  }
  const put = (row: Row) => ({ put: row })
  const entries = async (after = 0) =>
    [...(await latestSince(journal, after)).values()].map(({ seq, pk, sk }) => [seq, pk, sk])

  it('holds what protects people, on disk before the write is answered', async () => {
    const { table, found } = await owned()
    expect(found).toBe('new')
    await table.write([put(order), put(claimedAs(1))])
    expect(await entries()).toEqual([[1, 'tea/c-1', 'message#care#1#tea']])
    expect(readFileSync(journal, 'utf8')).not.toContain('@')
  })

  it('is begun by no command that only asks', async () => {
    const table = shared()
    await table.query('tea')
    await table.write([put(order)])
    expect(() => readFileSync(journal)).toThrow('ENOENT')
    await table.write([put(claimedAs(1))])
    expect(await entries()).toHaveLength(1)
    closeAll()
    expect(await owned()).toMatchObject({ found: 'whole' })
  })

  it('has each change once under a number of its own, whichever process made it', async () => {
    const { table } = await owned()
    const other = shared()
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((nth) => (nth % 2 ? table : other).write([put(claimedAs(nth))])),
    )
    for (const nth of [7, 8]) await (nth % 2 ? table : other).write([put(claimedAs(nth))])
    expect((await entries()).map(([seq]) => seq).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(await readSpan(journal)).toMatchObject({ from: 1, last: 8 })
    closeAll()
    expect(await owned()).toMatchObject({ found: 'whole' })
  })

  it('gets from the database what a kill left out of it, over a torn line', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1))])
    const before = readFileSync(journal, 'utf8')
    await table.write([put(claimedAs(2))])
    closeAll()
    writeFileSync(journal, before)
    appendFileSync(journal, '\n[2,1767225600000,"tea/c-2","mess')
    expect(await owned()).toMatchObject({ found: 'whole' })
    expect(await entries()).toHaveLength(2)
    expect(await readSpan(journal)).toMatchObject({ from: 1, last: 2 })
  })

  it('shows that a database is an older copy, and what happened since', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    await (await owned()).table.write([put(claimedAs(2)), put(claimedAs(1))])
    putBack()
    const { restore } = await owned()
    expect(restore).toMatchObject({ epoch: 1, covered: true, after: 1, upTo: 3, lostFrom: NOON })
    expect((await entries(1)).slice(0, 2)).toEqual([
      [2, 'tea/c-2', 'message#care#1#tea'],
      [3, 'tea/c-1', 'message#care#1#tea'],
    ])
    closeAll()
    // Not worked through yet.
    expect((await owned()).restore).toMatchObject({ epoch: 1, covered: true, after: 1 })
    putBack()
    expect((await owned()).restore).toMatchObject({ epoch: 2, covered: true, after: 1 })
  })

  it('keeps a command from writing to an older copy before the server has seen it', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    await (await owned()).table.write([put(claimedAs(2))])
    putBack()
    const table = shared()
    await table.write([put(order)])
    await expect(table.write([put(claimedAs(3))])).rejects.toThrow(StartError)
    expect(await entries()).toHaveLength(2)
  })

  it('proves nothing where a number is missing from it', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    const { table } = await owned()
    for (const nth of [2, 3, 4]) await table.write([put(claimedAs(nth))])
    const lines = readFileSync(journal, 'utf8').split('\n')
    writeFileSync(journal, lines.filter((line) => !line.includes('"tea/c-3"')).join('\n'))
    putBack()
    expect((await owned()).restore).toMatchObject({ covered: false, lostFrom: NOON })
  })

  it('is begun again where it is gone: the database may be an older copy, so nothing is proven', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    const { table } = await owned()
    for (const nth of [2, 3]) await table.write([put(claimedAs(nth))])
    closeAll()
    rmSync(journal)
    const again = await owned()
    expect(again).toMatchObject({ found: 'gone', restore: { covered: false, lostFrom: NOON } })
    await again.table.write([put(claimedAs(4))])
    putBack()
    await expect(owned()).rejects.toMatchObject({ fault: { kind: 'journal-of-another-store' } })
  })

  it('begins another epoch each time the same copy comes back without it', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    const epochs: (number | undefined)[] = []
    for (const at of [NOON, NOON + 1_000]) {
      putBack()
      rmSync(journal)
      const database = openDatabase(file)
      opened.push(database)
      const { restore } = await openJournal(database, { database: file, now: () => at })
      epochs.push(restore?.epoch)
    }
    expect(epochs).toEqual([NOON / 1_000, NOON / 1_000 + 1])
  })

  it('gives back what it has even where a number is missing from it', async () => {
    const first = await sqliteEngine.open(file, () => NOON)
    await first.table.write([put(claimedAs(1))])
    await first.close()
    copyFileSync(file, `${file}.copy`)
    const second = await sqliteEngine.open(file, () => NOON)
    for (const nth of [2, 3, 4]) await second.table.write([put(claimedAs(nth))])
    await second.close()
    const lines = readFileSync(journal, 'utf8').split('\n')
    writeFileSync(journal, lines.filter((line) => !line.includes('"tea/c-3"')).join('\n'))
    putBack()
    const { restore, close } = await sqliteEngine.open(file, () => NOON)
    expect(restore?.noticed).toMatchObject({ covered: false })
    const found: string[] = []
    for await (const { pk } of (await restore?.entries()) ?? [])
      if (pk.startsWith('tea/')) found.push(pk)
    expect(found).toEqual(['tea/c-2', 'tea/c-4'])
    await close()
  })

  it('proves nothing if it ends before the backup that it should continue', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1))])
    const older = readFileSync(journal)
    for (const nth of [2, 3])
      await table.write([put(claimedAs(nth)), put({ pk: '~backup', sk: 'backup', takenAt: NOON })])
    copyOfFile()
    writeFileSync(journal, older)
    putBack()
    expect((await owned()).restore).toMatchObject({ covered: false, lostFrom: NOON })
  })

  const marked = (id?: string) =>
    put({ pk: '~backup', sk: 'backup', takenAt: NOON, ...(id && { id }) })
  const noted = (id: string) => put(takenBackupRow({ id, takenAt: NOON }))

  it('proves nothing if it was copied before or with the backup, at the same number', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1))])
    const older = readFileSync(journal)
    await table.write([marked('b-1')])
    copyOfFile()
    const again = await owned()
    await again.table.write([noted('b-1')])
    const atOnce = readFileSync(journal)
    await again.table.write([put(claimedAs(2))])
    const whole = readFileSync(journal)
    for (const [found, covered] of [
      [older, false],
      [whole, true],
      // Nothing happened since, as far as anything shows.
      [atOnce, true],
    ] as const) {
      putBack()
      writeFileSync(journal, found)
      expect((await owned()).restore).toMatchObject({ covered })
    }
  })

  it('proves nothing for a backup that could not be noted, unless it has more', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1)), marked()])
    const older = readFileSync(journal)
    copyOfFile()
    expect((await owned()).restore).toMatchObject({ covered: false })
    putBack()
    writeFileSync(journal, older)
    const more = openAppender(journal)
    await more.append([entryLine({ seq: 2, at: NOON, ...KEPT, fields: {} })], true)
    more.close()
    expect((await owned()).restore).toMatchObject({ covered: true })
  })

  it('proves nothing for a backup of a database that went another way', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1)), marked('b-1')])
    copyOfFile()
    const other = shared()
    await other.write([put(claimedAs(2))])
    await other.write([noted('b-2')])
    putBack()
    expect((await owned()).restore).toMatchObject({ covered: false, upTo: 3 })
  })

  it('proves the time since each of several backups, also once it is compacted', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1)), marked('b-1')])
    copyOfFile()
    const again = await owned()
    for (const id of ['b-1', 'b-2']) await again.table.write([noted(id)])
    await compactJournal(journal, NOON)
    putBack()
    expect((await owned()).restore).toMatchObject({ covered: true })
  })

  it('is compacted while it is appended to, and covers what it covered', async () => {
    const { table } = await owned()
    const other = shared()
    await other.write([put(claimedAs(9))])
    for (const nth of [1, 2, 3, 1, 2, 3]) await table.write([put(claimedAs(nth))])
    await table.write([put({ pk: 'tea/c-2', sk: 'state', erasedAt: NOON, version: 1 })])
    const compacting = compactJournal(journal, NOON)
    await table.write([put(claimedAs(4))])
    const { linesBefore, linesAfter } = await compacting
    expect(linesAfter).toBeLessThan(linesBefore)
    await Promise.all([table.write([put(claimedAs(5))]), other.write([put(claimedAs(6))])])
    expect(await readSpan(journal)).toMatchObject({ from: 1, last: 11 })
    expect((await entries()).map(([, pk]) => pk).sort()).toEqual(
      [1, 2, 3, 4, 5, 6, 9].map((nth) => `tea/c-${nth}`),
    )
    closeAll()
    expect(await owned()).toMatchObject({ found: 'whole' })
  })

  it('does not cover what it no longer reaches back to', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    const { table } = await owned()
    for (const nth of [2, 3]) await table.write([put(claimedAs(nth))])
    await compactJournal(journal, NOON + 1)
    expect(await readSpan(journal)).toMatchObject({ from: 4, last: 3 })
    putBack()
    expect((await owned()).restore).toMatchObject({ covered: false, upTo: 3 })
  })

  it('brings back the keys that were added since the copy, and not that all were re-hashed', async () => {
    const kept = (nth: number) => ({ fingerprint: `f${nth}`, addedAt: NOON })
    const row = { pk: '~store', sk: 'secret', signing: { current: 1, keys: { 1: kept(1) } } }
    const { table } = await owned()
    const one = { ...row, address: { current: 1, keys: { 1: kept(1) } }, version: 1 }
    await table.write([put(one), put(claimedAs(1))])
    expect(await entries()).toHaveLength(1)
    copyOfFile()
    const address = { current: 2, keys: { 1: kept(1), 2: kept(2) } }
    await (await owned()).table.write([put({ ...row, address, version: 4, rekeyedAt: NOON })])
    putBack()
    const again = await owned()
    expect(again.restore).toMatchObject({ covered: true })
    expect(await again.table.get(one)).toEqual({ ...row, address, version: 4 })
  })

  it('misses a damaged line of its compacted part, whatever was appended again', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    copyOfFile()
    const { table } = await owned()
    for (const nth of [2, 3, 4]) await table.write([put(claimedAs(nth))])
    expect(await compactJournal(journal, NOON)).not.toHaveProperty('damagedUpTo')
    const whole = readFileSync(journal, 'utf8')
    const again = whole.split('\n').find((line) => line.includes('"tea/c-4"'))
    for (const damaged of [
      whole.replace('"tea/c-3"', '"tea/c-8"'),
      whole.replace(/^.*"tea\/c-3".*\n/m, ''),
    ]) {
      writeFileSync(journal, `${damaged}\n${again}\n`)
      putBack()
      expect((await owned()).restore).toMatchObject({ covered: false })
    }
  })

  it('reports damage once, and remembers what it no longer proves', async () => {
    const { table } = await owned()
    for (const nth of [1, 2, 3]) await table.write([put(claimedAs(nth))])
    const lines = readFileSync(journal, 'utf8')
    writeFileSync(journal, lines.replace('"tea/c-2"', '"tea/c-8"'))
    expect(await compactJournal(journal, NOON)).toMatchObject({ damagedUpTo: 2 })
    expect(await readSpan(journal)).toMatchObject({ from: 3, last: 3 })
    expect(await compactJournal(journal, NOON)).not.toHaveProperty('damagedUpTo')
  })

  it('reads an id with any separator of lines in it', async () => {
    const { table } = await owned()
    const start = { kind: 'purchase', orderId: 'a\u2028b\rc' }
    await table.write([put({ ...KEPT, campaign: 'care', n: 1, startedAt: NOON, start })])
    await table.write([put(claimedAs(1))])
    expect(await readSpan(journal)).toMatchObject({ from: 1, last: 2 })
    expect(await entries()).toHaveLength(2)
  })

  it('of another database is refused', async () => {
    await (await owned()).table.write([put(claimedAs(1))])
    closeAll()
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    await expect(owned()).rejects.toThrow('journal-of-another-store')
    writeFileSync(journal, 'something else\n')
    await expect(owned()).rejects.toThrow('not-a-journal')
  })

  it('that cannot be written keeps every write from being answered, until it can', async () => {
    const { table } = await owned()
    await table.write([put(claimedAs(1))])
    renameSync(journal, `${journal}.away`)
    await expect(table.write([put(claimedAs(2))])).rejects.toThrow('ENOENT')
    expect(await table.get(claimedAs(2))).toBeUndefined()
    renameSync(`${journal}.away`, journal)
    await table.write([put(claimedAs(2))])
    expect(await entries()).toHaveLength(2)
  })
})
