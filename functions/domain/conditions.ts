/** Whether a customer is one of those whom a campaign or a step is for. */
import type { Conditions, ValueConditions } from './campaign.ts'
import { objectsToProfiling } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { type CustomerValue, customerValue } from './customer-value.ts'
import { type Assessment, assess } from './lifecycle.ts'
import type { Settings } from './policy.ts'
import type { RfmScores } from './rfm-scores.ts'
import type { Instant } from './time.ts'

type Circumstances = {
  readonly facts: CustomerFacts
  readonly assessment: Assessment
  readonly settings: Settings
  readonly now: Instant
}

/**
 * Whether every condition holds. What is unknown of a customer meets none that asks for it. Value is
 * that of the instant at which the step fell due: it changes with every day that passes, and a step
 * that waits for the morning is not to wait for another decision.
 *
 * @example meets({ countries: ['DE'], minPurchases: 2 }, dueAt, { facts, assessment, settings, now })
 */
export function meets(
  conditions: Conditions | undefined,
  dueAt: Instant,
  circumstances: Circumstances,
): boolean {
  if (!conditions) return true
  const { facts, assessment } = circumstances
  const { countries, minPurchases, maxPurchases, minMonetaryMinor, ...ofValue } = conditions
  return (
    (countries === undefined || countries.includes(facts.profile?.country ?? '')) &&
    within(assessment.rfm.purchases, minPurchases, maxPurchases) &&
    within(assessment.rfm.monetaryMinor, minMonetaryMinor) &&
    // Asked last: it is the only one that costs more than a comparison.
    (Object.keys(ofValue).length === 0 || meetsValue(ofValue, valueAt(dueAt, circumstances)))
  )
}

/** An objection counts from now on, whenever the step fell due. */
function valueAt(dueAt: Instant, { facts, settings, now }: Circumstances): CustomerValue {
  if (objectsToProfiling(facts.consents, now)) return { unforeseen: 'objects-to-profiling' }
  const assessment = assess(facts, dueAt, settings.policy, settings.models)
  return customerValue({ facts, assessment, settings, now: dueAt })
}

function meetsValue(conditions: ValueConditions, value: CustomerValue): boolean {
  const { recencyScores, frequencyScores, monetaryScores } = conditions
  const forecast = 'forecast' in value ? value.forecast : undefined
  const { scores } = value
  return (
    among(recencyScores, scores?.recency) &&
    among(frequencyScores, scores?.frequency) &&
    among(monetaryScores, scores?.monetary) &&
    within(forecast?.churnRisk, conditions.minChurnRisk, conditions.maxChurnRisk) &&
    within(forecast?.expectedPurchases, conditions.minExpectedPurchases) &&
    within(
      forecast?.lifetimeValueMinor,
      conditions.minLifetimeValueMinor,
      conditions.maxLifetimeValueMinor,
    )
  )
}

type Score = RfmScores['recency']

const among = (asked: readonly Score[] | undefined, score: Score | undefined): boolean =>
  asked === undefined || (score !== undefined && asked.includes(score))

/** Both bounds are within. */
function within(value: number | undefined, least?: number, most?: number): boolean {
  if (least === undefined && most === undefined) return true
  if (value === undefined) return false
  return (least === undefined || value >= least) && (most === undefined || value <= most)
}
