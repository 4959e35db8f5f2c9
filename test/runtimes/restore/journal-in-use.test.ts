import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteEngine } from '../../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'

describe('the journal of a server', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekindle-journal-in-use-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const open = (name: string, journal: string) =>
    sqliteEngine.open(join(folder, name), Date.now, join(folder, journal))

  it('is refused to a second server, such as one that tries out a backup', async () => {
    const first = await open('shop.sqlite', 'shop.journal')
    await expect(open('copy.sqlite', 'shop.journal')).rejects.toThrow('journal-in-use')
    await first.close()
    const second = await open('copy.sqlite', 'shop.journal')
    await second.close()
  })

  it('is refused where its folder does not exist, as when its disk is not mounted', async () => {
    await expect(open('shop.sqlite', 'other/shop.journal')).rejects.toThrow(
      'journal-folder-missing',
    )
  })
})
