/** Everything that can be wrong in a file, in one shape for every language. */
import type { FeedFaultWords } from './feed-fault-words.ts'
import type { FieldFixWords } from './field-fix-words.ts'
import type { FileFaultWords } from './file-fault-words.ts'
import type { MappingFaultWords } from './mapping-fault-words.ts'
import type { PolicyFaultWords } from './policy-fault-words.ts'
import type { RecordFaultWords } from './record-fault-words.ts'
import type { RowFaultWords } from './row-fault-words.ts'

export type FaultWords = {
  /** Of any YAML or JSON file. */
  readonly file: FileFaultWords
  /** Of an import's mapping. */
  readonly mapping: MappingFaultWords
  /** Of a CSV file and its rows. */
  readonly rows: RowFaultWords
  /** Of what rows say, by the rules that the API has too. */
  readonly records: RecordFaultWords
  readonly feed: FeedFaultWords
  readonly policy: PolicyFaultWords
  /** How to fix the fields of campaign.yaml and sample.json. */
  readonly fields: FieldFixWords
}

/** A sentence about a fault, in whichever language it is asked for. */
export type FaultSentence = (words: FaultWords) => string
