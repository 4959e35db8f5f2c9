/** Sentences about dormancy thresholds, a customer's value, and the shop's model. */
import type { Forecast } from '../domain/customer-value.ts'
import type { BuyAgain, Threshold } from '../domain/dormancy.ts'
import type { Policy } from '../domain/policy.ts'
import type { RfmScores } from '../domain/rfm-scores.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import type { Voice } from './voice.ts'

/** Below this, a tenth of a day makes a difference to people. */
const TENTHS_BELOW_DAYS = 10

/** In whole days, few of them to a tenth. @example formatDays(41.3, voice) // '41 days' */
export const formatDays = (days: number, voice: Voice): string =>
  voice.words.days(dayCount(days, voice))

const dayCount = (days: number, { formats }: Voice): string => {
  const parts = days < TENTHS_BELOW_DAYS ? 10 : 1
  return formats.number(Math.round(parts * days) / parts)
}

/** What people see of a model; a newer server may give reasons that are unknown here. */
export type ModelSummary = Pick<ShopModel, 'version' | 'fittedAt' | 'customers'> &
  Judgement & { readonly spendReasons: readonly string[] }
type Judgement = { readonly verdict: string; readonly reasons: readonly string[] }

/** @example judgementReasons(model, voice) // 'no customer had made a second purchase yet; ...', empty if nothing is wrong */
export function judgementReasons(
  { reasons }: Pick<Judgement, 'reasons'>,
  { words }: Voice,
): string {
  const known: Readonly<Record<string, string>> = words.fitReasons
  return reasons.map((reason) => known[reason] ?? reason).join(words.listSeparator)
}

type ThresholdFacts = {
  readonly by: Threshold['by']
  /** The chance that makes the customer dormant, if that is what decides and is known. */
  readonly fallsTo?: { readonly chance: number; readonly withinDays: number } | undefined
  readonly days: number
  /** Whether the customer is dormant already. */
  readonly isOver: boolean
  /** The one in force at the last purchase, if it is at hand. */
  readonly model: Judgement | undefined
}

/** @example thresholdSentence(facts, voice) // 'Dormant after 90 days without a purchase (...).' */
export function thresholdSentence(facts: ThresholdFacts, voice: Voice): string {
  const { threshold } = voice.words
  return threshold[facts.isOver ? 'over' : 'ahead'](
    formatDays(facts.days, voice),
    thresholdOrigin(facts, voice),
  )
}

function thresholdOrigin({ by, model, fallsTo }: ThresholdFacts, voice: Voice): string {
  const { threshold } = voice.words
  switch (by.kind) {
    case 'policy':
      return threshold.policy
    case 'personal': {
      const origin = ownOrigin(by, fallsTo, voice)
      const isRough = model?.verdict === 'doubtful' && !by.bound
      return isRough ? threshold.asRoughGuide(origin) : origin
    }
    case 'fallback': {
      const why = threshold.fallback[by.why]
      const reasons = by.why === 'model-unusable' && model ? judgementReasons(model, voice) : ''
      return reasons === '' ? why : threshold.because(why, reasons)
    }
  }
}

function ownOrigin(
  { modelVersion, bound }: Extract<Threshold['by'], { kind: 'personal' }>,
  fallsTo: ThresholdFacts['fallsTo'],
  voice: Voice,
): string {
  const { threshold } = voice.words
  const version = voice.formats.number(modelVersion)
  if (!fallsTo) return (bound ? threshold.bounds[bound] : threshold.personal)(version)
  const says = bound ? threshold.boundsByChance[bound] : threshold.personalByChance
  const { chance, withinDays } = fallsTo
  return says(version, formatChance(chance, voice), formatDays(withinDays, voice))
}

/** A forecast, with the units of its figures. */
export type ForecastFigures = {
  readonly [K in Exclude<keyof Forecast, 'churnRisk'>]?: Forecast[K] | undefined
} & {
  /** To buy again within the policy's days, if it is known. */
  readonly chance?: number | undefined
  readonly expectedPurchases: number
  readonly horizonDays: number
  readonly currency: string
}

export const forecastFigures = (
  { churnRisk: _, ...forecast }: Forecast,
  buyAgain: BuyAgain | undefined,
  { lifetimeValue: { horizonDays }, currency }: Policy,
): ForecastFigures => ({ ...forecast, chance: buyAgain?.chance, horizonDays, currency })

/** One line about a customer's value. */
export type ValueFact = {
  readonly label: string
  readonly text: string
  /** What that means, if it is not plain. */
  readonly meaning?: string
}

/** A forecast as lines, in their order. */
export function forecastFacts(
  forecast: ForecastFigures,
  now: Instant,
  voice: Voice,
): readonly ValueFact[] {
  const { words, formats } = voice
  const { value } = words
  const { expectedPurchases, expectedSpendMinor, lifetimeValueMinor } = forecast
  const horizon = formatDays(forecast.horizonDays, voice)
  const money = (minor: number | undefined) =>
    minor === undefined ? value.spendUnknown : formats.money(Math.round(minor), forecast.currency)
  return [
    { label: value.nextPurchase, text: nextPurchaseText(forecast, now, voice) },
    {
      label: value.expectedPurchases,
      text: value.within(atLeastTenth(expectedPurchases, voice), horizon),
    },
    { label: value.spend, text: money(expectedSpendMinor) },
    {
      label: value.lifetimeValue,
      text: money(lifetimeValueMinor),
      ...(lifetimeValueMinor !== undefined && { meaning: value.lifetimeMeaning(horizon) }),
    },
  ]
}

