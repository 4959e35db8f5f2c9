import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  INBOX,
  MANIFEST,
  type Manifest,
  manifestText,
  ROWS,
  SEALED,
} from '../../../functions/runtimes/one-machine/sqlite/backup/manifest.ts'
import {
  restoreBackup,
  restoredJournalOf,
} from '../../../functions/runtimes/one-machine/sqlite/backup/restore-backup.ts'
import {
  type BackupOptions,
  takeBackup,
} from '../../../functions/runtimes/one-machine/sqlite/backup/take-backup.ts'
import { verifyBackup } from '../../../functions/runtimes/one-machine/sqlite/backup/verify-backup.ts'
import { openRowsForReading } from '../../../functions/runtimes/one-machine/sqlite/rows-for-reading.ts'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
import { loadBackupMark } from '../../../functions/store/backup-mark.ts'
import { NOON } from '../../support/given.ts'
import { aStore, CUSTOMERS, MAILS, PASSPHRASE } from './a-store.ts'

let folder: string
let file: string
let whole: string
let manifest: Manifest

const at = (name: string): string => join(folder, name)
const take = (to: string, more: Partial<BackupOptions> = {}): Promise<Manifest> =>
  takeBackup({ file, to, passphrase: PASSPHRASE, version: '1.2.3', now: () => NOON, ...more })
const verify = (backup: string, passphrase = PASSPHRASE) =>
  verifyBackup(backup, async () => passphrase)
const restore = (from: string, to: string, passphrase = PASSPHRASE) =>
  restoreBackup({ from, file: to, passphrase: async () => passphrase })
const failing = (fault: object) =>
  expect.objectContaining({ fault: expect.objectContaining(fault) })

let copies = 0
/** A copy of the backup that a test may damage. */
function aCopy(): string {
  const copy = at(`copy-${++copies}`)
  cpSync(whole, copy, { recursive: true })
  return copy
}

let places = 0
/** Where nothing is yet. */
function aPlace(): { readonly place: string; readonly target: string } {
  const place = at(`place-${++places}`)
  mkdirSync(place)
  return { place, target: join(place, 'shop.sqlite') }
}

beforeAll(async () => {
  ;({ folder, file } = await aStore())
  whole = at('whole')
  manifest = await take(whole)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a backup', () => {
  it('reports what it holds', () => {
    expect(manifest).toMatchObject({
      rekindle: '1.2.3',
      schemaVersion: 3,
      takenAt: '2026-01-01T12:00:00.000Z',
      clock: '2026-01-01T12:00:00.000Z',
      secret: { stored: 'sealed' },
      customers: CUSTOMERS,
      mails: MAILS,
      rows: { order: CUSTOMERS, 'shop/shop': 1, '~backup': 1, '~shops': 1 },
    })
    expect(manifest.files.map(({ name }) => name)).toEqual([ROWS, INBOX, SEALED])
  })

  it('leaves a store that no server works on as it was', () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('shop.sqlite'))
    expect(names.sort()).toEqual([
      'shop.sqlite',
      'shop.sqlite.clock',
      'shop.sqlite.inbox',
      'shop.sqlite.secret',
    ])
  })

  it('holds the secret only sealed', () => {
    const secret = readFileSync(`${file}.secret`, 'utf8')
    for (const name of readdirSync(whole))
      expect(readFileSync(join(whole, name), 'latin1')).not.toContain(secret)
  })

  it('is the same however often it is verified', async () => {
    const before = readdirSync(whole)
    expect((await verify(whole)).manifest).toEqual(manifest)
    expect((await verify(whole)).manifest).toEqual(manifest)
    expect(readdirSync(whole)).toEqual(before)
  })

  it('overwrites nothing, not even an empty folder', async () => {
    mkdirSync(at('empty'))
    await expect(take(at('empty'))).rejects.toEqual(failing({ kind: 'exists', path: at('empty') }))
    await expect(take(whole)).rejects.toEqual(failing({ kind: 'exists', path: whole }))
    expect(readdirSync(at('empty'))).toEqual([])
  })

  it('leaves nothing where it cannot be written or is stopped', async () => {
    const before = readdirSync(folder)
    await expect(take(at('missing/backup'))).rejects.toThrow('no-folder')
    const stopping = new AbortController()
    const stopped = take(at('stopped'), {
      signal: stopping.signal,
      onProgress: () => stopping.abort(),
    })
    await expect(stopped).rejects.toEqual(failing({ kind: 'stopped' }))
    expect(readdirSync(folder)).toEqual(before)
  })

  it('is not taken of a file that is not a store, or that a later version wrote', async () => {
    const [other, later] = [at('other.sqlite'), at('later.sqlite')]
    for (const [path, version] of [
      [other, 0],
      [later, 99],
    ] as const) {
      const sqlite = new DatabaseSync(path)
      sqlite.exec(`CREATE TABLE rows (pk, sk, body); PRAGMA user_version = ${version}`)
      sqlite.close()
    }
    const left = { passphrase: undefined }
    await expect(take(at('b-other'), { file: other, ...left })).rejects.toEqual(
      failing({ kind: 'not-a-store' }),
    )
    await expect(take(at('b-later'), { file: later, ...left })).rejects.toEqual(
      failing({ kind: 'newer-database', version: 99 }),
    )
  })

  it('is not taken of a damaged store as if it were whole', async () => {
    const damaged = at('damaged.sqlite')
    copyFileSync(file, damaged)
    copyFileSync(`${file}.secret`, `${damaged}.secret`)
    const bytes = readFileSync(damaged)
    const [page, pages] = [4_096, bytes.length / 4_096]
    bytes.fill(0x5a, (pages - 3) * page, (pages - 1) * page)
    writeFileSync(damaged, bytes)
    await expect(take(at('of-damaged'), { file: damaged })).rejects.toThrow()
    expect(existsSync(at('of-damaged'))).toBe(false)
  })

  it('says so if the secret is missing, rather than leaving it out', async () => {
    const lonely = at('lonely.sqlite')
    copyFileSync(file, lonely)
    await expect(take(at('of-lonely'), { file: lonely })).rejects.toEqual(
      failing({ kind: 'secret-missing', file: `${lonely}.secret` }),
    )
    const taken = await take(at('of-lonely'), { file: lonely, passphrase: undefined })
    expect(taken.secret).toEqual({ stored: 'left-out', fingerprint: null })
    expect(existsSync(`${lonely}.secret`)).toBe(false)
  })
})

