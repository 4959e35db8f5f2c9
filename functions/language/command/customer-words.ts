/** Words of `rekindle customer` and `rekindle message`. */
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { VerbWords } from './verb-words.ts'

export type CustomerVerbs = {
  readonly 'customer show': VerbWords<'ID', 'by-address' | 'scan', 'show' | 'address' | 'url'>
  readonly 'customer why': VerbWords<'ID', 'campaign' | 'by-address' | 'scan', 'why' | 'address'>
  readonly 'customer erase': VerbWords<'ID', 'yes' | 'by-address' | 'scan', 'id' | 'address'>
  readonly 'customer merge': VerbWords<'ID', 'from', 'merge'>
  readonly 'customer split': VerbWords<'ID', 'id', 'split'>
  readonly 'message show': VerbWords<'ID', never, 'show' | 'json'>
}

/** The figures behind a class; `last` and `ago` are of the last purchase, empty without one. */
export type ClassReasonFacts = {
  readonly purchases: number
  readonly purchasesInWindow: number
  readonly windowDays: number
  readonly last: string
  readonly ago: string
}

export type ProfileField = 'email' | 'name' | 'locale' | 'zone' | 'country'

export type CustomerWords = {
  readonly heading: (customer: string, className: string, since: string | undefined) => string
  readonly classReasons: Readonly<Record<LifecycleClass, (facts: ClassReasonFacts) => string>>
  readonly unknownClass: (className: string) => string
  readonly ago: (days: string) => string
  readonly profile: {
    readonly title: string
    readonly fields: Readonly<Record<ProfileField, string>>
    readonly field: (name: string, value: string) => string
    readonly nothing: string
    readonly consent: (state: string) => string
    /** Marketing may reach them, or why not. */
    readonly mailable: string
    readonly notMailable: (reasons: readonly string[]) => string
    /** @param given the purpose and the day */
    readonly consentElsewhere: (given: string) => string
    readonly alsoKnownAs: (ids: string) => string
    readonly spent: (amounts: string) => string
    /** What was refunded of an order beyond what it cost. */
    readonly excessRefund: (orderId: string, amount: string) => string
  }
  /** What the shop declares and posts. */
  readonly declared: {
    readonly attributes: string
    readonly attribute: (name: string, value: string, since: string) => string
    readonly events: string
    readonly event: (at: string, name: string, orderId: string | undefined) => string
    readonly moreEvents: (count: number) => string
  }
  readonly journeys: {
    readonly none: string
    readonly title: string
    readonly line: (campaign: string, n: number, day: string, why: string, end: string) => string
    readonly running: string
    readonly ended: (day: string, reason: string) => string
    readonly message: (step: string, due: string, state: string) => string
  }
  /** What happened to a message, in a line; `at` and `until` are empty if they are unknown. */
  readonly states: {
    readonly sent: (at: string, language: string, report: string) => string
    readonly complained: (at: string) => string
    readonly reported: (at: string) => string
    readonly withheld: (at: string) => string
    readonly bounced: (at: string) => string
    readonly delivered: (at: string) => string
    readonly due: string
    readonly held: (until: string, reason: string) => string
    readonly deferred: (until: string, reason: string) => string
    readonly parked: (until: string, reason: string) => string
    readonly skipped: (at: string, reason: string) => string
    readonly refused: (at: string, reason: string) => string
    readonly unclear: string
    readonly unknownStatus: (status: string) => string
  }
  readonly next: {
    readonly title: string
    readonly classChange: (at: string) => string
    readonly message: (at: string, campaign: string, step: string) => string
    readonly wake: (at: string) => string
    readonly nothing: string
    /** Where the mail that is still to come is shown. */
    readonly more: (command: string) => string
  }
  /** No forecast, for a reason that only a newer version knows. */
  readonly noForecast: (reason: string) => string
  readonly fact: (label: string, value: string, meaning: string) => string
  readonly byAddress: {
    /** Added to the sentence that there is no such customer. */
    readonly hint: string
    readonly secretMissing: string
    readonly notAnAddress: string
  }
  readonly search: {
    /** @param customers a line each, which ends with the id */
    readonly several: (what: string, customers: readonly string[]) => string
    /** A single customer has the name, which is not enough for what cannot be undone. */
    readonly byName: (what: string, customer: string) => string
    readonly needsScan: (what: string, table: string) => string
  }
  readonly merge: {
    readonly self: string
    readonly upgradeFirst: string
    readonly moving: string
    readonly same: (customer: string, from: string) => string
    /** Followed by the command that undoes it. */
    readonly begun: (from: string, customer: string) => string
    readonly notJoined: (former: string, customer: string, ids: readonly string[]) => string
    readonly splitBegun: (former: string, customer: string) => string
  }
  readonly erase: {
    readonly confirm: string
    readonly erased: string
    readonly guest: string
  }
  readonly why: {
    readonly heading: (customer: string, shop: string, campaign: string) => string
    /** Which law applies to a customer whose country is `ZZ`. */
    readonly countryNotUnderstood: string
    readonly withdrawn: string
    readonly started: string
    readonly startsNext: string
    readonly whyNotAgain: string
    readonly whyNot: string
    readonly journey: (n: number, start: string, end: string) => string
    readonly running: string
    readonly noStepDue: string
    readonly notSentAnyMore: string
    readonly noStepLeft: string
    readonly noBlockers: string
    readonly blockers: string
    readonly nothingNext: string
    readonly next: string
  }
  readonly message: {
    readonly notAnId: (typed: string) => string
    readonly none: (message: string, customer: string, shop: string) => string
    readonly others: (messages: readonly string[]) => string
    readonly noneDue: (command: string) => string
    readonly heading: (message: string, customer: string, shop: string, outcome: string) => string
    readonly next: string
    readonly campaign: string
    readonly step: string
    readonly journey: (campaign: string, n: number) => string
  }
}
