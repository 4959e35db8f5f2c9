/** Words of `rekindle restore status` and its neighbours. */
import type { Restore } from '../../domain/restore.ts'
import type { VerbWords } from './verb-words.ts'

/** What AWS does not restore with a table. */
type TableLack = 'not-active' | 'stream' | 'wake-index' | 'protection' | 'recovery' | 'expiry'

export type RestoreVerbs = {
  readonly 'restore status': VerbWords<never, never, 'all'>
  readonly 'restore confirm': VerbWords<
    never,
    'opt-outs' | 'evidence' | 'service' | 'yes',
    'ask' | 'optOuts' | 'service'
  >
  readonly 'restore adopt': VerbWords<
    never,
    'taken-at' | 'original' | 'senders-stopped',
    'proven' | 'unproven'
  >
}

export type RestoreWords = {
  readonly none: string
  /** A copy of this instant, of which no server has found out yet what is lost. */
  readonly notServed: (at: string) => string
  readonly span: (shop: string, lostFrom: string, restoredAt: string) => string
  readonly proven: string
  readonly waits: string
  readonly confirmed: (at: string) => string
  readonly optOuts: Readonly<Record<Exclude<Restore['optOuts'], 'journal'>, string>>
  readonly evidence: (text: string) => string
  readonly postAgain: string
  readonly notSent: (campaign: string, messages: number) => string
  /** Before their ids, one a line. */
  readonly service: (messages: number) => string
  readonly sayYes: string
  readonly resumed: string
  readonly evidenceMissing: string
  readonly sameTable: string
  readonly takenLater: string
  readonly stopSenders: string
  readonly notReady: (table: string, lacks: readonly string[]) => string
  /** What a restored table lacks, and the command that adds it. */
  readonly lacks: Readonly<Record<TableLack, (table: string) => string>>
  readonly adopted: (rows: number) => string
}
