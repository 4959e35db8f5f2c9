/** For whom a campaign and its steps are, from the one table of the words for conditions. */
import { type Campaign, campaignIn } from '../domain/campaign.ts'
import {
  type AskedCondition,
  askedConditions,
  type Conditions,
  unknownConditions,
} from '../domain/conditions.ts'
import type { Message } from '../domain/message.ts'
import { stepIdOf } from '../domain/message-ref.ts'
import type { Settings } from '../domain/policy.ts'
import type { Voice } from './voice.ts'

/**
 * The customers who meet conditions, as the words after "customers who" say it; each condition once.
 *
 * @returns empty if every customer meets them
 * @example audienceOf([{ minPurchases: 2 }], 'GBP', voice) // 'have bought at least 2 times'
 */
export function audienceOf(
  all: readonly (Conditions | undefined)[],
  currency: string,
  voice: Voice,
): string {
  const { words, formats } = voice
  const asked = all.flatMap((conditions) => {
    const unknown = unknownConditions(conditions)
    return [
      ...askedConditions(conditions)
        .filter(({ name }) => !unknown.includes(name))
        .map((condition) => words.conditions[condition.name](askedFor(condition, currency, voice))),
      ...unknown.map(words.unknownCondition),
    ]
  })
  return formats.list([...new Set(asked)])
}

/**
 * @param steps those whose conditions count too
 * @returns empty if nothing is asked, or the campaign is no longer published
 * @example askedBy(campaign, [step], settings, voice) // 'Only for customers who live in Germany.'
 */
export function askedBy(
  campaign: Campaign | undefined,
  steps: Campaign['steps'],
  { policy }: Pick<Settings, 'policy'>,
  voice: Voice,
): string {
  const all = [campaign?.eligible, ...steps.map(({ conditions }) => conditions)]
  const audience = audienceOf(all, policy.currency, voice)
  return audience === '' ? '' : voice.words.asksFor(audience)
}

/** The same of one message; empty unless that is why it was skipped. */
export function unmetBy(message: Message, settings: Settings, voice: Voice): string {
  if (message.status !== 'skipped') return ''
  const campaign = campaignIn(settings, message.campaign)
  const steps = campaign?.steps.filter(({ id }) => id === stepIdOf(message)) ?? []
  switch (message.reason) {
    case 'not-eligible':
      return askedBy(campaign, steps, settings, voice)
    case 'while-not-met': {
      const all = steps.map((step) => step.while)
      const audience = audienceOf(all, settings.policy.currency, voice)
      return audience === '' ? '' : voice.words.asksFor(audience)
    }
    default:
      return ''
  }
}

/** What a condition asks for, by its unit. @example askedFor(minSpend, 'GBP', voice) // '£50.00' */
export function askedFor(condition: AskedCondition, currency: string, { formats }: Voice): string {
  switch (condition.unit) {
    case 'country':
      return formats.either(condition.asked.map((code) => formats.country(code)))
    case 'score':
      return formats.either(condition.asked.map(String))
    case 'money':
      return formats.money(condition.asked, currency)
    case 'chance':
      return formats.percent(condition.asked)
    case 'count':
    case 'number':
      return formats.number(condition.asked)
  }
}
