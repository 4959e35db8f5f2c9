/** What a customer is worth and may still do, from how they bought and what the shop's model says. */
import { objectsToProfiling } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { type BuyAgain, buyAgainAt, rhythmOf } from './dormancy.ts'
import type { Assessment } from './lifecycle.ts'
import type { BetaGeometric } from './models/beta-geometric.ts'
import { lifetimeValue } from './models/clv.ts'
import { spoilsAlive } from './models/fit-verdict.ts'
import { expectedSpend } from './models/gamma-gamma.ts'
import { expectedPurchasesOf, probabilityAlive } from './models/mbg-nbd.ts'
import { medianGap } from './models/next-purchase.ts'
import { type Summary, summarise } from './models/summary-statistics.ts'
import { netPurchases, withoutSplits } from './net-purchases.ts'
import type { Settings } from './policy.ts'
import { type RfmScores, scoresOf } from './rfm-scores.ts'
import { modelInForce, type ShopModel } from './shop-model.ts'
import { DAY_MS, type Instant } from './time.ts'

/** The model's projection for one customer. */
export type Forecast = {
  /**
   * The chance that they will never buy again, 1 − P(alive), for campaigns that were published with
   * it; absent where the model does not show who has left.
   */
  readonly churnRisk?: number
  /** Within the policy's horizon. */
  readonly expectedPurchases: number
  /** When half of the comparable customers who are still active had bought again. */
  readonly nextPurchaseAt?: Instant
  /**
   * Per purchase, in minor units; absent if the shop's spend cannot be modelled, or if the customer
   * never paid in its currency.
   */
  readonly expectedSpendMinor?: number
  /** Of the purchases expected within the horizon, discounted; absent as the one above. */
  readonly lifetimeValueMinor?: number
}

/** Why there is no forecast. */
export const NO_FORECAST_REASONS = [
  'no-purchase',
  'objects-to-profiling',
  'no-model',
  'model-unusable',
] as const
export type NoForecastReason = (typeof NO_FORECAST_REASONS)[number]

/** @example isNoForecastReason('no-model') // true */
export const isNoForecastReason = (name: string): name is NoForecastReason =>
  NO_FORECAST_REASONS.some((reason) => reason === name)

export type CustomerValue = {
  /** Absent where no model may be used, or where the one at the last purchase cannot be. */
  readonly buyAgain?: BuyAgain
  /** Of the model that holds now; a decision that asks for value names it. */
  readonly modelVersion?: number
  /** Absent if the customer bought nothing, or if there are no customers to compare with. */
  readonly scores?: RfmScores
} & ({ readonly forecast: Forecast } | { readonly noForecast: NoForecastReason })

/** A next purchase that is expected later than this is not expected. */
const FORECAST_LIMIT_DAYS = 3650

type ValueInputs = {
  readonly facts: CustomerFacts
  readonly assessment: Pick<Assessment, 'rfm'>
  readonly settings: Pick<Settings, 'policy' | 'models'>
  readonly now: Instant
}

/**
 * A customer's value at `now`. The chance to buy again is by the model in force at the last purchase,
 * as their class is, so that a refit sends no mail; the rest is by the newest one. Customers who object to profiling (GDPR, article 21) get no
 * value.
 *
 * @example customerValue({ facts, assessment, settings, now }).scores?.recency // 5
 */
export function customerValue({
  facts,
  assessment: { rfm },
  settings: { policy, models },
  now,
}: ValueInputs): CustomerValue {
  if (objectsToProfiling(facts.consents, now)) return { noForecast: 'objects-to-profiling' }
  const { lastPurchaseAt } = rfm
  const bought = (currency?: string) => withoutSplits(netPurchases(facts, now, currency), policy)
  const purchases = bought()
  const history = summarise(purchases, now)
  const rhythm = rhythmOf(purchases.map(({ at }) => at).sort((one, other) => one - other))
  if (!(history && rhythm) || lastPurchaseAt === undefined) return { noForecast: 'no-purchase' }
  const buyAgain = buyAgainAt(rhythm, policy, models, now)
  const model = modelInForce(models, now)
  if (!model) return { noForecast: 'no-model' }
  const about = {
    ...(buyAgain && { buyAgain }),
    modelVersion: model.version,
    ...(model.quintiles && {
      scores: scoresOf({ ...rfm, lastPurchaseAt }, now, model.quintiles),
    }),
  }
  if (model.verdict === 'unusable') return { ...about, noForecast: 'model-unusable' }
  const paid = summarise(bought(policy.currency), now)
  const spendMinor = model.spend && paid && spendOf(model.spend, paid)
  const gapDays = medianGap(model.params, history)
  return {
    ...about,
    forecast: {
      ...(!spoilsAlive(model.reasons) && {
        churnRisk: 1 - probabilityAlive(model.params, history),
      }),
      ...expectationsOf(model.params, history, spendMinor, policy.lifetimeValue),
      ...(gapDays <= FORECAST_LIMIT_DAYS && {
        nextPurchaseAt: Math.round(lastPurchaseAt + gapDays * DAY_MS),
      }),
    },
  }
}

/** For customers who bought only once: the mean of all customers. */
const spendOf = (spend: NonNullable<ShopModel['spend']>, { x, repeatMinor }: Summary): number =>
  expectedSpend(spend, { x, spend: x > 0 ? repeatMinor / x : 0 })

function expectationsOf(
  params: BetaGeometric,
  history: Summary,
  spendMinor: number | undefined,
  { horizonDays, discountAYear }: Settings['policy']['lifetimeValue'],
): Pick<Forecast, 'expectedPurchases' | 'expectedSpendMinor' | 'lifetimeValueMinor'> {
  const expectedPurchases = (days: number) => expectedPurchasesOf(params, history, days)
  return {
    expectedPurchases: expectedPurchases(horizonDays),
    ...(spendMinor !== undefined && {
      expectedSpendMinor: spendMinor,
      lifetimeValueMinor: lifetimeValue({
        expectedPurchases,
        unit: 'days',
        spend: spendMinor,
        horizonDays,
        discountAYear,
      }),
    }),
  }
}
