import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loseTheDisk } from '../../support/lost-disk.ts'

describe('a shop that lost its disk', () => {
  it.each([
    ['with the journal', 'next-to-it'],
    ['without any', 'lost'],
  ] as const)('mails nothing twice, and no customer who left, %s', async (_what, journal) => {
    const folder = mkdtempSync(join(tmpdir(), 'rekindle-lost-disk-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const aftermath = await loseTheDisk(folder, { journal, comesBack: 'by-restore' })
    expect(aftermath).toMatchObject({ twice: [], toOptedOut: [], neverSent: [], missing: [] })
    expect(aftermath.sent).toBeGreaterThan(15)
  })
})