/** The RFM scores, in the order of their name. */
export const scoreFacts = (scores: RfmScores, { words: { value } }: Voice) =>
  (['recency', 'frequency', 'monetary'] as const).map((side) => ({
    name: value.scores[side],
    score: scores[side],
    text: value.score(value.scores[side], String(scores[side])),
  }))

type AtRisk = {
  /** When it begins, or began; absent for prospects and dormant customers. */
  readonly at: Instant | undefined
  /** The share of the threshold at which it begins. */
  readonly share: number
  readonly thresholdDays: number
  /** Where the threshold comes from, if known. */
  readonly by: Threshold['by'] | undefined
}

/** Which words say where the threshold comes from. */
const THRESHOLD_ORIGINS = {
  policy: 'policy',
  personal: 'own',
  fallback: 'policy',
} as const satisfies Readonly<Record<Threshold['by']['kind'], 'policy' | 'own'>>

/** Being at risk follows from the threshold and not from the forecast, so it says from which. */
export function atRiskFacts(
  { at, share, thresholdDays, by }: AtRisk,
  now: Instant,
  voice: Voice,
): readonly ValueFact[] {
  if (at === undefined) return []
  const { words, formats } = voice
  const { value } = words
  return [
    {
      label: value.atRisk,
      text: value[at <= now ? 'atRiskSince' : 'atRiskFrom'](formats.day(at)),
      ...(by && {
        meaning: value.atRiskBy[THRESHOLD_ORIGINS[by.kind]](
          formatDays(share * thresholdDays, voice),
          formats.percent(share),
          formatDays(thresholdDays, voice),
        ),
      }),
    },
  ]
}

const LOWEST_SHOWN = 0.01
const HIGHEST_SHOWN = 0.99

/** In whole percent: more would claim precision that no model has. Never 0% or 100%. */
export function formatChance(share: number, { words: { value }, formats }: Voice): string {
  if (share < LOWEST_SHOWN) return value.under(formats.percent(LOWEST_SHOWN))
  if (share > HIGHEST_SHOWN) return value.over(formats.percent(HIGHEST_SHOWN))
  return formats.percent(Math.round(100 * share) / 100)
}

const atLeastTenth = (count: number, { words: { value }, formats }: Voice): string =>
  count < 0.05 ? value.under(formats.tenths(0.1)) : formats.tenths(count)

/** The forecast assumes that the customer is not lost, so it says nothing of one who hardly buys again. */
function nextPurchaseText(
  { nextPurchaseAt: at, chance }: ForecastFigures,
  now: Instant,
  voice: Voice,
): string {
  const { words, formats } = voice
  if ((chance ?? 1) < LOWEST_SHOWN) return words.value.notExpected
  if (at === undefined) return words.value.tooFar
  const daysAgo = formats.daysBetween(at, now)
  if (daysAgo === 0) return words.value.aboutNow
  if (daysAgo < 0) return words.value.around(formats.day(at))
  return words.value.wasAround(formats.day(at), formatDays(daysAgo, voice))
}

/** By which model, and how far to trust it. */
export function modelSentence(model: ModelSummary, voice: Voice): string {
  const { words, formats } = voice
  const { value } = words
  const source = value.byModelOf(
    formats.number(model.version),
    formats.day(model.fittedAt),
    words.customerCount(formats.number(model.customers)),
  )
  return [
    source,
    ...(model.verdict === 'doubtful' ? [value.roughGuide(judgementReasons(model, voice))] : []),
    ...spendDoubts(model, voice),
  ].reduce(words.joinSentences)
}

/** How well a model did on the shop's own history. */
type Measured = {
  /** The length of the test. */
  readonly until: Instant
  readonly to: Instant
  /** Purchases. */
  readonly expected: number
  readonly actual: number
  readonly money?:
    | {
        readonly currency: string
        readonly expectedMinor: number
        readonly actualMinor: number
        readonly meanAbsoluteErrorMinor: number
      }
    | undefined
}

/**
 * How accurate the figures of a forecast were on the shop's own history.
 *
 * @example measuredSentence(undefined, voice) // 'These figures have not been checked ... yet.'
 */
export function measuredSentence(test: Measured | undefined, voice: Voice): string {
  const { words, formats } = voice
  const { measured } = words.value
  if (!test || test.actual === 0) return measured.notYet
  const share = (expected: number, actual: number) =>
    formats.percent(Math.round((100 * expected) / actual) / 100)
  const length = formatDays((test.to - test.until) / DAY_MS, voice)
  const purchases = measured.purchases(length, share(test.expected, test.actual))
  const { money } = test
  if (!money || money.actualMinor <= 0) return purchases
  const off = formats.money(Math.round(money.meanAbsoluteErrorMinor), money.currency)
  return words.joinSentences(
    purchases,
    measured.money(share(money.expectedMinor, money.actualMinor), off),
  )
}

/** What makes the spending estimates alone less reliable. */
export function spendDoubts(
  { reasons, spendReasons }: Pick<ModelSummary, 'reasons' | 'spendReasons'>,
  voice: Voice,
): readonly string[] {
  const own = spendReasons.filter((reason) => !reasons.includes(reason))
  return own.length > 0
    ? [voice.words.value.spendDoubts(judgementReasons({ reasons: own }, voice))]
    : []
}

/** How uncertain the model is about the median customer. */
export function certaintySentences(model: ShopModel, voice: Voice): readonly string[] {
  const { typicalSilenceDays } = 'params' in model ? model : {}
  if (!typicalSilenceDays) return []
  const { value, low, high } = typicalSilenceDays
  const range = [low, high].map((days) => dayCount(days, voice)) as [string, string]
  return [voice.words.model.certainty(formatDays(value, voice), ...range)]
}
