/** What was learned of how a shop's customers buy: a version of it, in force from an instant on. */
import type { BetaGeometric } from './models/beta-geometric.ts'
import type { FitReason } from './models/fit-verdict.ts'
import type { GammaGamma } from './models/gamma-gamma.ts'
import type { LearnedChance } from './models/learned-chance.ts'
import type { Interval } from './models/plausible.ts'
import type { RfmQuintiles } from './rfm-scores.ts'
import { DAY_MS, type Instant } from './time.ts'

export type ShopModel = {
  /** Counts up; decisions name it. */
  readonly version: number
  readonly from: Instant
  readonly fittedAt: Instant
  /** The customers it was fitted on. */
  readonly customers: number
  /** Why its verdict is not 'fitted'; in no order. */
  readonly reasons: readonly FitReason[]
  /** Where the shop's customers part by recency, frequency and monetary value; absent for none. */
  readonly quintiles?: RfmQuintiles
  /**
   * What is spent on repeat purchases, in minor units of the shop's currency; absent if unusable.
   */
  readonly spend?: GammaGamma
  /** Why it is absent, or to be doubted; in no order. */
  readonly spendReasons: readonly FitReason[]
} & (
  | {
      readonly verdict: 'fitted' | 'doubtful'
      /** Of MBG/NBD, in days. */
      readonly params: BetaGeometric
      /**
       * After how many days without a purchase the median customer is dormant, before the policy's
       * bounds, with a 95% interval that shows how certain the model is. Absent if it is never.
       */
      readonly typicalSilenceDays?: Interval
      /** For the policy's horizon at that time; absent in versions of before. */
      readonly chance?: LearnedChance
    }
  /** It provides no forecasts: the policy's own threshold applies. */
  | { readonly verdict: 'unusable' }
)

/**
 * The version that holds at an instant; undefined before the first.
 *
 * @param models ascending by `from`
 * @example modelInForce([v1, v2], v2.from - 1) // v1
 */
export const modelInForce = (models: readonly ShopModel[], at: Instant): ShopModel | undefined =>
  models.findLast(({ from }) => from <= at)

/** Backtests and conditions ask for a version's forecasts for about this long. */
const FORESIGHT_KEPT_MS = 400 * DAY_MS

/**
 * Versions as they are kept: of an old one only what thresholds need, since customers may have made
 * their last purchase while it was in force. Every decision reads all of them, in one row, and each
 * week adds one: the row has some 170 kB after ten years, of the 400 kB that DynamoDB allows.
 *
 * @example keptModels([v1, v2], now)[0]?.quintiles // undefined, where v1 is two years old
 */
export const keptModels = (models: readonly ShopModel[], now: Instant): readonly ShopModel[] =>
  models.map((model) => {
    if (now - model.fittedAt < FORESIGHT_KEPT_MS) return model
    const { quintiles: _quintiles, spend: _spend, ...kept } = model
    if (kept.verdict === 'unusable') return kept
    const { typicalSilenceDays: _typical, chance, ...threshold } = kept
    if (!chance) return threshold
    const { atBounds: _atBounds, betterWithinDays: _better, ...decisive } = chance
    return { ...threshold, chance: decisive }
  })
