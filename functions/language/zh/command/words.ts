/** Everything the command says, in Simplified Chinese. */
import type { CommandWords } from '../../command/command-words.ts'
import { zhCommon } from './common.ts'
import { zhMachine, zhMachineVerbs } from './machine.ts'
import { zhReports, zhReportVerbs } from './reports.ts'
import { zhShop, zhShopVerbs } from './shop.ts'

export const zhCommand: CommandWords = {
  ...zhCommon,
  verbs: { ...zhShopVerbs, ...zhReportVerbs, ...zhMachineVerbs },
  shop: zhShop,
  reports: zhReports,
  machine: zhMachine,
}
