/** Everything that can be wrong in a file, in one shape for every language. */
import type { FieldFixWords } from './field-fix-words.ts'
import type { FileFaultWords } from './file-fault-words.ts'

export type FaultWords = {
  /** Of any YAML or JSON file. */
  readonly file: FileFaultWords
  /** How to fix the fields of campaign.yaml and sample.json. */
  readonly fields: FieldFixWords
}

/** A sentence about a fault, in whichever language it is asked for. */
export type FaultSentence = (words: FaultWords) => string
