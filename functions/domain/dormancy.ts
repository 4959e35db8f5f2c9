/** After how long without a purchase a customer is dormant: the policy's days, or their own. */
import { type ConsentFact, objectsToProfiling } from './consent.ts'
import { aliveThreshold } from './models/alive-threshold.ts'
import type { BetaGeometric } from './models/beta-geometric.ts'
import { chanceToBuyAgain, inactivityUntil } from './models/chance-to-buy-again.ts'
import { spoilsAlive } from './models/fit-verdict.ts'
import {
  LEAST_AUTO_CHANCE,
  type LearnedChance,
  type PersonalRule,
} from './models/learned-chance.ts'
import { type AliveThreshold, type Policy, personalRule } from './policy.ts'
import { modelInForce, type ShopModel } from './shop-model.ts'
import { DAY_MS, dayOf, type Instant } from './time.ts'

/** A customer's purchases as the model sees them: those of one day are one. */
export type Rhythm = {
  readonly first: Instant
  readonly last: Instant
  /** Days on which there was a purchase, by UTC. */
  readonly days: number
}

/**
 * The rhythm of purchases in ascending order; undefined for none.
 *
 * @example rhythmOf([0, 1, DAY_MS])?.days // 2
 */
export function rhythmOf(purchases: readonly Instant[]): Rhythm | undefined {
  const [first, last] = [purchases.at(0), purchases.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return { first, last, days: new Set(purchases.map(dayOf)).size }
}

export const WHY_FALLBACK = [
  'no-model',
  'model-unusable',
  'objects-to-profiling',
  /** Customers with a single purchase, for whom the fixed days were measured to do better. */
  'bought-once',
] as const
type WhyFallback = (typeof WHY_FALLBACK)[number]

export type Threshold = {
  readonly afterMs: number
  readonly by:
    | { readonly kind: 'policy' }
    | {
        readonly kind: 'personal'
        readonly modelVersion: number
        /** The policy's bound that it is at, where their own would be beyond it. */
        readonly bound?: 'least' | 'most'
      }
    /** Personal limits are switched on, but none applies to this customer. */
    | { readonly kind: 'fallback'; readonly why: WhyFallback }
}

/** The models of the shop, or why none of them may speak of a customer. */
export type UsableModels = readonly ShopModel[] | 'objects-to-profiling'

/**
 * The models for one customer: none if they object to profiling (GDPR, article 21).
 *
 * @example modelsFor([], 0, [MODEL]).length // 1
 */
export const modelsFor = (
  consents: readonly ConsentFact[],
  now: Instant,
  models: readonly ShopModel[],
): UsableModels => (objectsToProfiling(consents, now) ? 'objects-to-profiling' : models)

export type DormancyPolicy = Pick<Policy, 'dormantAfterDays' | 'personalThreshold'>

/**
 * The threshold for a customer whose last purchase was at `last`: once their chance to buy again
 * within the policy's horizon has fallen to its chance, within its bounds. It uses the model in
 * force at that purchase, so a refit affects a customer only from their next purchase on.
 *
 * @param models ascending by `from`, or why none may be asked: see `modelsFor`
 * @example thresholdFor({ first: 0, last: 60 * DAY_MS, days: 4 }, POLICY, [MODEL]).afterMs / DAY_MS // 95.1675477199074
 */
export function thresholdFor(
  rhythm: Rhythm,
  policy: DormancyPolicy,
  models: UsableModels,
): Threshold {
  const { personalThreshold, dormantAfterDays } = policy
  const fixedMs = dormantAfterDays * DAY_MS
  if (!personalThreshold) return { afterMs: fixedMs, by: { kind: 'policy' } }
  const model = modelAt(rhythm.last, models)
  const own =
    typeof model === 'string'
      ? model
      : 'theta' in personalThreshold
        ? limitByAlive(rhythm, personalThreshold, model)
        : limitByChance(rhythm, policy, model)
  if (typeof own === 'string') return { afterMs: fixedMs, by: { kind: 'fallback', why: own } }
  return {
    afterMs: own.afterMs,
    by: {
      kind: 'personal',
      modelVersion: own.version,
      ...(own.bound && { bound: own.bound }),
    },
  }
}

type UsableModel = Exclude<ShopModel, { readonly verdict: 'unusable' }>

/** The one in force at the last purchase, or why there is none to use. */
function modelAt(last: Instant, models: UsableModels): UsableModel | WhyFallback {
  if (models === 'objects-to-profiling') return models
  const model = modelInForce(models, last)
  if (!model) return 'no-model'
  return model.verdict === 'unusable' ? 'model-unusable' : model
}

/** A customer's own limit, within the policy's bounds. */
type OwnLimit = {
  readonly afterMs: number
  readonly bound?: 'least' | 'most'
  readonly version: number
}

/** The first millisecond at which the chance is no longer above the rule's, as conditions ask for it. */
function limitByChance(
  rhythm: Rhythm,
  policy: DormancyPolicy,
  { params, version, chance: ofModel }: UsableModel,
): OwnLimit | WhyFallback {
  const { withinDays, minDays, maxDays, ...asked } = personalRule(policy)
  const learned = ofModel?.withinDays === withinDays ? ofModel : undefined
  if (rhythm.days === 1 && learned?.boughtOnce === 'fixed') return 'bought-once'
  const rule = { chance: dormantAtChance(asked, learned), horizon: withinDays }
  const isDormantAfter = (ms: number) =>
    chanceOf(rhythm, params, withinDays, rhythm.last + ms) <= rule.chance
  const days = inactivityUntil(params, boughtBy(rhythm), rule, minDays, maxDays)
  if (days > minDays && days < maxDays) {
    const about = Math.ceil(days * DAY_MS)
    return { afterMs: [about - 1, about, about + 1].find(isDormantAfter) ?? about, version }
  }
  const isBelow = minDays < maxDays ? days <= minDays : isDormantAfter(minDays * DAY_MS)
  const bound = isBelow ? 'least' : 'most'
  return { afterMs: days * DAY_MS, bound, version }
}

/**
 * The chance at which a customer becomes dormant.
 *
 * @param learned for the policy's horizon; absent where the model learned none for it
 * @example dormantAtChance({ chance: 'auto' }, undefined) // 0.25
 */
export const dormantAtChance = (
  { chance }: Pick<PersonalRule, 'chance'>,
  learned: LearnedChance | undefined,
): number => (chance === 'auto' ? (learned?.auto ?? LEAST_AUTO_CHANCE) : chance)

function limitByAlive(
  rhythm: Rhythm,
  { theta, minDays, maxDays }: AliveThreshold,
  { params, reasons, version }: UsableModel,
): OwnLimit | WhyFallback {
  if (spoilsAlive(reasons)) return 'model-unusable'
  const history = boughtBy(rhythm)
  const days = aliveThreshold(params, history, theta) - history.tx
  if (days <= minDays) return { afterMs: minDays * DAY_MS, bound: 'least', version }
  if (days >= maxDays) return { afterMs: maxDays * DAY_MS, bound: 'most', version }
  return { afterMs: Math.round(days * DAY_MS), version }
}

const boughtBy = ({ first, last, days }: Rhythm) => ({
  x: days - 1,
  tx: (last - first) / DAY_MS,
})

/** The chance that a customer buys again, as their class and conditions are decided by it. */
export type BuyAgain = {
  /** From 0 to 1. */
  readonly chance: number
  readonly withinDays: number
  readonly modelVersion: number
}

/**
 * The chance at `now`, by the model in force at the last purchase; undefined where none may be used.
 *
 * @example buyAgainAt({ first: 0, last: 60 * DAY_MS, days: 4 }, POLICY, [MODEL], 90 * DAY_MS)?.chance // 0.5682
 */
export function buyAgainAt(
  rhythm: Rhythm,
  policy: DormancyPolicy,
  models: UsableModels,
  now: Instant,
): BuyAgain | undefined {
  const model = modelAt(rhythm.last, models)
  if (typeof model === 'string') return undefined
  const { withinDays } = personalRule(policy)
  const chance = chanceOf(rhythm, model.params, withinDays, now)
  return { chance, withinDays, modelVersion: model.version }
}

/** Beyond ten years a chance that has not fallen yet is not waited for. */
const LONGEST_DAYS = 3650

/**
 * The milliseconds at one of which the chance falls to, or below, `chance` if no other purchase comes.
 *
 * @param purchases ascending
 * @param chance from 0 to 1; where it is either, nothing changes
 * @example chanceFallsAt(0.25, [0, 60 * DAY_MS], POLICY, [MODEL]).length // 3
 */
export function chanceFallsAt(
  chance: number,
  purchases: readonly Instant[],
  policy: DormancyPolicy,
  models: UsableModels,
): readonly Instant[] {
  const rhythm = rhythmOf(purchases)
  const model = rhythm ? modelAt(rhythm.last, models) : undefined
  if (!rhythm || model === undefined || typeof model === 'string') return []
  if (chance <= 0 || chance >= 1) return []
  const rule = { chance, horizon: personalRule(policy).withinDays }
  const days = inactivityUntil(model.params, boughtBy(rhythm), rule, 0, LONGEST_DAYS)
  const about = rhythm.last + Math.ceil(days * DAY_MS)
  return [about - 1, about, about + 1]
}

function chanceOf(rhythm: Rhythm, params: BetaGeometric, withinDays: number, now: Instant): number {
  const history = { ...boughtBy(rhythm), T: Math.max(0, now - rhythm.first) / DAY_MS }
  return chanceToBuyAgain(params, history, withinDays)
}

/**
 * When the early sign of dormancy begins: at a share of the customer's own threshold.
 *
 * @example atRiskAt(1_000, { afterMs: 90_000, by: { kind: 'policy' } }, { atRiskShare: 0.7 }) // 64_000
 */
export const atRiskAt = (
  last: Instant,
  { afterMs }: Threshold,
  { atRiskShare }: Pick<Policy, 'atRiskShare'>,
): Instant => last + Math.round(afterMs * atRiskShare)
