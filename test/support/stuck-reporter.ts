/**
 * Ends a run in which a test file takes longer than any of them may, and names it: a loop that never
 * ends leaves its process no moment to notice a time limit.
 */
import type { Reporter } from 'vitest/node'

const LONGEST_MS = 8 * 60_000
const LOOK_EVERY_MS = 10_000

/** Since when each file runs. */
const running = new Map<string, number>()

export const stuckReporter: Reporter = {
  onTestRunStart: () => {
    setInterval(endIfStuck, LOOK_EVERY_MS).unref()
  },
  onTestModuleStart: ({ moduleId }) => {
    running.set(moduleId, Date.now())
  },
  onTestModuleEnd: ({ moduleId }) => {
    running.delete(moduleId)
  },
}

function endIfStuck(): void {
  const stuck = [...running].filter(([, since]) => Date.now() - since > LONGEST_MS)
  if (stuck.length === 0) return
  const names = stuck.map(([moduleId]) => moduleId).join(', ')
  process.stdout.write(
    `\nended, because these never did: ${names}\n0 passed, ${stuck.length} failed\n`,
  )
  process.exit(1)
}
