/** How the chance that a customer buys again falls with inactivity, and when they are dormant by it. */
import type { CustomerFacts } from './customer.ts'
import {
  type BuyAgain,
  buyAgainAt,
  type DormancyPolicy,
  dormantAtChance,
  modelsFor,
  type Rhythm,
  rhythmOf,
  thresholdFor,
} from './dormancy.ts'
import { netPurchases, withoutSplits } from './net-purchases.ts'
import { personalRule, type Settings } from './policy.ts'
import { modelInForce, type ShopModel } from './shop-model.ts'
import { DAY_MS, type Instant } from './time.ts'

/** Everything by the model in force at the last purchase. Chances are from 0 to 1. */
export type ChanceCourse = Pick<BuyAgain, 'withinDays' | 'modelVersion'> & {
  /** Days on which there was a purchase, by UTC. */
  readonly purchaseDays: number
  readonly firstPurchaseAt: Instant
  readonly lastPurchaseAt: Instant
  /** Right after the last purchase. */
  readonly afterPurchase: number
  /** After how long without a purchase they are dormant, by whichever limit applies to them. */
  readonly limitDays: number
  readonly atLimit: number
  /** The chance that makes them dormant; absent where their limit does not follow from one. */
  readonly dormantAt?: number | undefined
  /** The shop's fixed limit. */
  readonly fixedDays: number
  readonly atFixedDays: number
}

/**
 * Undefined where there is no purchase, or no model that may be asked.
 *
 * @example chanceCourse(facts, settings, now)?.afterPurchase // 0.81
 */
export function chanceCourse(
  facts: CustomerFacts,
  settings: Pick<Settings, 'policy' | 'models'>,
  now: Instant,
): ChanceCourse | undefined {
  const { policy } = settings
  const rhythm = rhythmAt(facts, settings, now)
  if (!rhythm) return undefined
  const models = modelsFor(facts.consents, now, settings.models)
  const { first, last, days } = rhythm
  const { afterMs, by } = thresholdFor(rhythm, policy, models)
  const fixedDays = policy.dormantAfterDays
  const [right, limit, fixed] = [0, afterMs, fixedDays * DAY_MS].map((inactive) =>
    buyAgainAt(rhythm, policy, models, last + inactive),
  )
  if (!(right && limit && fixed)) return undefined
  const { withinDays, modelVersion } = right
  const dormantAt =
    by.kind === 'personal' ? limitChance(policy, modelInForce(settings.models, last)) : undefined
  return {
    ...{ withinDays, modelVersion, fixedDays },
    purchaseDays: days,
    firstPurchaseAt: first,
    lastPurchaseAt: last,
    afterPurchase: right.chance,
    limitDays: afterMs / DAY_MS,
    atLimit: limit.chance,
    atFixedDays: fixed.chance,
    ...(dormantAt !== undefined && { dormantAt }),
  }
}

/**
 * The chance that own limits follow from; undefined where they follow from P(alive), or where there
 * are none.
 *
 * @param model the one in force at the last purchase
 * @example limitChance({ dormantAfterDays: 90, personalThreshold: { chance: 'auto' } }, MODEL) // 0.25
 */
export function limitChance(
  policy: DormancyPolicy,
  model: ShopModel | undefined,
): number | undefined {
  const { personalThreshold } = policy
  if (!personalThreshold || 'theta' in personalThreshold) return undefined
  if (!model || model.verdict === 'unusable') return undefined
  const rule = personalRule(policy)
  const learned = model.chance?.withinDays === rule.withinDays ? model.chance : undefined
  return dormantAtChance(rule, learned)
}

/** The chance after a time without a purchase. */
export type ChancePoint = { readonly days: number; readonly chance: number }

/**
 * The chance from the last purchase on, at so many instants evenly apart.
 *
 * @param until days after the last purchase
 * @example chancePoints(facts, settings, now, 180, 61).at(-1)?.days // 180
 */
export function chancePoints(
  facts: CustomerFacts,
  settings: Pick<Settings, 'policy' | 'models'>,
  now: Instant,
  until: number,
  points: number,
): readonly ChancePoint[] {
  const rhythm = rhythmAt(facts, settings, now)
  if (!rhythm) return []
  const models = modelsFor(facts.consents, now, settings.models)
  return Array.from({ length: points }, (_, i) => (until * i) / (points - 1)).flatMap((days) => {
    const at = buyAgainAt(rhythm, settings.policy, models, rhythm.last + days * DAY_MS)
    return at ? [{ days, chance: at.chance }] : []
  })
}

function rhythmAt(
  facts: CustomerFacts,
  { policy }: Pick<Settings, 'policy'>,
  now: Instant,
): Rhythm | undefined {
  const purchases = withoutSplits(netPurchases(facts, now), policy)
  return rhythmOf(purchases.map(({ at }) => at).sort((one, other) => one - other))
}
