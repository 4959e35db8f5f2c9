/** What a campaign and its steps ask of a customer, beside the reason that they do not meet it. */
import type { Campaign, Conditions } from '../domain/campaign.ts'
import { type Message, stepIdOf } from '../domain/message.ts'
import type { Settings } from '../domain/policy.ts'
import type { Voice } from './voice.ts'

/**
 * @param steps those whose conditions count too
 * @returns empty where nothing is asked, or the campaign is published no more
 * @example askedBy(campaign, [step], settings, voice) // 'It asks for: churn risk of at least 30%.'
 */
export function askedBy(
  campaign: Campaign | undefined,
  steps: Campaign['steps'],
  { policy }: Pick<Settings, 'policy'>,
  voice: Voice,
): string {
  const all = [campaign?.eligible, ...steps.map(({ conditions }) => conditions)]
  const told = all.flatMap((conditions = {}) =>
    Object.entries(conditions).map(([name, value]) => {
      const condition = name as keyof Conditions
      return voice.words.conditions[condition](valueTold(condition, value, policy.currency, voice))
    }),
  )
  const { asksFor, fitReasonsAre } = voice.words
  return told.length === 0 ? '' : asksFor([...new Set(told)].join(fitReasonsAre))
}

/** The same of one message; empty unless that is why it was skipped. */
export function unmetBy(message: Message, settings: Settings, voice: Voice): string {
  if (message.status !== 'skipped' || message.reason !== 'not-eligible') return ''
  const campaign = settings.campaigns.find(({ id }) => id === message.campaign)
  const steps = campaign?.steps.filter(({ id }) => id === stepIdOf(message)) ?? []
  return askedBy(campaign, steps, settings, voice)
}

type Value = NonNullable<Conditions[keyof Conditions]>

function valueTold(
  name: keyof Conditions,
  value: Value,
  currency: string,
  { formats }: Voice,
): string {
  if (typeof value !== 'number')
    return formats.either(
      value.map((one) => (typeof one === 'string' ? formats.country(one) : String(one))),
    )
  if (name.endsWith('Minor')) return formats.money(value, currency)
  return name.endsWith('Risk') ? formats.percent(value) : formats.number(value)
}
