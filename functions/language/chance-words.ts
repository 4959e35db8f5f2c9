/** Words for how likely a customer is to buy again, and since when they are dormant by it. */
import type { NaturalFrequency } from './natural-frequency.ts'

/** What a customer's limit rests on, as the sentence about them says it. */
export type LimitOrigin =
  /** The chance has fallen to the policy's. */
  | 'chance'
  /** It would be dormant sooner, or later, than the policy allows. */
  | 'least'
  | 'most'
  /** By a policy of before: when they have probably left. */
  | 'alive'
  | 'fixed'
  /** Personal limits are on, but fixed days did better for customers with a single purchase. */
  | 'bought-once'

type Extreme = 'almost-all' | 'hardly-any'

export type ChanceWords = {
  readonly chance: {
    readonly title: string
    readonly label: (within: string) => string
    /** Over the page's part about it. */
    readonly heading: (label: string, chance: string) => string
    /** At the head of a column. */
    readonly column: (within: string) => string
    /** Where another model is in force by now. */
    readonly byModel: (version: string) => string
    readonly notKnown: string
    /** Of customers, as the subject of what they do. */
    readonly frequency: Readonly<Record<Extreme, string>> &
      Readonly<
        Record<Exclude<NaturalFrequency['kind'], Extreme>, (count: string, of: string) => string>
      >
    readonly span: Readonly<
      Record<'days' | 'weeks' | 'months' | 'years', (count: string) => string>
    >
    /** Where a name is not known. */
    readonly thisCustomer: string
    readonly bought: (who: string, days: string, span: string) => string
    readonly boughtOnce: (who: string, day: string) => string
    /** Several times, which the model counts as one. */
    readonly boughtWithinADay: (who: string, times: string, lastDay: string) => string
    /** How many buy again, right after the last purchase and still at the limit. */
    readonly rightAfter: (within: string, buyers: string) => string
    readonly atLimit: Readonly<Record<LimitOrigin, (limit: string, still: string) => string>>
    readonly dormantSince: (who: string, day: string) => string
    readonly dormantFrom: (who: string, day: string) => string
    /** When the shop's fixed days call the customer dormant, and how many still buy then. */
    readonly fixedDays: Readonly<
      Record<
        'wasSooner' | 'wasLater' | 'isSooner' | 'isLater',
        (days: string, day: string, still: string) => string
      >
    >
    readonly chart: {
      readonly about: (days: string) => string
      readonly axis: string
      readonly threshold: (chance: string) => string
      readonly dormant: (day: string) => string
      readonly fixed: (days: string) => string
      readonly today: (chance: string) => string
    }
  }
}
