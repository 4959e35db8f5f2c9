/** Sentences about a campaign: what starts it, for whom, and when its steps are sent. */
import type { Campaign, Step } from '../domain/campaign.ts'
import { audienceOf, type OfShop } from './condition-sentences.ts'
import { plannedStart } from './start-sentences.ts'
import type { Voice } from './voice.ts'

/** @example startFor(campaign, ofShop(settings), voice) // 'After each purchase, for customers who have bought ...' */
export function startFor(
  { start, eligible }: Pick<Campaign, 'start' | 'eligible'>,
  shop: OfShop,
  voice: Voice,
): string {
  const conditions = audienceOf([eligible], shop, voice)
  const planned = plannedStart(start, shop, voice)
  return conditions === '' ? planned : voice.words.audience.startFor(planned, conditions)
}

/** @example stepSentence(step, ofShop(settings), voice) // 'after 7 days, for customers who live in Germany' */
export function stepSentence(step: Step, shop: OfShop, voice: Voice): string {
  const { repeat, conditions } = step
  const { words, formats } = voice
  const first = firstTime(step, voice)
  const when = repeat
    ? words.plan.repeated(first, formats.length(repeat.everyMs), words.classes[repeat.while])
    : first
  const audience = audienceOf([conditions], shop, voice)
  const forWhom = audience === '' ? when : words.audience.stepFor(when, audience)
  const goesOnFor = audienceOf([step.while], shop, voice)
  return goesOnFor === '' ? forWhom : words.audience.stepWhile(forWhom, goesOnFor)
}

function firstTime(
  { afterMs, afterPreviousMs, until }: Step,
  { words: { plan }, formats }: Voice,
): string {
  if (until) {
    const upTo = formats.length(until.upToMs)
    return until.else === 'end' ? plan.untilOrEnd(until.event, upTo) : plan.until(until.event, upTo)
  }
  if (afterPreviousMs !== undefined) return plan.afterPrevious(formats.length(afterPreviousMs))
  return afterMs === 0 ? plan.atOnce : plan.after(formats.length(afterMs))
}
