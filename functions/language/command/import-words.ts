/** Words of `rekindle import` and `rekindle products import`. */
import type { EmailFault } from '../../domain/customer.ts'
import type { VerbWords } from './verb-words.ts'

export type ImportVerbs = {
  readonly import: VerbWords<
    'FILE',
    'mapping' | 'close-others' | 'consent-evidence',
    'file' | 'own' | 'url'
  >
  readonly 'import list': VerbWords<never, never, 'list'>
  readonly 'import finish': VerbWords<'IMPORT', never, 'finish'>
  readonly 'import withdraw': VerbWords<'IMPORT', never, 'withdraw'>
  readonly 'import repair': VerbWords<never, 'lift', 'list' | 'lift'>
  readonly 'products import': VerbWords<'FILE', ReadingOption | 'yes', 'feed' | 'full' | 'ids'>
}

/** How a product feed is to be read. */
export type ReadingOption =
  | 'locale'
  | 'mapping'
  | 'currency'
  | 'encoding'
  | 'id-column'
  | 'id-rule'
  | 'full'

/** The outcome of an imported record. */
type RecordStatus = 'recorded' | 'updated' | 'unchanged' | 'stale' | 'erased' | 'rejected'
/** Why a withdrawal from an import stays. */
type StayingReason = 'listed' | 'not-at-an-order' | 'withdrawn-otherwise' | 'not-understood'
/** Why a row was left out; a mapping of the shop's own may give other reasons. */
type LeftOutReason =
  | 'no-customer'
  | 'no-order-id'
  | 'no-instant'
  | 'no-currency'
  | 'no-amount'
  | 'amount-too-large'
  | 'negative-amount'
  | 'refund-without-amount'
  | 'not-paid'
  | 'test-order'

export type ImportWords = {
  readonly rows: (rows: number) => string
  readonly leftOut: (rows: number, reason: string) => string
  /** The same with the values for which the rows were, each in quotes with its rows. */
  readonly leftOutFor: (leftOut: string, values: readonly string[]) => string
  readonly valueRows: (value: string, rows: number) => string
  readonly leftOutReasons: Readonly<Record<LeftOutReason, string>>
  readonly rejected: (records: number, reason: string) => string
  /** A column that would only leave orders out. */
  readonly missingColumn: (column: string) => string
  /** Heads the values that were stated as countries. */
  readonly countriesNotUnderstood: string
  /** @param value in quotes, of so many purchases and refunds */
  readonly country: (value: string, records: number) => string
  readonly otherCountries: (records: number) => string
  /** Heads the reasons why no mail can be sent to an address. */
  readonly addressesNotMailable: string
  readonly emailFaults: Readonly<Record<EmailFault, string>>
  /** @param reason of `emailFaults`, of so many purchases and refunds */
  readonly notMailable: (records: number, reason: string) => string
  /** A value of the consent column that the mapping does not list. */
  readonly noConsentAct: (records: number, value: string) => string
  /** Warnings that ids may be mixed up; each names a few of them. */
  readonly ordersOfSeveral: (orders: number, examples: readonly string[]) => string
  readonly customersOfSeveral: (customers: number, examples: readonly string[]) => string
  readonly purchases: (purchases: number, withoutAmount: number) => string
  readonly totals: (purchases: string, refunds: number, customers: number) => string
  readonly gross: (money: string) => string
  readonly statuses: Readonly<Record<RecordStatus, (records: number) => string>>
  readonly ofThese: (parts: readonly string[]) => string
  readonly nothing: string
  readonly allLeftOut: (rows: number) => string
  readonly allRejected: (records: number) => string
  readonly reevaluated: (customers: number) => string
  readonly stillOpen: (imports: number) => string
  /** An import that was cut short; `orders` of it are stored. */
  readonly open: (
    importId: string,
    orders: number,
    customers: number,
    finish: string,
    withdraw: string,
  ) => string
  readonly howToContinue: string
  readonly noneOpen: (shop: string) => string
  readonly notOpen: (importId: string, open: readonly string[]) => string
  readonly finished: (importId: string) => string
  readonly withdrawn: (importId: string, orders: number, refunds: number) => string
  /** It was complete once, or an older version began it. */
  readonly notToWithdraw: (importId: string) => string
  readonly secretMissing: string
  readonly nothingImported: (place: string, problem: string) => string
  readonly noMapping: (file: string, included: string, meant?: string) => string
  /** Withdrawals that earlier imports stored from unticked boxes. */
  readonly repair: {
    readonly one: (customer: string, at: string, evidence: string | undefined) => string
    readonly more: (withdrawals: number) => string
    readonly staying: Readonly<Record<StayingReason, (withdrawals: number) => string>>
    readonly found: (withdrawals: number, customers: number) => string
    readonly howToLift: string
    readonly lifted: (withdrawals: number, customers: number) => string
  }
  readonly products: ProductImportWords
}

export type ProductImportWords = {
  readonly done: (rows: number) => string
  readonly totals: (
    products: number,
    rows: number,
    shape: string,
    parts: readonly string[],
  ) => string
  readonly recorded: (n: number) => string
  readonly updated: (n: number) => string
  readonly unchanged: (n: number) => string
  /** Posted while the feed was read, and kept so. */
  readonly newer: (n: number) => string
  readonly withdrawn: (n: number) => string
  readonly refused: (rows: number) => string
  /** Products that are not shown because a row about them could not be read. */
  readonly unread: (n: number) => string
  readonly incomplete: (n: number) => string
  readonly moreRefused: (rows: number) => string
  readonly moreNotes: (rows: number) => string
  /** Products of the shop that the feed does not name. */
  readonly unnamed: (n: number, known: number) => string
  /** So many that the feed may be cut short. */
  readonly cut: (n: number, known: number) => string
  readonly nothingWithdrawn: string
  readonly rowsRefused: (rows: number) => string
  readonly bestSellersMissing: (
    counted: number,
    named: number,
    missing: readonly string[],
  ) => string
  /** A rule for ids by which the feed would name more of them. */
  readonly betterRule: (rule: string, named: number) => string
  readonly notCounted: (shop: string) => string
  /** An option whose value cannot be meant. */
  readonly options: Readonly<
    Record<'locale' | 'currency' | 'encoding' | 'id-rule', (value: string) => string>
  >
  readonly nothingImported: (file: string, problem: string) => string
  readonly someImported: (file: string, problem: string) => string
}
