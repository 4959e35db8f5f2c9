import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compactJournal } from '../../../functions/store/journal/compact-journal.ts'
import { readSpan } from '../../../functions/store/journal/journal-file.ts'
import { NOON } from '../../support/given.ts'
import { claimedAs, journalUnderTest, KEPT, order, put } from './journal-under-test.ts'

describe('the journal of a database', () => {
  const { file, journal, owned, shared, closeAll, entries } = journalUnderTest()

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
