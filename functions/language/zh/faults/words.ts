/** Everything that can be wrong in a file, in Simplified Chinese. */
import type { FaultWords } from '../../faults/fault-words.ts'
import { zhBrandFaults } from './brand.ts'
import { zhCampaignFaults } from './campaign.ts'
import { zhConditionFaults } from './conditions.ts'
import { zhCustomerFaults } from './customers.ts'
import { zhDeclarationFaults } from './declarations.ts'
import { zhFeedFaults } from './feed.ts'
import { zhFieldFixes } from './fields.ts'
import { zhFileFaults } from './file.ts'
import { zhForeignFaults } from './foreign.ts'
import { zhLiquidFaults } from './liquid.ts'
import { zhMailFaults } from './mail.ts'
import { zhMappingFaults } from './mapping.ts'
import { zhMjmlFaults } from './mjml.ts'
import { zhNameFaults } from './names.ts'
import { zhPolicyFaults } from './policy.ts'
import { zhRecordFaults } from './record.ts'
import { zhRowFaults } from './row.ts'
import { zhStartFaults } from './starts.ts'

export const zhFaults: FaultWords = {
  file: zhFileFaults,
  mapping: zhMappingFaults,
  rows: zhRowFaults,
  records: zhRecordFaults,
  feed: zhFeedFaults,
  policy: zhPolicyFaults,
  declarations: zhDeclarationFaults,
  brand: zhBrandFaults,
  fields: zhFieldFixes,
  campaign: zhCampaignFaults,
  starts: zhStartFaults,
  conditions: zhConditionFaults,
  customers: zhCustomerFaults,
  mjml: zhMjmlFaults,
  mail: zhMailFaults,
  foreign: zhForeignFaults,
  liquid: zhLiquidFaults,
  names: zhNameFaults,
}
