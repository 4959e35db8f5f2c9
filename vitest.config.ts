import { defineConfig } from 'vitest/config'
import { countReporter } from './test/support/count-reporter.ts'

/**
 * Tests of these folders share what their process has loaded, which is most of what they would do:
 * they have no state outside of a test, and start no process.
 */
const SHARING = ['campaigns', 'console', 'demo', 'domain', 'http', 'infra', 'insight', 'intake']
  .concat(['language', 'pipeline', 'store'])
  .map((folder) => `test/${folder}/**/*.test.ts`)
/** They put something else in the place of a module. */
const WITH_OTHER_MODULES = [
  'test/intake/purchase-read-once.test.ts',
  'test/pipeline/decisions/decide-customer.test.ts',
]

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Left to itself it keeps one core free, which on a machine of two is half of them.
    maxWorkers: '100%',
    reporters: ['default', countReporter],
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
        test: { name: 'sharing', include: SHARING, exclude: WITH_OTHER_MODULES, isolate: false },
      },
    ],
  },
})
