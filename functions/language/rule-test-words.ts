/** Words for whether limits of their own are right for a shop's customers, by its own history. */
import type { RuleOutcomeName } from '../domain/models/rule-advice.ts'
import type { LimitsInForce } from '../domain/policy.ts'

/** What follows from each outcome. */
type RuleFindings = {
  readonly [outcome in Exclude<RuleOutcomeName, keyof FindingsWithFigures>]: string
} & FindingsWithFigures

type FindingsWithFigures = {
  /** @param from the day from when on it can be measured; absent if unknown */
  readonly 'history-too-short': (from: string | undefined) => string
  /** @param better a time that would do; absent if there is none */
  readonly 'horizon-too-short': (within: string, better: string | undefined) => string
  readonly 'customers-alike': (within: string) => string
  readonly 'most-at-bounds': (share: string) => string
  /** @param low the ends of the interval, in percentage points */
  readonly 'timing-worse': (low: string, high: string) => string
  readonly advised: (low: string, high: string) => string
}

export type RuleTestWords = {
  readonly title: string
  readonly findings: RuleFindings
  /** By what is in force. */
  readonly advice: {
    readonly [limits in LimitsInForce]: { readonly advised: string; readonly notAdvised: string }
  }
  readonly about: (instants: string, customers: string, within: string) => string
  readonly right: string
  readonly by: {
    readonly chance: string
    readonly bestFixed: (days: string) => string
    readonly bestNever: string
    readonly fixed: (days: string) => string
  }
  readonly difference: (points: string, low: string, high: string) => string
  readonly level: (within: string, expected: string, actual: string) => string
  readonly timing: (meanDays: string, wasted: string, within: string) => string
  readonly fixedTiming: (wasted: string) => string
  readonly timingDifference: (points: string, low: string, high: string) => string
  readonly noTiming: string
  readonly bounds: (least: string, most: string) => string
  /** What would change, before anything does. */
  readonly preview: {
    readonly classes: (into: string, out: string) => string
    readonly none: string
    readonly mails: (mails: string, customers: string) => string
    readonly laterMails: (mails: string) => string
    readonly noMails: string
  }
  readonly setIt: string
  readonly putInForce: string
}
