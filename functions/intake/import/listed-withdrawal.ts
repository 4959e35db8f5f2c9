/**
 * How a withdrawal of an import shows that the mapping listed its value: in its evidence. Earlier builds
 * stored one for each value that did not grant, such as an unticked box, and no such evidence.
 */
import type { ConsentFact } from '../../domain/consent.ts'
import { quotedCell } from './import-fault.ts'

const LISTED = 'under consent.withdrawn'
/** With the value, below what the API takes as evidence. */
const LONGEST_EVIDENCE = 400

/** @example listedEvidence('unsubscribed', 'export of May') // 'export of May; "unsubscribed" under consent.withdrawn' */
export const listedEvidence = (value: string, evidence?: string): string =>
  [
    ...(evidence ? [evidence.slice(0, LONGEST_EVIDENCE)] : []),
    `${quotedCell(value)} ${LISTED}`,
  ].join('; ')

export const isListed = ({ evidence }: Pick<ConsentFact, 'evidence'>): boolean =>
  evidence?.endsWith(LISTED) === true