describe('a damaged backup', () => {
  it.each([ROWS, INBOX, SEALED, MANIFEST])('is found by any changed byte of %s', async (name) => {
    const copy = aCopy()
    const bytes = readFileSync(join(copy, name))
    const step = Math.ceil(bytes.length / 12)
    for (let place = 0; place < bytes.length; place += step) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      writeFileSync(join(copy, name), changed)
      await expect(verify(copy), `byte ${place}`).rejects.toEqual(
        failing({ kind: 'file-damaged', name }),
      )
    }
  })

  it.each([ROWS, INBOX, SEALED])('is found where %s is cut short or missing', async (name) => {
    const copy = aCopy()
    truncateSync(join(copy, name), statSync(join(copy, name)).size - 1)
    await expect(verify(copy)).rejects.toEqual(failing({ kind: 'file-damaged', name }))
    unlinkSync(join(copy, name))
    await expect(verify(copy)).rejects.toEqual(failing({ kind: 'file-missing', name }))
  })

  it('is found if the instant in the manifest is changed', async () => {
    const copy = aCopy()
    const text = readFileSync(join(copy, MANIFEST), 'utf8')
    writeFileSync(join(copy, MANIFEST), text.replace('2026-01-01T12', '2026-01-01T13'))
    await expect(verify(copy)).rejects.toEqual(failing({ kind: 'file-damaged', name: MANIFEST }))
  })

  it('is found if the manifest counts other rows than there are', async () => {
    const copy = aCopy()
    writeFileSync(join(copy, MANIFEST), manifestText({ ...manifest, customers: CUSTOMERS + 1 }))
    await expect(verify(copy)).rejects.toEqual(failing({ kind: 'file-damaged', name: ROWS }))
  })

  it('is not restored, not even in part', async () => {
    const copy = aCopy()
    unlinkSync(join(copy, INBOX))
    const { place, target } = aPlace()
    await expect(restore(copy, target)).rejects.toEqual(failing({ kind: 'file-missing' }))
    expect(readdirSync(place)).toEqual([])
  })
})

describe('a folder that is not a backup', () => {
  it('is recognized, and so is a backup of a later version', async () => {
    await expect(verify(at('nowhere'))).rejects.toEqual(failing({ kind: 'not-a-backup' }))
    await expect(verify(file)).rejects.toEqual(failing({ kind: 'not-a-backup' }))
    const copy = aCopy()
    writeFileSync(join(copy, MANIFEST), '{"format": 2}')
    await expect(verify(copy)).rejects.toEqual(failing({ kind: 'newer-backup' }))
  })
})

