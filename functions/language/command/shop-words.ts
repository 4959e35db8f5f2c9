/** Words of `rekindle shop`. */
import type { ProviderPause } from '../../domain/policy.ts'
import type { VerbWords } from './verb-words.ts'

type Mailboxes = 'reply-to' | 'unsubscribe-mailbox'

export type ShopVerbs = {
  readonly 'shop add': VerbWords<
    'ID',
    | 'name'
    | 'currency'
    | 'zone'
    | 'address'
    | 'from'
    | 'url'
    | 'languages'
    | 'country'
    | 'policy'
    | Mailboxes,
    'add'
  >
  readonly 'shop open': VerbWords<'ID', never, 'open'>
  readonly 'shop change': VerbWords<
    'ID',
    'name' | 'address' | 'from' | 'url' | 'delivery-events' | Mailboxes,
    'change'
  >
  readonly 'shop list': VerbWords<never, never, 'list' | 'json'>
  readonly 'shop policy': VerbWords<'ID', 'policy', 'show' | 'replace'>
  readonly 'shop key add': VerbWords<'ID', 'scope' | 'name', 'purchases' | 'events'>
  readonly 'shop key list': VerbWords<'ID', never, 'list'>
  readonly 'shop key revoke': VerbWords<'ID' | 'KEY', never, 'byName' | 'byId'>
  readonly 'shop rotate-key': VerbWords<'ID', 'scopes' | 'keep-old', 'rotate' | 'atOnce'>
  readonly 'shop resume': VerbWords<'ID', 'provider', 'list' | 'resume'>
}

export type ShopWords = {
  readonly none: (store: string) => string
  readonly columns: {
    readonly shop: string
    readonly name: string
    readonly currency: string
    readonly openSince: string
    readonly campaigns: string
    readonly keys: string
  }
  readonly notOpen: string
  /** How many campaigns there are, and how many of them are paused. */
  readonly openImports: (shop: string, imports: number, list: string) => string
  readonly withPaused: (campaigns: string, paused: string) => string
  readonly exists: (shop: string) => string
  readonly added: (shop: string) => string
  /** Before a key that is shown once. */
  readonly key: (scopes: string) => string
  readonly openNext: (shop: string) => string
  readonly opened: (shop: string, since: string) => string
  readonly changed: (shop: string, fields: readonly string[]) => string
  /** After a change by which published campaigns would start otherwise. */
  readonly publishAgain: string
  readonly nothingToChange: string
  readonly policyInForce: (shop: string) => string
  /** What consent to marketing must rest on, by country. */
  readonly consentByCountry: {
    readonly title: string
    readonly otherCountries: string
    readonly countryUnknown: string
    readonly markUnknown: string
    readonly subjectMark: (mark: string) => string
  }
  readonly newKey: (shop: string, scopes: string) => string
  readonly oldKeys: (keys: number, until: string) => string
  readonly keys: {
    readonly columns: Readonly<
      Record<'key' | 'name' | 'scopes' | 'added' | 'lastUsed' | 'expires', string>
    >
    /** Of a key that was issued without a name. */
    readonly unnamed: string
    readonly noUse: string
    /** It expires never. */
    readonly never: string
    readonly none: (shop: string) => string
    readonly nameTaken: (name: string) => string
    readonly unknown: (shop: string) => string
    readonly inForce: string
    readonly revoked: (key: string, withinSeconds: number) => string
    readonly noneLeft: (shop: string) => string
  }
  readonly pauseReasons: Readonly<Record<ProviderPause['reason'], string>>
  readonly noPauses: (shop: string) => string
  readonly paused: (provider: string, since: string, reason: string, resume: string) => string
  readonly resumed: (provider: string) => string
  readonly notPaused: (provider: string, paused: readonly string[]) => string
  readonly invalid: {
    readonly deliveryEvents: (typed: string) => string
    readonly id: (typed: string) => string
    readonly currency: (typed: string) => string
    readonly country: (typed: string) => string
    readonly zone: (typed: string) => string
    readonly sender: (typed: string) => string
  }
}
