/** Every scenario of an operation; each is a file of its own. */
import type { Scenario } from './scenario.ts'

export const SCENARIOS: readonly Scenario[] = []
