import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { countReporter } from './test/support/count-reporter.ts'
import { stuckReporter } from './test/support/stuck-reporter.ts'

/**
 * Tests of these folders share what their process has loaded, which is most of what they would do:
 * they leave no state in it.
 */
const SHARING = ['campaigns', 'cli', 'console', 'demo', 'domain', 'http', 'infra', 'insight']
  .concat(['intake', 'language', 'pipeline', 'store'])
  .map((folder) => `test/${folder}/**/*.test.ts`)
/** They put something else in the place of a module. */
const WITH_OTHER_MODULES = [
  'test/cli/restore-adopt-run.test.ts',
  'test/intake/purchase-read-once.test.ts',
  'test/pipeline/decisions/decide-customer.test.ts',
]

/** The processes that tests start load the same modules: each is compiled once. */
const env = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/rekindle-compiled'),
}

export default defineConfig({
  test: {
    env,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Left to itself it keeps one core free, which on a machine of two is half of them.
    maxWorkers: '100%',
    reporters: ['default', countReporter, stuckReporter],
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/**/*.test.ts'],
          exclude: SHARING,
        },
      },
      {
        extends: true,
        test: { name: 'with other modules', include: WITH_OTHER_MODULES },
      },
      {
        extends: true,
        test: {
          name: 'sharing',
          include: SHARING,
          exclude: WITH_OTHER_MODULES,
          isolate: false,
          setupFiles: ['test/support/bounded-properties.ts'],
        },
      },
    ],
  },
})
