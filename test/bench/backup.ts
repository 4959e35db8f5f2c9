/**
 * A backup of a shop of 30,000 customers, each with a purchase and the mail that followed, while
 * purchases are posted at a steady rate; and what their acceptance takes with and without it.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Manifest } from '../../functions/runtimes/one-machine/sqlite/backup/manifest.ts'
import {
  firstPurchase,
  type OneMachineProcess,
  poster,
  startOneMachine,
} from '../support/one-machine.ts'
import { type Figure, percentile } from './figure.ts'
import { BATCHES, run, untilReceived } from './load.ts'

const CUSTOMERS = 30_000
/** More at once, and the server asks to come back. */
const AT_A_TIME = 10_000
const PER_SECOND = 100
const QUIET_MS = 10_000
const REKINDLE = fileURLToPath(new URL('../../functions/cli/rekindle.ts', import.meta.url))

export async function benchBackup(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-bench-'))
  const file = join(folder, 'bench.sqlite')
  const machine = await startOneMachine(file)
  try {
    for (let made = 0; made < CUSTOMERS; made += AT_A_TIME) {
      await run(machine, { ...BATCHES, purchases: AT_A_TIME }, `shop-${made}`)
      await untilReceived(file, made + AT_A_TIME)
    }
    const without = await waitsDuring(machine, 'without', sleep(QUIET_MS))
    const start = performance.now()
    const taking = rekindle(folder, ['backup', 'copy', '--db', file])
    const during = await waitsDuring(machine, 'during', taking)
    const seconds = (performance.now() - start) / 1_000
    const { files } = JSON.parse(await taking) as Manifest
    const restoring = performance.now()
    await rekindle(folder, ['restore', 'copy', '--db', 'restored.sqlite'])
    const restored = (performance.now() - restoring) / 1_000
    const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000
    const rows = (files[0]?.bytes ?? 0) / 1_000_000
    return [
      { what: 'backup of 30,000 customers, verified', value: seconds, unit: 's' },
      { what: 'its size', value: megabytes, unit: 'MB' },
      { what: 'its size without the inbox', value: rows, unit: 'MB' },
      { what: 'restoring it', value: restored, unit: 's' },
      ...([0.5, 0.99] as const).flatMap((share): readonly Figure[] => [
        {
          what: `acceptance, ${share * 100}th percentile`,
          value: percentile(without, share),
          unit: 'ms',
        },
        {
          what: `acceptance during the backup, ${share * 100}th percentile`,
          value: percentile(during, share),
          unit: 'ms',
        },
      ]),
    ]
  } finally {
    await machine.end('SIGTERM')
    rmSync(folder, { recursive: true })
  }
}

async function rekindle(cwd: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, REKINDLE_PASSPHRASE: 'a passphrase for benches' }
  const { stdout } = await promisify(execFile)(process.execPath, [REKINDLE, ...args, '--json'], {
    cwd,
    env,
  })
  return stdout
}

/** Milliseconds from a post to its 2xx until `work` is done, ascending. */
async function waitsDuring(
  machine: OneMachineProcess,
  name: string,
  work: Promise<unknown>,
): Promise<readonly number[]> {
  const { post, close } = poster(machine, 64)
  const waits: number[] = []
  const posts: Promise<void>[] = []
  let isDone = false
  const done = () => {
    isDone = true
  }
  work.then(done, done)
  const start = performance.now()
  for (let i = 0; !isDone; i++) {
    const early = start + (i * 1_000) / PER_SECOND - performance.now()
    if (early > 1) await sleep(early)
    const body = JSON.stringify(firstPurchase(`${name}-${i}`, new Date().toISOString()))
    const posted = performance.now()
    posts.push(post(body).then(() => void waits.push(performance.now() - posted)))
  }
  await Promise.all(posts)
  close()
  return waits.sort((a, b) => a - b)
}
