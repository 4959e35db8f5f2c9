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
export function stepSentence(
  { afterMs, repeat, conditions }: Step,
  shop: OfShop,
  voice: Voice,
): string {
  const { words, formats } = voice
  const first = afterMs === 0 ? words.plan.atOnce : words.plan.after(formats.length(afterMs))
  const when = repeat
    ? words.plan.repeated(first, formats.length(repeat.everyMs), words.classes[repeat.while])
    : first
  const audience = audienceOf([conditions], shop, voice)
  return audience === '' ? when : words.audience.stepFor(when, audience)
}
