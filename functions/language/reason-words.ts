/** Words for every class, status and reason: a missing one is a fault of types. */
import type { JourneyEnd } from '../domain/journey.ts'
import type { LifecycleClass } from '../domain/lifecycle-class.ts'
import type { DeferReason, HoldReason, SkipReason } from '../domain/message-reasons.ts'

/** The figures behind a class; `last` is the day of the last purchase, `since` of the class. */
export type ClassFigures = {
  readonly purchases: number
  readonly purchasesInWindow: number
  readonly windowDays: number
  readonly frequentPurchases: number
  /** With its unit, as all lengths that may have a fraction. */
  readonly dormantAfter: string
  /** The bounds of a threshold of each customer's own; absent if all have the same. */
  readonly ownDormancy?: {
    readonly least: string
    readonly most: string
    /** The chance at which they are dormant, where that is what decides. */
    readonly falls?: { readonly chance: string; readonly within: string }
  }
  readonly last?: string
}

export type ReasonWords = {
  readonly classes: Readonly<Record<LifecycleClass, string>>
  readonly classMeanings: Readonly<Record<LifecycleClass, (figures: ClassFigures) => string>>
  /** Why this customer is in the class, as half a sentence. */
  readonly classReasons: Readonly<Record<LifecycleClass, (figures: ClassFigures) => string>>
  readonly journeyEnds: Readonly<Record<JourneyEnd, string>>
  readonly holds: Readonly<Record<HoldReason, string>>
  /** What can be done about it, as a sentence. */
  readonly holdFixes: Readonly<Record<HoldReason, string>>
  readonly deferrals: Readonly<Record<DeferReason, string>>
  readonly skips: Readonly<Record<SkipReason, string>>
  /** What could change it for the mails to come, if something could. */
  readonly skipFixes: Readonly<Partial<Record<SkipReason, string>>>
  /** The reasons of a mailer; unknown ones are shown as they are. */
  readonly mailers: Readonly<Record<string, string>>
  /** What can be done about it, as a sentence, if there is something to do. */
  readonly mailerFixes: Readonly<Record<string, string>>
}
