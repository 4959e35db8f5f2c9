/** Words of `rekindle suppression`. */
import type { SuppressionCause } from '../../domain/address.ts'
import type { VerbWords } from './verb-words.ts'

type Scope = 'shop' | 'all-shops'

export type SuppressionVerbs = {
  readonly 'suppression import': VerbWords<'FILE', Scope | 'reason', 'bounces' | 'all'>
  readonly 'suppression export': VerbWords<never, Scope | 'to', 'file' | 'pipe'>
  readonly 'suppression add': VerbWords<'ADDRESS', Scope | 'reason', 'shop' | 'all'>
  readonly 'suppression remove': VerbWords<'ADDRESS', Scope | 'reason', 'remove'>
}

export type SuppressionWords = {
  readonly reasons: Readonly<Record<SuppressionCause | 'unsubscribe', string>>
  readonly scopeMissing: string
  readonly secretMissing: string
  readonly shop: (shop: string) => string
  readonly allShops: string
  readonly added: (scope: string, reason: string) => string
  readonly known: (scope: string, reason: string) => string
  readonly removed: (scope: string, reason: string) => string
  /** After one that the carrier's account has on its own list was removed. */
  readonly onCarriersList: string
  readonly notSuppressed: (scope: string) => string
  readonly trySingleShop: string
  readonly suppressedForAll: string
  readonly optedOut: string
  readonly notAnAddress: (typed: string) => string
  readonly rowsWritten: (rows: number, file: string) => string
  readonly done: (addresses: number) => string
  /** @param leftOut contacts who did not opt out */
  readonly imported: (
    rows: number,
    added: number,
    known: number,
    refused: number,
    leftOut: number,
  ) => string
  readonly refusedLine: string
  readonly moreRefused: (lines: number) => string
  /** Faults of a list. */
  readonly list: {
    readonly bothColumns: string
    readonly noColumn: string
    readonly otherColumn: (unknown: string, known: string) => string
    readonly notAHash: (cell: string) => string
    readonly reason: (cell: string, known: string) => string
    readonly scope: (cell: string, shops: string) => string
    readonly instant: (cell: string) => string
    readonly status: (cell: string, known: string) => string
    readonly ofSubscribers: string
    /** Of JSON. */
    readonly noList: (known: string) => string
    readonly onePage: string
    readonly notJson: string
    readonly notUtf8: string
    readonly nothingChanged: (place: string, problem: string) => string
  }
}
