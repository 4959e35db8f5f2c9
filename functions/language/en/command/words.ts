/** Everything the command says, in English. */
import type { CommandWords } from '../../command/command-words.ts'
import { enFaults } from '../faults/words.ts'
import { enBackup, enBackupVerbs } from './backup.ts'
import { enCampaign, enCampaignVerbs } from './campaign.ts'
import { enCodes, enCodeVerbs } from './codes.ts'
import { enCommon } from './common.ts'
import { enContacts, enContactVerbs } from './contacts.ts'
import { enCustomer, enCustomerVerbs } from './customer.ts'
import { enDeclared, enDeclareVerbs } from './declared.ts'
import { enDomain, enDomainVerbs } from './domain.ts'
import { enFeed, enFeedVerbs } from './feed.ts'
import { enImport, enImportVerbs } from './import.ts'
import { enMachine, enMachineVerbs } from './machine.ts'
import { enModel, enModelVerbs } from './model.ts'
import { enRecommend, enRecommendVerbs } from './recommend.ts'
import { enReports, enReportVerbs } from './reports.ts'
import { enRestore, enRestoreVerbs } from './restore.ts'
import { enSecret, enSecretVerbs } from './secret.ts'
import { enShop, enShopVerbs } from './shop.ts'
import { enStore, enStoreVerbs } from './store.ts'
import { enSuppression, enSuppressionVerbs } from './suppression.ts'
import { enUpgrade, enUpgradeVerbs } from './upgrade.ts'

export const enCommand: CommandWords = {
  ...enCommon,
  verbs: {
    ...enShopVerbs,
    ...enDeclareVerbs,
    ...enCampaignVerbs,
    ...enCodeVerbs,
    ...enImportVerbs,
    ...enContactVerbs,
    ...enFeedVerbs,
    ...enCustomerVerbs,
    ...enSuppressionVerbs,
    ...enRecommendVerbs,
    ...enDomainVerbs,
    ...enModelVerbs,
    ...enReportVerbs,
    ...enMachineVerbs,
    ...enBackupVerbs,
    ...enSecretVerbs,
    ...enStoreVerbs,
    ...enUpgradeVerbs,
    ...enRestoreVerbs,
  },
  shop: enShop,
  declared: enDeclared,
  campaign: enCampaign,
  codes: enCodes,
  import: enImport,
  contacts: enContacts,
  feeds: enFeed,
  customer: enCustomer,
  suppression: enSuppression,
  recommend: enRecommend,
  domain: enDomain,
  model: enModel,
  reports: enReports,
  machine: enMachine,
  backup: enBackup,
  secret: enSecret,
  store: enStore,
  upgrade: enUpgrade,
  restore: enRestore,
  faults: enFaults,
}
