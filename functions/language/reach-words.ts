/** Words for what may reach a customer: consent, the law, holds, preferences, the address, the sender. */
import type { SuppressionCause } from '../domain/address.ts'
import type { ConsentBasis, MarketingConsent } from '../domain/consent.ts'
import type { CustomerHold, EmailFault } from '../domain/customer.ts'
import type { UnmailableReason } from '../domain/mailable.ts'
import type { ProviderPause } from '../domain/policy.ts'
import type { Provider } from '../domain/provider.ts'
import type { FeedFailure } from '../domain/recommend/feed-failure.ts'

/** Each says what is wrong, and what to do where a person can do something. */
export type FeedFailureWords = Readonly<Record<FeedFailure, string>>

export type ReachWords = {
  readonly consentStates: Readonly<Record<MarketingConsent, string>>
  /** Since when and how, after the state. */
  readonly consentHow: (state: string, day: string, how: string) => string
  readonly consentOfAnother: (state: string, day: string) => string
  readonly law: {
    readonly label: string
    /** What consent must rest on, as something that is needed. */
    readonly bases: Readonly<Record<ConsentBasis, string>>
    readonly known: (country: string, needed: string) => string
    readonly assumed: (country: string, needed: string) => string
    readonly unknown: (needed: string) => string
    readonly subjectMark: (mark: string) => string
    readonly markUnknown: string
    readonly softOptInEnds: (months: number) => string
    readonly neverTracked: string
  }
  readonly customerHolds: {
    readonly title: string
    readonly none: string
    readonly reasons: Readonly<Record<CustomerHold['reason'], string>>
    readonly since: (reason: string, day: string) => string
    readonly until: (reason: string, day: string, end: string) => string
    readonly over: (reason: string, day: string, end: string) => string
  }
  readonly preferences: {
    readonly title: string
    readonly none: string
    readonly language: (language: string) => string
    readonly everyDays: (days: number) => string
    readonly campaignsOff: (campaigns: string) => string
    readonly pausedUntil: (day: string) => string
  }
  readonly suppression: {
    readonly label: string
    readonly none: string
    readonly reasons: Readonly<Record<SuppressionCause, string>>
    readonly since: (reason: string, day: string) => string
  }
  /** Why marketing may not reach a customer, each as half a sentence. */
  readonly unmailable: Readonly<Record<UnmailableReason, string>>
  readonly blockers: {
    /** Before a list of reasons. */
    readonly marketing: string
    readonly nothing: string
    /** The opt-out stands at the address: a customer with this address, or an operator, entered it. */
    readonly addressLeft: (day: string) => string
    readonly suppressed: (reason: string, day: string) => string
    /** What to do about an address that the carrier's account has on its own list, as a sentence. */
    readonly offBothLists: string
    readonly paused: (provider: string) => string
    readonly onHold: (reasons: string) => string
    /** @param id of a till, a marketplace or the like, and how many orders are stored under it */
    readonly notAPerson: (id: string, orders: string) => string
    /** Of an address that was given, as half a sentence. */
    readonly emailFaults: Readonly<Record<EmailFault, string>>
    readonly until: (reason: string, moment: string) => string
    /** Half a sentence made whole. */
    readonly whole: (reason: string) => string
  }
  readonly providers: Readonly<Record<Provider, string>>
  readonly feedFailures: FeedFailureWords
  readonly notices: {
    readonly paused: Readonly<
      Record<ProviderPause['reason'], (provider: string, moment: string) => string>
    >
    readonly resume: string
    readonly importsOpen: (imports: string) => string
    readonly listImports: string
    /** @param why of `feedFailures` */
    readonly feedFailing: (feed: string, moment: string, why: string) => string
    readonly readFeed: string
    readonly feedCut: (feed: string) => string
    readonly readCutFeed: string
    readonly domain: (domain: string) => string
    readonly open: string
    readonly check: string
  }
  readonly clock: {
    /** The zone of all times on a page. */
    readonly zone: (zone: string) => string
    readonly customer: (zone: string, moment: string) => string
  }
}
