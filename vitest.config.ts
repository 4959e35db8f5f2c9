import { defineConfig } from 'vitest/config'
import { countReporter } from './test/support/count-reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Left to itself it keeps one core free, which on a machine of two is half of them.
    maxWorkers: '100%',
    reporters: ['default', countReporter],
  },
})
