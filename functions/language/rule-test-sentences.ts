/** What a shop's own history says of limits of their own, in sentences for a marketer. */
import type { RuleOutcomeName } from '../domain/models/rule-advice.ts'
import type { LimitsInForce } from '../domain/policy.ts'
import type { ShopModel } from '../domain/shop-model.ts'
import type { Instant } from '../domain/time.ts'
import { formatDays } from './value-sentences.ts'
import type { Voice } from './voice.ts'

export type RuleFinding = {
  readonly outcome: RuleOutcomeName
  readonly withinDays: number
  readonly limits: LimitsInForce
  /** Shares. */
  readonly ahead?: Interval | undefined
  readonly atBounds?: { readonly least: number; readonly most: number } | undefined
  readonly measurableFrom?: Instant | undefined
  readonly betterWithinDays?: number | undefined
}

type Interval = { readonly value: number; readonly low: number; readonly high: number }

/**
 * The finding, and what to do.
 *
 * @example ruleTestSentence({ outcome: 'no-difference', withinDays: 90, limits: 'fixed' }, voice) // 'On your own history, … We recommend keeping fixed days.'
 */
export function ruleTestSentence(found: RuleFinding, voice: Voice): string {
  const { words } = voice
  const advice = words.ruleTest.advice[found.limits]
  const sentence = found.outcome === 'advised' ? advice.advised : advice.notAdvised
  return words.joinSentences(findingSentence(found, voice), sentence)
}

function findingSentence(found: RuleFinding, voice: Voice): string {
  const { words, formats } = voice
  const { findings } = words.ruleTest
  const { outcome, atBounds, measurableFrom, betterWithinDays } = found
  const within = formatDays(found.withinDays, voice)
  const { low, high } = intervalPoints(found.ahead ?? { value: 0, low: 0, high: 0 }, voice)
  switch (outcome) {
    case 'model-unusable':
    case 'too-few-customers':
    case 'fixed-better':
    case 'no-difference':
      return findings[outcome]
    case 'history-too-short':
      return findings[outcome](
        measurableFrom === undefined ? undefined : formats.day(measurableFrom),
      )
    case 'horizon-too-short':
      return findings[outcome](
        within,
        betterWithinDays === undefined ? undefined : formatDays(betterWithinDays, voice),
      )
    case 'customers-alike':
      return findings[outcome](within)
    case 'most-at-bounds':
      return findings[outcome](formats.percent((atBounds?.least ?? 0) + (atBounds?.most ?? 0)))
    case 'timing-worse':
    case 'advised':
      return findings[outcome](low, high)
  }
}

/** A better horizon than that of the model, where that one is too short; empty where it is not. */
export function horizonSentences(model: ShopModel, voice: Voice): readonly string[] {
  const { betterWithinDays: better } = ('chance' in model && model.chance) || {}
  return better === undefined ? [] : [voice.words.model.betterWithin(formatDays(better, voice))]
}

/** In percentage points. */
export const intervalPoints = ({ value, low, high }: Interval, { formats }: Voice) => ({
  ahead: pointsOf(value, formats),
  low: pointsOf(low, formats),
  high: pointsOf(high, formats),
})

/** Without a sign for nothing. @example pointsOf(-0.0004, formats) // '0.0' */
const pointsOf = (share: number, { tenths }: Voice['formats']): string => {
  const points = Math.round(1000 * share) / 10
  return tenths(points === 0 ? 0 : points).replace('-', '−')
}

export type PreviewFigures = {
  readonly intoDormant: number
  readonly outOfDormant: number
  readonly mails: number
  readonly mailedCustomers: number
  readonly laterMails: number
}

/** What would change for customers if the limits were switched on now. */
export function previewSentences(preview: PreviewFigures, { words, formats }: Voice): string {
  const { preview: own } = words.ruleTest
  const { intoDormant, outOfDormant, mails, mailedCustomers, laterMails } = preview
  const { number } = formats
  return [
    intoDormant + outOfDormant === 0
      ? own.none
      : own.classes(number(intoDormant), number(outOfDormant)),
    mails > 0 ? own.mails(number(mails), number(mailedCustomers)) : own.noMails,
    ...(laterMails > 0 ? [own.laterMails(number(laterMails))] : []),
  ].reduce(words.joinSentences)
}
