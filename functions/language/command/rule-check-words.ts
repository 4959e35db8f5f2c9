/** Words of `rekindle model check` on the rule of dormancy. */
import type { JudgedRule } from '../../domain/models/holdout-rules.ts'

/** An interval, in percentage points or days. */
type Range = { readonly value: string; readonly low: string; readonly high: string }

export type RuleCheckWords = {
  readonly heading: (source: string, customers: number, withinDays: number) => string
  readonly sampled: (judged: string, customers: string) => string
  readonly instants: (times: number, first: string, last: string, cases: string) => string
  readonly noInstants: string
  readonly rules: {
    readonly [rule in JudgedRule]: (rule: {
      readonly chance: string
      readonly minDays: number
      readonly maxDays: number
      readonly fixedDays: number
    }) => string
  }
  readonly bestFixed: (days: number) => string
  readonly bestNever: string
  readonly autoChance: (now: string) => string
  readonly ruleColumns: {
    readonly rule: string
    readonly dormant: string
    readonly cameBack: string
    readonly right: string
    readonly ahead: string
    readonly low: string
    readonly high: string
  }
  readonly aheadAbout: (resamples: string) => string
  readonly scores: string
  readonly scoreColumns: { readonly by: string; readonly auc: string; readonly brier: string }
  readonly scoredBy: Readonly<Record<'chance' | 'alive' | 'recency' | 'base', string>>
  readonly brierAbout: string
  readonly calibration: string
  readonly levels: string
  readonly levelColumns: {
    readonly at: string
    readonly customers: string
    readonly expected: string
    readonly actual: string
  }
  /** The level is off, but the order holds. */
  readonly levelOff: (days: number, expected: string, actual: string, auc: string) => string
  readonly timing: (
    inactivities: string,
    from: string,
    to: string,
    lapses: string,
    watched: number,
  ) => string
  readonly noTiming: (from: string | undefined) => string
  readonly timingRules: {
    readonly own: string
    readonly sameDays: (days: number) => string
    readonly sameWaste: (days: number) => string
    readonly asMany: (days: number) => string
  }
  readonly timingColumns: {
    readonly rule: string
    readonly flags: string
    readonly wasted: string
    readonly meanDays: string
    readonly waste: string
    readonly delay: string
  }
  readonly range: (range: Range) => string
  readonly timingAbout: (withinDays: number) => string
  readonly bounds: (least: string, minDays: number, most: string, maxDays: number) => string
  readonly once: {
    readonly later: string
    readonly tooFew: (customers: string, minDays: number) => string
    readonly fixed: (cameBack: string, customers: string, chance: string, days: number) => string
    readonly personal: (cameBack: string, customers: string, chance: string) => string
  }
  readonly money: {
    readonly totals: (
      from: string,
      to: string,
      expected: string,
      actual: string,
      off: string,
    ) => string
    readonly error: (meanAbsolute: string) => string
    readonly rank: (model: string, recentSpend: string) => string
  }
}
