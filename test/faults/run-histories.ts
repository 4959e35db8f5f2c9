/**
 * The property of one person under several ids, over many more histories than the tests live
 * through: test/pipeline/identity/any-arrival.test.ts.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const HISTORIES = 300

/** @returns whether it holds */
export async function runHistories(): Promise<boolean> {
  const tests = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'test/pipeline/identity/any-arrival.test.ts'],
    { stdio: 'inherit', env: { ...process.env, REKINDLE_HISTORIES: String(HISTORIES) } },
  )
  const [code] = await once(tests, 'exit')
  process.stdout.write(`${HISTORIES} histories of one person under several ids on each engine\n`)
  return code === 0
}
