/** Whose the threshold of dormancy is, what a customer is worth, and what a model is, in words. */
import type { Forecast } from '../domain/customer-value.ts'
import type { Threshold } from '../domain/dormancy.ts'
import type { Policy } from '../domain/policy.ts'
import type { RfmScores } from '../domain/rfm-scores.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import type { Voice } from './voice.ts'

/** @example daysTold(41.3, voice) // '41.3 days' */
export const daysTold = (days: number, { words, formats }: Voice): string =>
  words.days(formats.number(days))

/** What of a model is told to people; of a server that is newer it may be for reasons of its own. */
export type ModelTold = Pick<ShopModel, 'version' | 'fittedAt' | 'customers'> &
  Judgement & { readonly spendReasons: readonly string[] }
type Judgement = { readonly verdict: string; readonly reasons: readonly string[] }

/** @example reasonsOf(model, voice) // 'nobody has come back yet; ...', empty where nothing is wrong */
export function reasonsOf({ reasons }: Pick<Judgement, 'reasons'>, { words }: Voice): string {
  const known: Readonly<Record<string, string>> = words.fitReasons
  return reasons.map((reason) => known[reason] ?? reason).join(words.fitReasonsAre)
}

type ThresholdTold = {
  readonly by: Threshold['by']
  readonly days: number
  /** Whether they have been silent for so long already. */
  readonly isOver: boolean
  /** The one in force at the last purchase, where it is at hand. */
  readonly model: Judgement | undefined
}

/** @example thresholdSentence(told, voice) // 'Dormant after 90 days without a purchase, as ...' */
export function thresholdSentence(told: ThresholdTold, voice: Voice): string {
  const { threshold } = voice.words
  return threshold[told.isOver ? 'over' : 'ahead'](daysTold(told.days, voice), whose(told, voice))
}

function whose({ by, model }: ThresholdTold, voice: Voice): string {
  const { threshold } = voice.words
  switch (by.kind) {
    case 'policy':
      return threshold.policy
    case 'personal': {
      if (by.bound) return threshold.bounds[by.bound](voice.formats.number(by.modelVersion))
      const kind = model?.verdict === 'doubtful' ? 'personalByDoubtful' : 'personal'
      return threshold[kind](voice.formats.number(by.modelVersion))
    }
    case 'fallback': {
      const why = threshold.fallback[by.why]
      const reasons = by.why === 'model-unusable' && model ? reasonsOf(model, voice) : ''
      return reasons === '' ? why : threshold.because(why, reasons)
    }
  }
}

/** What is foreseen, with what its figures are in. */
export type ForecastTold = {
  readonly [K in keyof Forecast]: Forecast[K] | undefined
} & {
  readonly churnRisk: number
  readonly expectedPurchases: number
  readonly horizonDays: number
  readonly currency: string
}

export const forecastToTell = (
  forecast: Forecast,
  { lifetimeValue: { horizonDays }, currency }: Policy,
): ForecastTold => ({ ...forecast, horizonDays, currency })

/** One thing that is told of a customer's value. */
export type ValueFact = {
  readonly label: string
  readonly told: string
  /** What that means, where it is not plain. */
  readonly meaning?: string
}

/** All that is foreseen, as a list to be read from the top. */
export function forecastFacts(
  forecast: ForecastTold,
  now: Instant,
  voice: Voice,
): readonly ValueFact[] {
  const { words, formats } = voice
  const { value } = words
  const { churnRisk, expectedPurchases, expectedSpendMinor, lifetimeValueMinor } = forecast
  const horizon = daysTold(forecast.horizonDays, voice)
  const money = (minor: number | undefined) =>
    minor === undefined ? value.spendUnknown : formats.money(Math.round(minor), forecast.currency)
  return [
    { label: value.churnRisk, told: riskTold(churnRisk, voice), meaning: value.churnMeaning },
    { label: value.nextPurchase, told: nextPurchaseTold(forecast.nextPurchaseAt, now, voice) },
    {
      label: value.expectedPurchases,
      told: value.within(atLeastTenth(expectedPurchases, voice), horizon),
    },
    { label: value.spend, told: money(expectedSpendMinor) },
    {
      label: value.lifetimeValue,
      told: money(lifetimeValueMinor),
      ...(lifetimeValueMinor !== undefined && { meaning: value.lifetimeMeaning(horizon) }),
    },
  ]
}

/** The sides of a customer that are scored, in the order in which the field names them. */
export const scoresTold = (scores: RfmScores, { words: { value } }: Voice) =>
  (['recency', 'frequency', 'monetary'] as const).map((side) => ({
    name: value.scores[side],
    score: scores[side],
    told: value.score(value.scores[side], String(scores[side])),
  }))

/** Empty where no sign is to come: a prospect, somebody dormant, or one whose sign has begun. */
export const atRiskFacts = (
  atRiskAt: Instant | undefined,
  now: Instant,
  { words: { value }, formats }: Voice,
): readonly ValueFact[] =>
  atRiskAt === undefined || atRiskAt <= now
    ? []
    : [{ label: value.atRisk, told: value.atRiskFrom(formats.day(atRiskAt)) }]

/** In whole percent: more would promise what no model keeps. No chance is none, or certain. */
function riskTold(share: number, { words: { value }, formats }: Voice): string {
  if (share < 0.01) return value.under(formats.percent(0.01))
  if (share > 0.99) return value.over(formats.percent(0.99))
  return formats.percent(Math.round(100 * share) / 100)
}

const atLeastTenth = (count: number, { words: { value }, formats }: Voice): string =>
  count < 0.05 ? value.under(formats.tenths(0.1)) : formats.tenths(count)

function nextPurchaseTold(at: Instant | undefined, now: Instant, voice: Voice): string {
  const { words, formats } = voice
  if (at === undefined) return words.value.tooFar
  const daysAgo = Math.floor((now - at) / DAY_MS)
  if (at > now) return words.value.around(formats.day(at))
  return daysAgo === 0
    ? words.value.aboutNow
    : words.value.wasAround(formats.day(at), daysTold(daysAgo, voice))
}

/** By which model, and how far to trust it. */
export function modelSentence(model: ModelTold, voice: Voice): string {
  const { words, formats } = voice
  const { value } = words
  const told = value.byModelOf(
    formats.number(model.version),
    formats.day(model.fittedAt),
    words.customerCount(formats.number(model.customers)),
  )
  return [
    told,
    ...(model.verdict === 'doubtful' ? [value.roughGuide(reasonsOf(model, voice))] : []),
    ...spendDoubts(model, voice),
  ].reduce(words.together)
}

/** What is wrong with what is said of money, where that is not wrong with everything. */
export function spendDoubts(
  { reasons, spendReasons }: Pick<ModelTold, 'reasons' | 'spendReasons'>,
  voice: Voice,
): readonly string[] {
  const own = spendReasons.filter((reason) => !reasons.includes(reason))
  return own.length > 0 ? [voice.words.value.spendDoubts(reasonsOf({ reasons: own }, voice))] : []
}
