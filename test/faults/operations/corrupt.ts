/** A page of the database is damaged; the file is put back from a copy. */
import { execFile } from 'node:child_process'
import { closeSync, copyFileSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Scenario } from './scenario.ts'
import { judged, postEach, startServer, untilMailed } from './server.ts'

const REKINDLE = fileURLToPath(new URL('../../../functions/cli/rekindle.ts', import.meta.url))
const PAGE_BYTES = 4_096

export const corrupt: Scenario = {
  name: 'a page of the database is damaged',
  async run(folder) {
    const file = join(folder, 'shop.sqlite')
    const first = await startServer(file)
    const ids = Array.from({ length: 200 }, (_, i) => `before-${i}`)
    const before = await postEach(first, ids)
    await untilMailed(file, before.accepted)
    await first.end('SIGTERM')
    const copy = join(folder, 'copy.sqlite')
    copyFileSync(file, copy)
    damagePagesOf(file, 'customer-before-77')
    const wrong: string[] = []
    // Rows that every start reads may be on such a page, or found through it: then none starts.
    const second = await startServer(file).catch(() => undefined)
    if (second) {
      const { refused } = await postEach(second, ['before-77', 'other-1', 'other-2'])
      const answer = refused.get('before-77')
      if (answer?.status !== 503 || answer.cause !== 'corrupt')
        wrong.push(`a purchase on the damaged page is answered ${JSON.stringify(answer)}`)
      const state = await second.health()
      if (state.cause !== 'corrupt') wrong.push(`/health says ${JSON.stringify(state)}`)
      if (!second.logged.some(({ problem }) => problem?.startsWith('SQLITE_CORRUPT')))
        wrong.push('the log does not name the damage')
      await second.end('SIGKILL')
    }
    const checked = await storeCheck(file)
    if (checked.code !== 1 || !/malformed|CORRUPT|invalid page/i.test(checked.said))
      wrong.push(`store check ends with ${checked.code}: ${checked.said.slice(0, 200)}`)
    // The log belongs to the damaged file.
    for (const end of ['-wal', '-shm']) copyOver(`${file}${end}`)
    copyFileSync(copy, file)
    const third = await startServer(file)
    await third.end('SIGTERM')
    return { ...(await judged(file, before.accepted, wrong)), kills: 1 }
  },
}

/** Of each page with the text, row or index, the header is overwritten: nothing on it is found. */
function damagePagesOf(file: string, text: string): void {
  const bytes = readFileSync(file)
  const opened = openSync(file, 'r+')
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    const page = Math.floor(at / PAGE_BYTES) * PAGE_BYTES
    writeSync(opened, Buffer.alloc(8, 0xff), 0, 8, page)
  }
  closeSync(opened)
}

function copyOver(path: string): void {
  try {
    writeSync(openSync(path, 'w'), '')
  } catch {
    // There was none.
  }
}

const storeCheck = (file: string) =>
  new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    execFile(process.execPath, [REKINDLE, 'store', 'check', '--db', file], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    )
  })
