import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { takenBackupRow } from '../../../functions/store/backup-mark.ts'
import { compactJournal } from '../../../functions/store/journal/compact-journal.ts'
import { openAppender, readSpan } from '../../../functions/store/journal/journal-file.ts'
import { entryLine } from '../../../functions/store/journal/journal-line.ts'
import { StartError } from '../../../functions/store/start-fault.ts'
import { NOON } from '../../support/given.ts'
import { claimedAs, journalUnderTest, KEPT, order, put } from './journal-under-test.ts'

const marked = (id?: string) =>
  put({ pk: '~backup', sk: 'backup', takenAt: NOON, ...(id && { id }) })
const noted = (id: string) => put(takenBackupRow({ id, takenAt: NOON }))

describe('the journal of a database, where an older copy comes back', () => {
  const { file, journal, owned, shared, closeAll, copyOfFile, putBack, entries } =
    journalUnderTest()

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
      const { restore } = await owned(at)
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
})
