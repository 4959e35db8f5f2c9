/** What a check reports, as a reader of English sees it. */
import { type Fault, textOf } from '../../functions/campaigns/fault.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import type { FaultText } from '../../functions/language/faults/fault-text.ts'

/** A fault as it is printed. */
export type EnglishFault = Omit<Fault, 'problem' | 'fix'> & FaultText

/** @example inEnglish(compilation.faults)[0]?.problem // 'name is missing' */
export const inEnglish = (faults: readonly Fault[]): readonly EnglishFault[] =>
  faults.map((fault) => ({ ...fault, ...textOf(fault, enFaults) }))
