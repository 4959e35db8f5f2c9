import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const PROCESS = new URL('../../support/file-limit.ts', import.meta.url).pathname

it('names a limit on the size of files, and claims no mail whose leaving it could not note', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-file-limit-'))
  try {
    const limited = `ulimit -f 400; exec "${process.execPath}" "${PROCESS}" "${folder}/shop.sqlite"`
    const reported = JSON.parse(execFileSync('bash', ['-c', limited], { encoding: 'utf8' }))
    expect(reported).toEqual({
      store: {
        problem: 'SQLITE_IOERR (778): disk I/O error, caused by EFBIG: file too large, write',
        cause: 'disk-full',
      },
      claim: { problem: 'EFBIG: file too large, write', cause: 'disk-full' },
    })
    expect(readdirSync(folder).filter((name) => name.includes('probe'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
