import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOrMakeSecret } from '../../functions/runtimes/one-machine/sqlite/secret-file.ts'

describe('the secret next to a database', () => {
  let folder: string
  let db: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-secret-'))
    db = join(folder, 'shop.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is made once, whole and for its owner alone, and stays the same', () => {
    const made = loadOrMakeSecret(db).addressHash('li@example.com')
    expect(readdirSync(folder)).toEqual(['shop.sqlite.secret'])
    expect(readFileSync(`${db}.secret`, 'utf8')).toMatch(/^[A-Za-z0-9_-]{43}$/)
    if (process.platform !== 'win32') expect(statSync(`${db}.secret`).mode & 0o777).toBe(0o600)
    expect(loadOrMakeSecret(db).addressHash('li@example.com')).toBe(made)
  })

  it.each(['', '  \n', 'only a part of it'])('that holds "%s" is not overwritten', (kept) => {
    writeFileSync(`${db}.secret`, kept)
    expect(() => loadOrMakeSecret(db)).toThrow(
      expect.objectContaining({ fault: { kind: 'secret-incomplete', file: `${db}.secret` } }),
    )
    expect(readFileSync(`${db}.secret`, 'utf8')).toBe(kept)
  })
})
