/** Everything that can be wrong in a file, in English. */
import type { FaultWords } from '../../faults/fault-words.ts'
import { enBrandFaults } from './brand.ts'
import { enCampaignFaults } from './campaign.ts'
import { enConditionFaults } from './conditions.ts'
import { enCustomerFaults } from './customers.ts'
import { enDeclarationFaults } from './declarations.ts'
import { enFeedFaults } from './feed.ts'
import { enFieldFixes } from './fields.ts'
import { enFileFaults } from './file.ts'
import { enForeignFaults } from './foreign.ts'
import { enLiquidFaults } from './liquid.ts'
import { enMailFaults } from './mail.ts'
import { enMappingFaults } from './mapping.ts'
import { enMjmlFaults } from './mjml.ts'
import { enNameFaults } from './names.ts'
import { enPolicyFaults } from './policy.ts'
import { enRecordFaults } from './record.ts'
import { enRowFaults } from './row.ts'
import { enStartFaults } from './starts.ts'

export const enFaults: FaultWords = {
  file: enFileFaults,
  mapping: enMappingFaults,
  rows: enRowFaults,
  records: enRecordFaults,
  feed: enFeedFaults,
  policy: enPolicyFaults,
  declarations: enDeclarationFaults,
  brand: enBrandFaults,
  fields: enFieldFixes,
  campaign: enCampaignFaults,
  starts: enStartFaults,
  conditions: enConditionFaults,
  customers: enCustomerFaults,
  mjml: enMjmlFaults,
  mail: enMailFaults,
  foreign: enForeignFaults,
  liquid: enLiquidFaults,
  names: enNameFaults,
}
