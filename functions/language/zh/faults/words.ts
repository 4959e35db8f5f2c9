/** Everything that can be wrong in a file, in Simplified Chinese. */
import type { FaultWords } from '../../faults/fault-words.ts'
import { zhFieldFixes } from './fields.ts'
import { zhFileFaults } from './file.ts'

export const zhFaults: FaultWords = {
  file: zhFileFaults,
  fields: zhFieldFixes,
}
