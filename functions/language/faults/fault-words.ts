/** Everything that can be wrong in a file, in one shape for every language. */
import type { BrandFaultWords } from './brand-fault-words.ts'
import type { CampaignFaultWords } from './campaign-fault-words.ts'
import type { ConditionFaultWords } from './condition-fault-words.ts'
import type { CustomerFaultWords } from './customer-fault-words.ts'
import type { DeclarationFaultWords } from './declaration-fault-words.ts'
import type { FeedFaultWords } from './feed-fault-words.ts'
import type { FieldFixWords } from './field-fix-words.ts'
import type { FileFaultWords } from './file-fault-words.ts'
import type { ForeignFaultWords } from './foreign-fault-words.ts'
import type { LiquidFaultWords } from './liquid-fault-words.ts'
import type { MailFaultWords } from './mail-fault-words.ts'
import type { MappingFaultWords } from './mapping-fault-words.ts'
import type { MjmlFaultWords } from './mjml-fault-words.ts'
import type { NameFaultWords } from './name-fault-words.ts'
import type { PolicyFaultWords } from './policy-fault-words.ts'
import type { RecordFaultWords } from './record-fault-words.ts'
import type { RowFaultWords } from './row-fault-words.ts'
import type { StartFaultWords } from './start-fault-words.ts'

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
  readonly declarations: DeclarationFaultWords
  /** Of brand.yaml. */
  readonly brand: BrandFaultWords
  /** How to fix the fields of campaign.yaml and sample.json. */
  readonly fields: FieldFixWords
  /** Of a campaign's folder. */
  readonly campaign: CampaignFaultWords
  /** Of what starts a campaign. */
  readonly starts: StartFaultWords
  /** Of what conditions name. */
  readonly conditions: ConditionFaultWords
  /** The sample customers for whom a mail fails. */
  readonly customers: CustomerFaultWords
  /** Of MJML, and of Liquid where MJML cannot keep it. */
  readonly mjml: MjmlFaultWords
  /** Of a mail: its head, HTML, text and how it renders. */
  readonly mail: MailFaultWords
  /** Of what other tools write. */
  readonly foreign: ForeignFaultWords
  /** Of Liquid. */
  readonly liquid: LiquidFaultWords
  /** Of names in Liquid. */
  readonly names: NameFaultWords
}

/** A sentence about a fault, in whichever language it is asked for. */
export type FaultSentence = (words: FaultWords) => string
