/** Everything that can be wrong in a file, in Simplified Chinese. */
import type { FaultWords } from '../../faults/fault-words.ts'
import { zhFeedFaults } from './feed.ts'
import { zhFieldFixes } from './fields.ts'
import { zhFileFaults } from './file.ts'
import { zhMappingFaults } from './mapping.ts'
import { zhPolicyFaults } from './policy.ts'
import { zhRecordFaults } from './record.ts'
import { zhRowFaults } from './row.ts'

export const zhFaults: FaultWords = {
  file: zhFileFaults,
  mapping: zhMappingFaults,
  rows: zhRowFaults,
  records: zhRecordFaults,
  feed: zhFeedFaults,
  policy: zhPolicyFaults,
  fields: zhFieldFixes,
}
