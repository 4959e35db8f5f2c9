/** Everything the command says, in one shape for every language: what is missing does not compile. */
import type { FaultWords } from '../faults/fault-words.ts'
import type { BackupVerbs, BackupWords } from './backup-words.ts'
import type { CampaignVerbs, CampaignWords } from './campaign-words.ts'
import type { CodeVerbs, CodeWords } from './code-words.ts'
import type { CommonWords } from './common-words.ts'
import type { ContactVerbs, ContactWords } from './contact-words.ts'
import type { CustomerVerbs, CustomerWords } from './customer-words.ts'
import type { DeclaredWords, DeclareVerbs } from './declared-words.ts'
import type { DomainVerbs, DomainWords } from './domain-words.ts'
import type { FeedCommandWords, FeedVerbs } from './feed-words.ts'
import type { ImportVerbs, ImportWords } from './import-words.ts'
import type { MachineVerbs, MachineWords } from './machine-words.ts'
import type { ModelVerbs, ModelWords } from './model-words.ts'
import type { RecommendVerbs, RecommendWords } from './recommend-words.ts'
import type { ReportVerbs, ReportWords } from './report-words.ts'
import type { RestoreVerbs, RestoreWords } from './restore-words.ts'
import type { SecretVerbs, SecretWords } from './secret-words.ts'
import type { ShopVerbs, ShopWords } from './shop-words.ts'
import type { StoreVerbs, StoreWords } from './store-words.ts'
import type { SuppressionVerbs, SuppressionWords } from './suppression-words.ts'
import type { UpgradeVerbs, UpgradeWords } from './upgrade-words.ts'

export type VerbTable = ShopVerbs &
  DeclareVerbs &
  CampaignVerbs &
  CodeVerbs &
  ImportVerbs &
  ContactVerbs &
  FeedVerbs &
  CustomerVerbs &
  SuppressionVerbs &
  RecommendVerbs &
  DomainVerbs &
  ModelVerbs &
  ReportVerbs &
  MachineVerbs &
  BackupVerbs &
  SecretVerbs &
  StoreVerbs &
  UpgradeVerbs &
  RestoreVerbs

/** As it is typed after `rekindle`. */
export type VerbName = keyof VerbTable

export type CommandWords = CommonWords & {
  /** The help of every verb. */
  readonly verbs: VerbTable
  readonly shop: ShopWords
  readonly declared: DeclaredWords
  readonly campaign: CampaignWords
  readonly codes: CodeWords
  readonly import: ImportWords
  readonly contacts: ContactWords
  readonly feeds: FeedCommandWords
  readonly customer: CustomerWords
  readonly suppression: SuppressionWords
  readonly recommend: RecommendWords
  readonly domain: DomainWords
  readonly model: ModelWords
  readonly reports: ReportWords
  readonly machine: MachineWords
  readonly backup: BackupWords
  readonly secret: SecretWords
  readonly store: StoreWords
  readonly upgrade: UpgradeWords
  readonly restore: RestoreWords
  /** What can be wrong in a file. */
  readonly faults: FaultWords
}

/** A sentence in whichever language the command speaks. */
export type Sentence = (words: CommandWords) => string
