/** A server is started on a file, then in a folder, that its user may not write. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Scenario } from './scenario.ts'
import { judged, postEach, startServer, untilMailed } from './server.ts'

const REKINDLE = fileURLToPath(new URL('../../../functions/cli/rekindle.ts', import.meta.url))
/** Root may write anything, so that the server runs as another user. */
const NOBODY = 65_534
const ENDS_WITHIN_MS = 20_000

export const readOnly: Scenario = {
  name: 'the file or its folder is read-only',
  async run(folder) {
    const file = join(folder, 'shop.sqlite')
    const first = await startServer(file)
    const before = await postEach(first, ['before-1', 'before-2', 'before-3'])
    await untilMailed(file, before.accepted)
    await first.end('SIGTERM')
    const isRoot = process.getuid?.() === 0
    if (isRoot) giveTo(NOBODY, folder)
    const wrong: string[] = []
    const modes = [
      ['the file', file, 0o400, 0o600],
      ['the folder', folder, 0o500, 0o700],
    ] as const
    for (const [what, path, without, usual] of modes) {
      chmodSync(path, without)
      const { code, said } = await served(file, isRoot)
      chmodSync(path, usual)
      if (code === 0 || code === null) wrong.push(`with ${what} read-only it ends with ${code}`)
      if (!/is read-only/.test(said))
        wrong.push(`with ${what} read-only it says: ${said.slice(0, 300)}`)
    }
    if (isRoot) giveTo(0, folder)
    const again = await startServer(file)
    const after = await postEach(again, ['after-1'])
    const accepted = new Set([...before.accepted, ...after.accepted])
    await untilMailed(file, accepted)
    await again.end('SIGTERM')
    return judged(file, accepted, wrong)
  },
}

function giveTo(user: number, folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name))
  for (const each of [folder, ...files]) chownSync(each, user, user)
}

/** `rekindle serve` until it ends, which it must do at once. */
async function served(file: string, isRoot: boolean) {
  const command = [process.execPath, REKINDLE, 'serve', '--db', file, '--port', '0']
  const as = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  const [program = '', ...args] = isRoot ? [...as, ...command] : command
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const late = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearTimeout(late)
  return { code, said }
}