describe('a restore', () => {
  it('makes the store as it was, with its secret and its time', async () => {
    const { place, target } = aPlace()
    expect(await restore(whole, target)).toEqual(manifest)
    expect(readdirSync(place).sort()).toEqual([
      'shop.sqlite',
      'shop.sqlite.clock',
      'shop.sqlite.inbox',
      'shop.sqlite.secret',
    ])
    expect(readFileSync(`${target}.secret`)).toEqual(readFileSync(`${file}.secret`))
    expect(statSync(`${target}.clock`).mtimeMs).toBeCloseTo(NOON, 0)
    if (process.platform !== 'win32')
      for (const name of readdirSync(place))
        expect(statSync(join(place, name)).mode & 0o777).toBe(0o600)
  })

  it('says where its server will look for the journal, which may be on another disk', async () => {
    const { place, target } = aPlace()
    await restore(whole, target)
    expect(restoredJournalOf(target)).toBe(`${target}.journal`)
    const elsewhere = join(place, 'other.journal')
    await (await sqliteEngine.open(target, () => NOON, elsewhere)).close()
    await take(at('elsewhere'), { file: target })
    const { target: again } = aPlace()
    await restore(at('elsewhere'), again)
    expect(restoredJournalOf(again)).toBe(elsewhere)
  })

  it('marks the store with the instant of the backup, also if its file is only copied', async () => {
    for (const rows of [join(whole, ROWS), join(aCopy(), ROWS)]) {
      const { table, close } = openRowsForReading({ file: rows })
      expect(await loadBackupMark(table)).toMatchObject({ takenAt: NOON })
      close()
    }
  })

  it('keeps the instant of the first backup if a restored store is backed up before it is served', async () => {
    const { target } = aPlace()
    await restore(whole, target)
    await take(at('second'), { file: target, now: () => NOON + 1_000 })
    const { table, close } = openRowsForReading({ file: join(at('second'), ROWS) })
    expect(await loadBackupMark(table)).toMatchObject({ takenAt: NOON })
    close()
  })

  it('has an instant of its own once the restore before it has begun', async () => {
    const { target } = aPlace()
    await restore(whole, target)
    const engine = await sqliteEngine.open(target, () => NOON + 500)
    expect(engine.restore?.noticed).toMatchObject({ takenAt: NOON, covered: false })
    await engine.close()
    await take(at('third'), { file: target, now: () => NOON + 1_000 })
    const { table, close } = openRowsForReading({ file: join(at('third'), ROWS) })
    expect(await loadBackupMark(table)).toMatchObject({ takenAt: NOON + 1_000 })
    close()
  })

  it('opens the secret with its passphrase only', async () => {
    const { place, target } = aPlace()
    await expect(restore(whole, target, `${PASSPHRASE}x`)).rejects.toEqual(
      failing({ kind: 'wrong-passphrase' }),
    )
    expect(readdirSync(place)).toEqual([])
  })

  it.each(['', '-wal', '-journal', '.inbox', '.inbox-wal', '.clock', '.secret'])(
    'overwrites nothing: shop.sqlite%s',
    async (end) => {
      const { place, target } = aPlace()
      writeFileSync(target + end, 'of an earlier store, which may be a secret')
      await expect(restore(whole, target)).rejects.toEqual(
        failing({ kind: 'exists', path: target + end }),
      )
      expect(readdirSync(place)).toEqual([`shop.sqlite${end}`])
    },
  )

  it('of a backup without its secret needs that secret next to the new file', async () => {
    const without = at('without-secret')
    const taken = await take(without, { passphrase: undefined })
    expect(taken.secret.stored).toBe('left-out')
    expect(readdirSync(without)).not.toContain(SEALED)
    const { place, target } = aPlace()
    await expect(restore(without, target)).rejects.toEqual(failing({ kind: 'secret-needed' }))
    writeFileSync(`${target}.secret`, 'another secret of thirty-two bytes or more')
    await expect(restore(without, target)).rejects.toEqual(failing({ kind: 'other-secret' }))
    expect(readdirSync(place)).toEqual(['shop.sqlite.secret'])
    copyFileSync(`${file}.secret`, `${target}.secret`)
    await restore(without, target)
    expect(readdirSync(place)).toContain('shop.sqlite')
  })

  it('makes the folder of the store where there is none', async () => {
    const { place } = aPlace()
    await restore(whole, join(place, 'new', 'shop', 'shop.sqlite'))
    expect(readdirSync(join(place, 'new', 'shop'))).toContain('shop.sqlite')
  })

  it('takes back what it made if it cannot finish', async () => {
    const { place } = aPlace()
    const longest = `${'x'.repeat(250)}.db`
    await expect(restore(whole, join(place, longest))).rejects.toThrow('ENAMETOOLONG')
    await expect(restore(whole, join(place, 'new', longest))).rejects.toThrow('ENAMETOOLONG')
    expect(readdirSync(place)).toEqual([])
  })
})
