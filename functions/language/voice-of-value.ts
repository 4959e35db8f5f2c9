/** Whose the threshold of dormancy is, what a customer is worth, and what a model is, in words. */
import type { Forecast } from '../domain/customer-value.ts'
import type { Threshold } from '../domain/dormancy.ts'
import type { Policy } from '../domain/policy.ts'
import type { RfmScores } from '../domain/rfm-scores.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import type { Instant } from '../domain/time.ts'
import type { Voice } from './voice.ts'

/** Below so many days a tenth of one makes a difference to people. */
const TENTHS_BELOW_DAYS = 10

/** In whole days, few of them to a tenth. @example daysTold(41.3, voice) // '41 days' */
export const daysTold = (days: number, voice: Voice): string =>
  voice.words.days(dayCount(days, voice))

const dayCount = (days: number, { formats }: Voice): string => {
  const parts = days < TENTHS_BELOW_DAYS ? 10 : 1
  return formats.number(Math.round(parts * days) / parts)
}

/** What of a model is told to people; of a server that is newer it may be for reasons of its own. */
export type ModelTold = Pick<ShopModel, 'version' | 'fittedAt' | 'customers'> &
  Judgement & { readonly spendReasons: readonly string[] }
type Judgement = { readonly verdict: string; readonly reasons: readonly string[] }

/** @example judgementReasons(model, voice) // 'nobody has come back yet; ...', empty where nothing is wrong */
export function judgementReasons(
  { reasons }: Pick<Judgement, 'reasons'>,
  { words }: Voice,
): string {
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
      const reasons = by.why === 'model-unusable' && model ? judgementReasons(model, voice) : ''
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
    { label: value.nextPurchase, told: nextPurchaseTold(forecast, now, voice) },
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

type EarlySign = {
  /** When it begins, or began; absent for a prospect and for who is dormant. */
  readonly at: Instant | undefined
  /** The share of the threshold at which it begins. */
  readonly share: number
  readonly thresholdDays: number
  /** Whose threshold that is, where it is known. */
  readonly by: Threshold['by'] | undefined
}

/** Whose days the threshold is. */
const OWNERS = {
  policy: 'policy',
  personal: 'own',
  fallback: 'policy',
} as const satisfies Readonly<Record<Threshold['by']['kind'], 'policy' | 'own'>>

/** The sign goes by a number of days and not by what is foreseen, so it says by whose. */
export function atRiskFacts(
  { at, share, thresholdDays, by }: EarlySign,
  now: Instant,
  voice: Voice,
): readonly ValueFact[] {
  if (at === undefined) return []
  const { words, formats } = voice
  const { value } = words
  return [
    {
      label: value.atRisk,
      told: value[at <= now ? 'atRiskSince' : 'atRiskFrom'](formats.day(at)),
      ...(by && {
        meaning: value.atRiskBy[OWNERS[by.kind]](
          formats.percent(share),
          daysTold(thresholdDays, voice),
        ),
      }),
    },
  ]
}

const HARDLY_ANY = 0.01
const ALL_BUT_CERTAIN = 0.99

/** In whole percent: more would promise what no model keeps. No chance is none, or certain. */
export function riskTold(share: number, { words: { value }, formats }: Voice): string {
  if (share < HARDLY_ANY) return value.under(formats.percent(HARDLY_ANY))
  if (share > ALL_BUT_CERTAIN) return value.over(formats.percent(ALL_BUT_CERTAIN))
  return formats.percent(Math.round(100 * share) / 100)
}

const atLeastTenth = (count: number, { words: { value }, formats }: Voice): string =>
  count < 0.05 ? value.under(formats.tenths(0.1)) : formats.tenths(count)

/** When somebody who is still there would buy, so of who has all but surely left it says nothing. */
function nextPurchaseTold(
  { nextPurchaseAt: at, churnRisk }: ForecastTold,
  now: Instant,
  voice: Voice,
): string {
  const { words, formats } = voice
  if (churnRisk > ALL_BUT_CERTAIN) return words.value.notExpected
  if (at === undefined) return words.value.tooFar
  const daysAgo = formats.daysBetween(at, now)
  if (daysAgo === 0) return words.value.aboutNow
  if (daysAgo < 0) return words.value.around(formats.day(at))
  return words.value.wasAround(formats.day(at), daysTold(daysAgo, voice))
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
    ...(model.verdict === 'doubtful' ? [value.roughGuide(judgementReasons(model, voice))] : []),
    ...spendDoubts(model, voice),
  ].reduce(words.together)
}

/** What is wrong with what is said of money, where that is not wrong with everything. */
export function spendDoubts(
  { reasons, spendReasons }: Pick<ModelTold, 'reasons' | 'spendReasons'>,
  voice: Voice,
): readonly string[] {
  const own = spendReasons.filter((reason) => !reasons.includes(reason))
  return own.length > 0
    ? [voice.words.value.spendDoubts(judgementReasons({ reasons: own }, voice))]
    : []
}

/** How far apart the answers are that the shop's customers allow. */
export function certaintySentences(model: ShopModel, voice: Voice): readonly string[] {
  const { typicalSilenceDays } = 'params' in model ? model : {}
  if (!typicalSilenceDays) return []
  const { value, low, high } = typicalSilenceDays
  const range = [low, high].map((days) => dayCount(days, voice)) as [string, string]
  return [voice.words.model.certainty(daysTold(value, voice), ...range)]
}
