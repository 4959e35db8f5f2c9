/** What all verbs of the command say: help, wrong usage, and failures of what they share. */

/** Options that several verbs take. */
export const COMMON_OPTIONS = ['shop', 'db', 'table', 'url', 'secret', 'json'] as const
export type CommonOption = (typeof COMMON_OPTIONS)[number]

/** Why no mail can be sent to an address. */
type AddressFault = 'address-malformed' | 'address-local-part-not-ascii' | 'address-domain-invalid'

/** Verbs are grouped by their first words, if several share them. */
export const VERB_GROUPS = [
  'store',
  'shop',
  'shop key',
  'campaign',
  'customer',
  'message',
  'suppression',
  'domain',
  'restore',
  'products',
  'products feed',
  'recommend',
  'model',
  'secret',
  'upgrade',
] as const
export type VerbGroup = (typeof VERB_GROUPS)[number]

export type CommonWords = {
  readonly help: {
    readonly tagline: string
    /** A summary as a sentence of its own. */
    readonly sentence: (summary: string) => string
    readonly usage: string
    readonly verb: string
    readonly options: string
    readonly verbsTitle: string
    readonly argumentsTitle: string
    readonly optionsTitle: string
    readonly everywhereTitle: string
    readonly examplesTitle: string
    readonly required: string
    readonly repeatable: string
    readonly oneOf: (choices: string) => string
    readonly known: (names: string) => string
    readonly standard: (value: string) => string
    readonly fromEnvironment: (variable: string) => string
    /** Between two notes on an option. */
    readonly between: string
    readonly inBrackets: (notes: string) => string
    readonly moreHelp: (command: string) => string
    readonly exitCodes: string
    readonly help: string
    readonly lang: (languages: string) => string
    readonly version: string
    readonly escape: string
  }
  readonly groups: Readonly<Record<VerbGroup, string>>
  readonly options: Readonly<Record<CommonOption, string>>
  readonly usage: {
    readonly unknownVerb: (typed: string, meant: readonly string[]) => string
    readonly unknownOption: (typed: string, meant: readonly string[]) => string
    readonly missingOption: (option: string, about: string) => string
    /** Before a list of them, one a line. */
    readonly missingOptions: (options: number) => string
    readonly emptyOption: (option: string, about: string) => string
    readonly needsValue: (option: string) => string
    readonly repeated: (option: string) => string
    readonly missingArgument: (name: string, about: string) => string
    readonly extraArgument: (typed: string) => string
    readonly exclude: (options: readonly string[]) => string
    readonly oneOf: (place: string, typed: string, choices: string, meant?: string) => string
    readonly instant: (option: string, typed: string) => string
    readonly length: (option: string, typed: string) => string
    readonly whole: (option: string, typed: string, from: number, to: number) => string
    readonly language: (option: string, typed: string) => string
    readonly url: (option: string, typed: string, example: string) => string
    readonly address: (option: string, typed: string, why: string) => string
    readonly addressFaults: Readonly<Record<AddressFault, string>>
    readonly noKey: string
    readonly seeHelp: (command: string) => string
  }
  readonly notes: {
    readonly renamedVerb: (old: string, current: string) => string
    readonly renamedOption: (old: string, current: string) => string
  }
  readonly failures: {
    readonly unexpected: (message: string) => string
    /**
     * What the system or its database reports: a code, and a message in English.
     *
     * @param path where the sentence around it does not name the file
     */
    readonly system: (code: string, message: string, path?: string) => string
    readonly notLoaded: (message: string) => string
    /** Why a text file cannot be read. */
    readonly notUtf8: string
    readonly cannotRead: (file: string, why: string) => string
    readonly cannotWrite: (file: string, why: string) => string
    readonly cannotOpen: (file: string, why: string) => string
    readonly noDatabase: (file: string) => string
    /** A newer build has finished its upgrade; both formats. */
    readonly newerFormat: (store: string, theirs: number, own: number) => string
    readonly aws: (store: string, name: string, message: string) => string
    readonly emptySecret: (arn: string) => string
    readonly noShop: (shop: string, store: string, others: readonly string[]) => string
    readonly noCustomer: (customer: string, shop: string) => string
    readonly noCampaign: (shop: string, campaign: string, others: readonly string[]) => string
    readonly notUnderstood: (what: string) => string
    readonly someFailed: (failed: number, all: number, kinds: string) => string
    readonly answered: (url: string, status: number, detail: string) => string
    readonly notReached: (url: string, why: string) => string
  }
  /** How many customers were re-evaluated, as a sentence. */
  readonly reevaluated: (customers: number) => string
  readonly progress: {
    readonly reevaluated: (customers: number) => string
    readonly rowsRead: (rows: number) => string
    readonly recordsStored: (records: number) => string
    readonly customersRead: (customers: number) => string
  }
  /** A title with a list below it. @example titled('Options') // 'Options:' */
  readonly titled: (title: string) => string
  /** @example labelled('Class', 'dormant') // 'Class: dormant' */
  readonly labelled: (label: string, value: string) => string
  /** Short facts in one line. @example together(['recency: 5', 'spend: 3']) // 'recency: 5, spend: 3' */
  readonly together: (facts: readonly string[]) => string
  /** What people call it, and what is typed. @example withId('Win-back', 'dormant') // 'Win-back (dormant)' */
  readonly withId: (name: string, id: string) => string
  /** Two sentences one after the other. */
  readonly joinSentences: (sentence: string, next: string) => string
}
