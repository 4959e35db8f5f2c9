/** Every scenario of an operation; each is a file of its own. */
import type { Scenario } from './scenario.ts'
import { secretFile } from './secret-file.ts'
import { secretRotation } from './secret-rotation.ts'
import { killedUpgrade, otherRulesUpgrade } from './upgrade.ts'

export const SCENARIOS: readonly Scenario[] = [
  secretFile,
  secretRotation,
  killedUpgrade,
  otherRulesUpgrade,
]
