import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteEngine } from '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'

const IN_USE = { fault: { kind: 'database-in-use' } }

describe('a store that is opened through a link', () => {
  let folder: string
  const path = (name: string) => join(folder, name)
  const open = (file: string) => sqliteEngine.open(file, () => Date.now())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-link-'))
    mkdirSync(path('data'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is refused to a second server, whether the file or its folder is linked', async () => {
    symlinkSync(path('data'), path('folder'))
    symlinkSync(path('data/shop.sqlite'), path('link.sqlite'))
    symlinkSync('link.sqlite', path('link-to-link.sqlite'))
    const owner = await open(path('data/shop.sqlite'))
    for (const link of ['folder/shop.sqlite', 'link.sqlite', 'link-to-link.sqlite'])
      await expect(open(path(link))).rejects.toMatchObject(IN_USE)
    await owner.close()
  })

  it('is refused under every name while it has two, for neither shows the lock of the other', async () => {
    await (await open(path('data/shop.sqlite'))).close()
    linkSync(path('data/shop.sqlite'), path('other.sqlite'))
    for (const file of ['other.sqlite', 'data/shop.sqlite']) {
      const refused = { fault: { kind: 'database-has-two-names', file: path(file) } }
      await expect(open(path(file))).rejects.toMatchObject(refused)
      await expect(sqliteEngine.openShared(path(file))).rejects.toMatchObject(refused)
    }
    expect(existsSync(path('other.sqlite.lock'))).toBe(false)
    rmSync(path('other.sqlite'))
    await (await open(path('data/shop.sqlite'))).close()
  })

  it('has its secret, clock and inbox where the file is, also if the file is yet to be made', async () => {
    symlinkSync(path('data/shop.sqlite'), path('link.sqlite'))
    const through = await open(path('link.sqlite'))
    const hash = through.secret.addressHash('lin@example.com')
    await expect(open(path('data/shop.sqlite'))).rejects.toMatchObject(IN_USE)
    await through.close()
    const direct = await open(path('data/shop.sqlite'))
    expect(direct.secret.addressHash('lin@example.com')).toBe(hash)
    await direct.close()
    for (const end of ['.secret', '.clock', '.inbox']) {
      expect(existsSync(path(`data/shop.sqlite${end}`))).toBe(true)
      expect(existsSync(path(`link.sqlite${end}`))).toBe(false)
    }
  })

  it('is refused where an older version left the secret next to the link', async () => {
    await (await open(path('data/shop.sqlite'))).close()
    rmSync(path('data/shop.sqlite.secret'))
    symlinkSync(path('data/shop.sqlite'), path('link.sqlite'))
    writeFileSync(path('link.sqlite.secret'), 'x'.repeat(43))
    await expect(open(path('link.sqlite'))).rejects.toMatchObject({
      fault: { kind: 'secret-at-link', secret: path('link.sqlite.secret') },
    })
    expect(existsSync(path('data/shop.sqlite.secret'))).toBe(false)
  })
})
