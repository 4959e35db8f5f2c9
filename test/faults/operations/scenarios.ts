/** Every scenario of an operation; each is a file of its own. */
import { corrupt } from './corrupt.ts'
import { descriptors } from './descriptors.ts'
import { diskFull } from './disk-full.ts'
import { locked } from './locked.ts'
import { LOST_DISK } from './lost-disk.ts'
import { readOnly } from './read-only.ts'
import type { Scenario } from './scenario.ts'
import { secretFile } from './secret-file.ts'
import { secretRotation } from './secret-rotation.ts'
import { killedUpgrade, otherRulesUpgrade } from './upgrade.ts'

export const SCENARIOS: readonly Scenario[] = [
  secretFile,
  secretRotation,
  locked,
  diskFull,
  readOnly,
  descriptors,
  corrupt,
  killedUpgrade,
  otherRulesUpgrade,
  ...LOST_DISK,
]
