/** What conditions see of a customer; condition-subject.ts makes it. */

import type { MarketingConsent } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import type { LifecycleClass } from './lifecycle-class.ts'
import type { NetPurchase } from './models/summary-statistics.ts'
import type { Rfm } from './rfm.ts'
import type { RfmScores } from './rfm-scores.ts'
import type { Instant } from './time.ts'

/** The parts of a `CustomerValue` that conditions may require; absent means unknown. */
export type SubjectValue = {
  readonly scores?: RfmScores
  readonly buyAgain?: { readonly chance: number }
  readonly forecast?: {
    readonly churnRisk?: number
    readonly expectedPurchases: number
    readonly lifetimeValueMinor?: number
  }
}

/** A customer at an instant. What is a function is computed when first asked for, and once. */
export type SubjectView = {
  readonly facts: CustomerFacts
  /**
   * Windows begin a time before this instant: that of a start, or the one at which a step fell due,
   * so that time alone changes nothing while the step waits.
   */
  readonly at: Instant
  /** Facts dated up to this instant count. */
  readonly until: Instant
  /** In which they live, if that is known. */
  readonly country: string | undefined
  /** In which they are written to, if that is known. */
  readonly locale: string | undefined
  /** As of `until`. */
  readonly assessment: { readonly class: LifecycleClass; readonly rfm: Rfm }
  /** Those that count as of `until`, the parts of a split basket as one. */
  readonly purchases: () => readonly Instant[]
  /** Orders as of `until`, each less its refunds; only those in the shop's currency. */
  readonly spending: () => readonly NetPurchase[]
  /** As of `until`, by the customer's own acts and the law of their country. */
  readonly consent: () => MarketingConsent
  /** As of `at`; costs more than a comparison. */
  readonly value: () => SubjectValue
}

/** A customer's history, from which a condition knows when its answer may have changed or will. */
export type Dated = {
  readonly facts: CustomerFacts
  readonly classChanges: () => readonly Instant[]
  readonly consentChanges: () => readonly Instant[]
  /** @param chance to buy again, from 0 to 1, which they may pass */
  readonly chanceChanges: (chance: number) => readonly Instant[]
}
