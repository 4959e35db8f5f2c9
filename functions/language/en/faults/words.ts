/** Everything that can be wrong in a file, in English. */
import type { FaultWords } from '../../faults/fault-words.ts'
import { enFeedFaults } from './feed.ts'
import { enFieldFixes } from './fields.ts'
import { enFileFaults } from './file.ts'
import { enMappingFaults } from './mapping.ts'
import { enPolicyFaults } from './policy.ts'
import { enRecordFaults } from './record.ts'
import { enRowFaults } from './row.ts'

export const enFaults: FaultWords = {
  file: enFileFaults,
  mapping: enMappingFaults,
  rows: enRowFaults,
  records: enRecordFaults,
  feed: enFeedFaults,
  policy: enPolicyFaults,
  fields: enFieldFixes,
}
