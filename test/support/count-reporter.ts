/** Closes a run with its count alone on a line: `N passed, N failed, N skipped`. */
import type { Reporter, TestModule } from 'vitest/node'

export const countReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], unhandled) {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        const { state } = test.result()
        if (state !== 'pending') count[state] += 1
      }
      // A file that could not be loaded, or whose set-up failed, has tests that never ran.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed'))
        count.failed += 1
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`)
  },
}
