/** After how long without a purchase a customer is dormant: the policy's days, or their own. */
import { type ConsentFact, objectsToProfiling } from './consent.ts'
import { personalThreshold as thresholdByModel } from './models/personal-threshold.ts'
import type { Policy } from './policy.ts'
import { modelInForce, type ShopModel } from './shop-model.ts'
import { DAY_MS, type Instant } from './time.ts'

/** A customer's purchases as the model sees them: those of one day are one. */
export type Rhythm = {
  readonly first: Instant
  readonly last: Instant
  /** Days on which there was a purchase, by UTC. */
  readonly days: number
}

export const WHY_FALLBACK = ['no-model', 'model-unusable', 'objects-to-profiling'] as const

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
    /** Personal thresholds are switched on, but there is no model, or none may be used. */
    | { readonly kind: 'fallback'; readonly why: (typeof WHY_FALLBACK)[number] }
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
 * The threshold for a customer whose last purchase was at `last`. It uses the model in force at
 * that purchase, so a refit affects a customer only from their next purchase on.
 *
 * @param models ascending by `from`, or why none may be asked: see `modelsFor`
 * @example thresholdFor({ first: 0, last: 60 * DAY_MS, days: 4 }, POLICY, [MODEL]).afterMs / DAY_MS // 61.4
 */
export function thresholdFor(
  { first, last, days }: Rhythm,
  { dormantAfterDays, personalThreshold }: DormancyPolicy,
  models: UsableModels,
): Threshold {
  const fixedMs = dormantAfterDays * DAY_MS
  if (!personalThreshold) return { afterMs: fixedMs, by: { kind: 'policy' } }
  const fallback = (why: (typeof WHY_FALLBACK)[number]): Threshold => ({
    afterMs: fixedMs,
    by: { kind: 'fallback', why },
  })
  if (models === 'objects-to-profiling') return fallback(models)
  const model = modelInForce(models, last)
  if (!model) return fallback('no-model')
  if (model.verdict === 'unusable') return fallback('model-unusable')
  const { theta, minDays, maxDays } = personalThreshold
  const recency = (last - first) / DAY_MS
  const own = thresholdByModel(model.params, { x: days - 1, tx: recency }, theta) - recency
  const clamped = Math.min(Math.max(own, minDays), maxDays)
  return {
    afterMs: Math.round(clamped * DAY_MS),
    by: {
      kind: 'personal',
      modelVersion: model.version,
      ...(own < minDays && { bound: 'least' }),
      ...(own > maxDays && { bound: 'most' }),
    },
  }
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
