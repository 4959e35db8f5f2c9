import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  makeSecretFile,
  readKeyFile,
  replaceSecretFile,
} from '../../functions/runtimes/one-machine/sqlite/secret-file.ts'
import { withKeyLine } from '../../functions/store/key-ring.ts'

const KEY = 'k'.repeat(43)

describe('the secret next to a database', () => {
  let folder: string
  let db: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-secret-'))
    db = join(folder, 'shop.sqlite')
    file = `${db}.secret`
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is made once, whole and for its owner alone, and stays the same', () => {
    expect(readKeyFile(db)).toBeUndefined()
    makeSecretFile(db)
    const made = readFileSync(file, 'utf8')
    expect(readdirSync(folder)).toEqual(['shop.sqlite.secret'])
    expect(made).toMatch(/^[A-Za-z0-9_-]{43}$/)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    makeSecretFile(db)
    expect(readFileSync(file, 'utf8')).toBe(made)
  })

  it.each(['', '  \n', 'only a part of it'])('that holds "%s" is incomplete', (kept) => {
    writeFileSync(file, kept)
    expect(() => readKeyFile(db)).toThrow(
      expect.objectContaining({ fault: { kind: 'secret-incomplete', file } }),
    )
    expect(readFileSync(file, 'utf8')).toBe(kept)
  })

  it.skipIf(process.platform === 'win32')(
    'is replaced where it really is, for the readers that it had',
    () => {
      const real = join(folder, 'kept-elsewhere')
      writeFileSync(real, KEY)
      chmodSync(real, 0o640)
      symlinkSync(real, file)
      const isRoot = process.getuid?.() === 0
      if (isRoot) chownSync(real, 65_534, 65_534)
      replaceSecretFile(db, withKeyLine(KEY, 'signing', 2, 's'.repeat(43)))
      expect(lstatSync(file).isSymbolicLink()).toBe(true)
      expect([...(readKeyFile(db)?.signing.keys() ?? [])]).toEqual([1, 2])
      expect(statSync(real)).toMatchObject({
        mode: 0o100_640,
        ...(isRoot && { uid: 65_534, gid: 65_534 }),
      })
      expect(readdirSync(folder)).toHaveLength(2)
    },
  )

  it('that cannot be read is named', () => {
    mkdirSync(file)
    expect(() => readKeyFile(db)).toThrow(
      expect.objectContaining({ fault: { kind: 'secret-unreadable', file, code: 'EISDIR' } }),
    )
  })

  it('holds further keys, of which one that was cut short is named by its line alone', () => {
    writeFileSync(file, KEY)
    replaceSecretFile(db, withKeyLine(KEY, 'signing', 2, 's'.repeat(43)))
    expect([...(readKeyFile(db)?.signing.keys() ?? [])]).toEqual([1, 2])
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20))
    expect(() => readKeyFile(db)).toThrow(
      expect.objectContaining({ fault: { kind: 'secret-line', file, line: 2 } }),
    )
  })
})
