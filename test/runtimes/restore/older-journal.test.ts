import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { restoreBackup } from '../../../functions/runtimes/one-machine/sqlite/backup/restore-backup.ts'
import { takeBackup } from '../../../functions/runtimes/one-machine/sqlite/backup/take-backup.ts'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { NOON } from '../../support/given.ts'

const now = () => NOON
const left = (nth: number) => {
  const opted = { suppression: { reason: 'complaint', at: NOON }, softBounces: [], slots: [] }
  return { put: { pk: `~address/h-${nth}`, sk: 'tea', version: 1, ...opted } }
}

it('is not taken for the journal of a backup, although it ends at the same number', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-older-journal-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [file, backup] = [join(folder, 'shop.sqlite'), join(folder, 'backup')]
  const older = join(folder, 'older.journal')
  const taken = { file, to: backup, passphrase: undefined, version: '1', now }

  const server = await sqliteEngine.open(file, now)
  await server.table.write([left(1)])
  copyFileSync(`${file}.journal`, older)
  await takeBackup(taken)
  await server.table.write([left(2)])
  await server.close()

  for (const [journal, isProven] of [
    [older, false],
    [`${file}.journal`, true],
  ] as const) {
    const place = join(folder, `restored-${isProven}`)
    const restored = join(place, 'shop.sqlite')
    mkdirSync(place)
    copyFileSync(`${file}.secret`, `${restored}.secret`)
    await restoreBackup({ from: backup, file: restored, passphrase: async () => '' })
    copyFileSync(journal, `${restored}.journal`)
    const { restore, close } = await sqliteEngine.open(restored, now)
    expect(restore?.noticed.covered).toBe(isProven)
    await close()
  }

  // A server that was stopped and is started again has nothing to confirm.
  const { restore, journal, close } = await sqliteEngine.open(file, now)
  expect({ restore, found: journal.found }).toEqual({ restore: undefined, found: 'whole' })
  await close()
})
