/** Everything that can be wrong in a file, in English. */
import type { FaultWords } from '../../faults/fault-words.ts'
import { enFieldFixes } from './fields.ts'
import { enFileFaults } from './file.ts'

export const enFaults: FaultWords = {
  file: enFileFaults,
  fields: enFieldFixes,
}
