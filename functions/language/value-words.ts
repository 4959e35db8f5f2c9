/**
 * Words for a customer's value, the quality of a shop's model, and the origin of a dormancy
 * threshold, for people who know no statistics. Lengths come in with their unit.
 */
import type { NoForecastReason } from '../domain/customer-value.ts'
import type { Threshold } from '../domain/dormancy.ts'
import type { FitReason, FitVerdict } from '../domain/models/fit-verdict.ts'
import type { RfmScores } from '../domain/rfm-scores.ts'

type WhyFallback = Extract<Threshold['by'], { kind: 'fallback' }>['why']

/** @param chance the one at which a customer is dormant */
type ByChance = (version: string, chance: string, within: string) => string

export type ValueWords = {
  /** @example days('41') // '41 days' */
  readonly days: (count: string) => string
  /** What is wrong with a model, as half a sentence. */
  readonly fitReasons: Readonly<Record<FitReason, string>>
  /** Between two of them. */
  readonly listSeparator: string
  readonly fitVerdicts: Readonly<Record<FitVerdict, string>>
  readonly threshold: {
    /** For a dormant customer. */
    readonly over: (days: string, origin: string) => string
    /** For a customer who is not dormant. */
    readonly ahead: (days: string, origin: string) => string
    readonly policy: string
    readonly personal: (version: string) => string
    /** Where the limit follows from the chance to buy again. */
    readonly personalByChance: ByChance
    /** Of a doubtful model. */
    readonly asRoughGuide: (origin: string) => string
    /** The customer's own limit would be shorter, or longer, than the policy allows. */
    readonly bounds: Readonly<Record<'least' | 'most', (version: string) => string>>
    readonly boundsByChance: Readonly<Record<'least' | 'most', ByChance>>
    readonly fallback: Readonly<Record<WhyFallback, string>>
    /** @param why the fallback's, with what is wrong with the model */
    readonly because: (why: string, reasons: string) => string
  }
  readonly value: {
    readonly title: string
    readonly scoresHint: string
    readonly scores: Readonly<Record<keyof RfmScores, string>>
    readonly score: (name: string, score: string) => string
    readonly under: (least: string) => string
    readonly over: (most: string) => string
    readonly nextPurchase: string
    readonly around: (day: string) => string
    readonly aboutNow: string
    readonly wasAround: (day: string, ago: string) => string
    readonly tooFar: string
    /** Hardly any such customer buys again. */
    readonly notExpected: string
    readonly expectedPurchases: string
    readonly within: (count: string, days: string) => string
    readonly spend: string
    readonly lifetimeValue: string
    readonly lifetimeMeaning: (days: string) => string
    readonly spendUnknown: string
    /** How accurate the figures were on the shop's own history. */
    readonly measured: {
      readonly notYet: string
      /** @param share of those that came, expected beforehand */
      readonly purchases: (length: string, share: string) => string
      /** @param off of one customer, on average */
      readonly money: (share: string, off: string) => string
    }
    readonly atRisk: string
    readonly atRiskFrom: (day: string) => string
    readonly atRiskSince: (day: string) => string
    /** What being at risk rests on: a share of the policy's limit, or of the customer's own. */
    readonly atRiskBy: Readonly<
      Record<'policy' | 'own', (after: string, share: string, limit: string) => string>
    >
    readonly byModelOf: (version: string, day: string, customers: string) => string
    readonly roughGuide: (reasons: string) => string
    readonly spendDoubts: (reasons: string) => string
    readonly noForecast: Readonly<Record<NoForecastReason, string>>
    readonly because: (sentence: string, reasons: string) => string
    /** A model exists that takes effect at this moment. */
    readonly holdsFrom: (moment: string) => string
    readonly createdWhenOpened: string
    readonly createdSoon: string
    readonly createNow: string
  }
  readonly model: {
    readonly title: string
    readonly none: string
    readonly learned: (version: string, day: string, customers: string) => string
    readonly meanings: Readonly<Record<FitVerdict, string>>
    /** How certain it is, on the median customer; the range is in days, without the unit. */
    readonly certainty: (days: string, low: string, high: string) => string
    readonly again: string
    readonly thresholdTitle: string
    readonly fixed: (days: string) => string
    readonly personal: (chance: string, within: string) => string
    /** As policies were stored before: by the probability that the customer has not left. */
    readonly personalByAlive: (chance: string) => string
    readonly bounds: (least: string, most: string) => string
    /** The least time within which customers who bought repeatedly are likely to buy again. */
    readonly betterWithin: (days: string) => string
    readonly meanwhile: (days: string) => string
  }
  readonly customerCount: (count: string) => string
}
