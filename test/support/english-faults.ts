/** What a check reports, as a reader of English sees it. */
import { type Fault, textOf } from '../../functions/campaigns/fault.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import type { FaultText } from '../../functions/language/faults/fault-text.ts'
import { zhFaults } from '../../functions/language/zh/faults/words.ts'
import { englishLeft } from './english-left.ts'

/** A fault as it is printed. */
export type EnglishFault = Omit<Fault, 'problem' | 'fix' | 'about'> & FaultText

/**
 * The faults in English. Each is read in Chinese as well, so that no fault which a test brings about
 * is left in English.
 *
 * @throws if one is
 * @example inEnglish(compilation.faults)[0]?.problem // 'name is missing'
 */
export const inEnglish = (faults: readonly Fault[]): readonly EnglishFault[] => {
  const left = faults.flatMap((fault) => {
    const { problem, fix } = textOf(fault, zhFaults)
    return [problem, fix].filter((text) => englishLeft(text) !== undefined)
  })
  if (left.length > 0) throw new Error(`English, or careless Chinese:\n${left.join('\n')}`)
  return faults.map(({ about: _, ...fault }) => ({ ...fault, ...textOf(fault, enFaults) }))
}
