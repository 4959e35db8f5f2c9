/** Everything the command says, in English. */
import type { CommandWords } from '../../command/command-words.ts'
import { enCommon } from './common.ts'
import { enMachine, enMachineVerbs } from './machine.ts'
import { enReports, enReportVerbs } from './reports.ts'
import { enShop, enShopVerbs } from './shop.ts'

export const enCommand: CommandWords = {
  ...enCommon,
  verbs: { ...enShopVerbs, ...enReportVerbs, ...enMachineVerbs },
  shop: enShop,
  reports: enReports,
  machine: enMachine,
}
