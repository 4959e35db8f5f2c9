import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loseTheDisk } from '../../support/lost-disk.ts'

/** Several starts of a real server, on a machine that may be busy. */
const PATIENCE_MS = 180_000

// The fault suite loses it in every other way.
describe('a shop that lost its disk and not its journal', () => {
  it(
    'mails nothing twice, and no customer who left',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'rekindle-lost-disk-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const loss = { journal: 'next-to-it', comesBack: 'by-restore' } as const
      const aftermath = await loseTheDisk(folder, loss)
      expect(aftermath).toMatchObject({ twice: [], toOptedOut: [], neverSent: [], missing: [] })
      expect(aftermath.sent).toBeGreaterThan(15)
    },
    PATIENCE_MS,
  )
})
