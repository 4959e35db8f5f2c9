/** Everything the command says, in Simplified Chinese. */
import type { CommandWords } from '../../command/command-words.ts'
import { zhFaults } from '../faults/words.ts'
import { zhBackup, zhBackupVerbs } from './backup.ts'
import { zhCampaign, zhCampaignVerbs } from './campaign.ts'
import { zhCodes, zhCodeVerbs } from './codes.ts'
import { zhCommon } from './common.ts'
import { zhContacts, zhContactVerbs } from './contacts.ts'
import { zhCustomer, zhCustomerVerbs } from './customer.ts'
import { zhDeclared, zhDeclareVerbs } from './declared.ts'
import { zhDomain, zhDomainVerbs } from './domain.ts'
import { zhFeed, zhFeedVerbs } from './feed.ts'
import { zhImport, zhImportVerbs } from './import.ts'
import { zhMachine, zhMachineVerbs } from './machine.ts'
import { zhModel, zhModelVerbs } from './model.ts'
import { zhRecommend, zhRecommendVerbs } from './recommend.ts'
import { zhReports, zhReportVerbs } from './reports.ts'
import { zhRestore, zhRestoreVerbs } from './restore.ts'
import { zhSecret, zhSecretVerbs } from './secret.ts'
import { zhShop, zhShopVerbs } from './shop.ts'
import { zhStore, zhStoreVerbs } from './store.ts'
import { zhSuppression, zhSuppressionVerbs } from './suppression.ts'
import { zhUpgrade, zhUpgradeVerbs } from './upgrade.ts'

export const zhCommand: CommandWords = {
  ...zhCommon,
  verbs: {
    ...zhShopVerbs,
    ...zhDeclareVerbs,
    ...zhCampaignVerbs,
    ...zhCodeVerbs,
    ...zhImportVerbs,
    ...zhContactVerbs,
    ...zhFeedVerbs,
    ...zhCustomerVerbs,
    ...zhSuppressionVerbs,
    ...zhRecommendVerbs,
    ...zhDomainVerbs,
    ...zhModelVerbs,
    ...zhReportVerbs,
    ...zhMachineVerbs,
    ...zhBackupVerbs,
    ...zhSecretVerbs,
    ...zhStoreVerbs,
    ...zhUpgradeVerbs,
    ...zhRestoreVerbs,
  },
  shop: zhShop,
  declared: zhDeclared,
  campaign: zhCampaign,
  codes: zhCodes,
  import: zhImport,
  contacts: zhContacts,
  feeds: zhFeed,
  customer: zhCustomer,
  suppression: zhSuppression,
  recommend: zhRecommend,
  domain: zhDomain,
  model: zhModel,
  reports: zhReports,
  machine: zhMachine,
  backup: zhBackup,
  secret: zhSecret,
  store: zhStore,
  upgrade: zhUpgrade,
  restore: zhRestore,
  faults: zhFaults,
}
