/** What a campaign and its steps ask of a customer who does not meet it. */
import type { Campaign } from '../domain/campaign.ts'
import { type AskedCondition, askedConditions, unknownConditions } from '../domain/conditions.ts'
import type { Message } from '../domain/message.ts'
import { stepIdOf } from '../domain/message-ref.ts'
import type { Settings } from '../domain/policy.ts'
import type { Voice } from './voice.ts'

/**
 * @param steps those whose conditions count too
 * @returns empty if nothing is asked, or the campaign is no longer published
 * @example askedBy(campaign, [step], settings, voice) // 'Conditions: churn risk of at least 30%.'
 */
export function askedBy(
  campaign: Campaign | undefined,
  steps: Campaign['steps'],
  { policy }: Pick<Settings, 'policy'>,
  voice: Voice,
): string {
  const all = [campaign?.eligible, ...steps.map(({ conditions }) => conditions)]
  const asked = all.flatMap((conditions) => [
    ...askedConditions(conditions).map((condition) =>
      voice.words.conditions[condition.name](askedFor(condition, policy.currency, voice)),
    ),
    ...unknownConditions(conditions).map(voice.words.unknownCondition),
  ])
  const { asksFor, listSeparator } = voice.words
  return asked.length === 0 ? '' : asksFor([...new Set(asked)].join(listSeparator))
}

/** The same of one message; empty unless that is why it was skipped. */
export function unmetBy(message: Message, settings: Settings, voice: Voice): string {
  if (message.status !== 'skipped' || message.reason !== 'not-eligible') return ''
  const campaign = settings.campaigns.find(({ id }) => id === message.campaign)
  const steps = campaign?.steps.filter(({ id }) => id === stepIdOf(message)) ?? []
  return askedBy(campaign, steps, settings, voice)
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
