/** Sentences about a campaign: what starts it, for whom, when its steps are sent, what they are called. */
import type { Campaign, CampaignName, Step } from '../domain/campaign.ts'
import { askedConditions, type Conditions, unknownConditions } from '../domain/conditions.ts'
import { type MessageRef, stepIdOf } from '../domain/message-ref.ts'
import { nameInLanguage, type Voice } from './voice.ts'
import { askedFor } from './voice-of-conditions.ts'
import { plannedStart } from './voice-of-starts.ts'

type StepNames = Readonly<Record<string, Readonly<Record<string, CampaignName>>>>

/**
 * What a step is called, by its name in the page's language, else by its id in plain letters.
 *
 * @example stepTitle({ campaign: 'care', step: 'yearly-check.2' }, {}, voice) // 'Yearly check (no. 2)'
 */
export function stepTitle(
  message: Pick<MessageRef, 'campaign' | 'step'>,
  names: StepNames,
  voice: Voice,
): string {
  const step = stepIdOf(message)
  const occurrence = message.step.slice(step.length + 1)
  const title = nameInLanguage(names[message.campaign]?.[step] ?? {}, voice) ?? plainLetters(step)
  return voice.words.journeys.step(title, occurrence === '' ? undefined : occurrence)
}

const plainLetters = (id: string): string => {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @example startFor(campaign, 'GBP', voice) // 'After each purchase, for customers who have bought ...' */
export function startFor(
  { start, eligible }: Pick<Campaign, 'start' | 'eligible'>,
  currency: string,
  voice: Voice,
): string {
  const conditions = audienceOf(eligible, currency, voice)
  const planned = plannedStart(start, voice)
  return conditions === '' ? planned : voice.words.audience.startFor(planned, conditions)
}

/** @example stepSentence(step, 'GBP', voice) // 'after 7 days, for customers who live in Germany' */
export function stepSentence(
  { afterMs, repeat, conditions }: Step,
  currency: string,
  voice: Voice,
): string {
  const { words, formats } = voice
  const first = afterMs === 0 ? words.plan.atOnce : words.plan.after(formats.length(afterMs))
  const when = repeat
    ? words.plan.repeated(first, formats.length(repeat.everyMs), words.classes[repeat.while])
    : first
  const audience = audienceOf(conditions, currency, voice)
  return audience === '' ? when : words.audience.stepFor(when, audience)
}

/** Empty where everyone meets them. */
function audienceOf(conditions: Conditions | undefined, currency: string, voice: Voice): string {
  const { audience } = voice.words
  return audience.all([
    ...askedConditions(conditions).map((condition) =>
      audience.conditions[condition.name](askedFor(condition, currency, voice)),
    ),
    ...unknownConditions(conditions)
      .filter((name) => !Object.hasOwn(audience.conditions, name))
      .map(audience.unknown),
  ])
}
