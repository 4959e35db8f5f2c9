/** A fault in a file as one line, so that editors and terminals can lead there. */
import { type Fault, textOf } from '../../campaigns/fault.ts'
import type { FaultWords } from '../../language/faults/fault-words.ts'

/** @example faultLine(fault, words.faults) // 'dormant/campaign.yaml:7: steps.0.after: "soon" is … . Write …' */
export function faultLine(fault: Fault, words: FaultWords): string {
  const { file, line, field } = fault
  const place = line === undefined ? file : `${file}:${line}`
  return words.file.asLine(place, field, textOf(fault, words))
}
