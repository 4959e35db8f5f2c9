/** Which models a backtest uses, and whether they were learned from later data. */
import { asksForValue } from '../../domain/conditions.ts'
import type { FitVerdict } from '../../domain/models/fit-verdict.ts'
import { personalRule, type Settings } from '../../domain/policy.ts'
import { DAY_MS, type Instant, isoInstant } from '../../domain/time.ts'

export type BacktestModels = {
  /** What asks for a model: thresholds of each customer's own, conditions that ask for value. */
  readonly thresholds: boolean
  readonly value: boolean
  /** Up to then there was none, RFC 3339; null if there was one all along, or none at all. */
  readonly noneBefore: string | null
  /** Those that were asked, in their order. */
  readonly versions: readonly {
    readonly version: number
    readonly verdict: FitVerdict
    /** RFC 3339. */
    readonly fittedAt: string
    /** It was learned later than it was first asked: in life it would not have been there. */
    readonly hindsight: boolean
  }[]
}

type Period = { readonly from: Instant; readonly to: Instant }

/**
 * A model learned while the shop was loading is in force for all of the past, so its forecasts for
 * that time rest on later data. Null if nothing asks for a model.
 *
 * @example modelsAsked(settings, { from, to })?.versions[0]?.hindsight // true
 */
export function modelsAsked(settings: Settings, { from, to }: Period): BacktestModels | null {
  const { models, campaigns, policy, segments } = settings
  const own = policy.personalThreshold
  const value = campaigns.some((campaign) =>
    [campaign.eligible, ...campaign.steps.flatMap((step) => [step.conditions, step.while])].some(
      (asked) => asksForValue(asked, segments),
    ),
  )
  if (!(own || value)) return null
  // A threshold is by the model of the last purchase, which may lie so far back.
  const since = own ? from - personalRule(policy).maxDays * DAY_MS : from
  const asked = models.filter((model, i) => model.from < to && (models[i + 1]?.from ?? to) > since)
  const [first] = asked
  return {
    thresholds: own !== null,
    value,
    noneBefore: first && first.from > since ? isoInstant(first.from) : null,
    versions: asked.map(({ version, verdict, fittedAt, from: inForceFrom }) => ({
      version,
      verdict,
      fittedAt: isoInstant(fittedAt),
      hindsight: fittedAt > Math.max(inForceFrom, from),
    })),
  }
}
