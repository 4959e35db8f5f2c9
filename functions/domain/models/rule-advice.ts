/** Whether a shop's own history speaks for personal limits, in one outcome. */
import type { FitReason, FitVerdict } from './fit-verdict.ts'
import type { RulesCompared } from './holdout-rules.ts'
import type { TimingCompared } from './holdout-timing.ts'
import type { LearnedChance } from './learned-chance.ts'

/** The first that holds, from the top. */
export const RULE_OUTCOMES = [
  /** Nothing can be learned from the purchases. */
  'model-unusable',
  /** Not all instants at which the rules are compared lie within the history. */
  'history-too-short',
  /** So few that no interval is to be relied on. */
  'too-few-customers',
  /** Not even half of the repeat buyers are likely enough to buy within the horizon. */
  'horizon-too-short',
  /** The chances hardly differ. */
  'customers-alike',
  /** Most customers would be at one of the bounds, so hardly any limit would be personal. */
  'most-at-bounds',
  /** Fixed days were right more often, beyond chance. */
  'fixed-better',
  /** There is no difference beyond chance. */
  'no-difference',
  /** Right more often, but with more waste or later than fixed days. */
  'timing-worse',
  'advised',
] as const
export type RuleOutcomeName = (typeof RULE_OUTCOMES)[number]

const LEAST_CUSTOMERS = 100

export type AdviceFacts = {
  readonly verdict: FitVerdict
  readonly reasons: readonly FitReason[]
  readonly learned: LearnedChance | undefined
  /** Whether every instant was tested. */
  readonly isComplete: boolean
  readonly compared: RulesCompared | undefined
  /** Absent where the history is too short for it, which speaks neither for nor against. */
  readonly timing: TimingCompared | undefined
}

/**
 * Personal limits are advised if the chance is right more often than the best fixed days in
 * hindsight, beyond chance, and the policy's rule is not worse at its timing beyond chance.
 *
 * @example adviceOf({ verdict: 'unusable', reasons: [], learned: undefined, isComplete: true, compared: undefined, timing: undefined }) // 'model-unusable'
 */
export function adviceOf(facts: AdviceFacts): RuleOutcomeName {
  const { verdict, reasons, learned, isComplete, compared, timing } = facts
  if (verdict === 'unusable' || !learned) return 'model-unusable'
  if (!(isComplete && compared)) return 'history-too-short'
  if (compared.customers < LEAST_CUSTOMERS) return 'too-few-customers'
  if (reasons.includes('horizon-too-short')) return 'horizon-too-short'
  if (reasons.includes('customers-alike')) return 'customers-alike'
  const { least, most } = learned.atBounds ?? { least: 0, most: 0 }
  if (least + most > 0.5) return 'most-at-bounds'
  const { low, high } = compared.rules.chance.ahead
  if (high < 0) return 'fixed-better'
  if (!(low > 0)) return 'no-difference'
  return timing && isWorse(timing) ? 'timing-worse' : 'advised'
}

const isWorse = ({ sameDays, sameWaste, asMany }: TimingCompared): boolean =>
  sameDays.waste.low > 0 ||
  sameWaste.delay.low > 0 ||
  (asMany.waste.low > 0 && asMany.delay.low > 0)
