/** For whom a campaign and its steps are, from the one table of the words for conditions. */
import { type Campaign, campaignIn } from '../domain/campaign.ts'
import {
  askedConditions,
  type Conditions,
  type Segment,
  segmentIn,
  unknownConditions,
} from '../domain/conditions.ts'
import { chooseLocale } from '../domain/locale.ts'
import type { Message } from '../domain/message.ts'
import { stepIdOf } from '../domain/message-ref.ts'
import type { Settings } from '../domain/policy.ts'
import { askedFor } from './asked-words.ts'
import type { Voice } from './voice.ts'

/** What the sentences need to know of a shop. */
export type OfShop = { readonly currency: string; readonly segments?: readonly Segment[] }

/** @example ofShop(settings).currency // 'GBP' */
export const ofShop = ({
  policy,
  segments = [],
}: Pick<Settings, 'policy' | 'segments'>): OfShop => ({
  currency: policy.currency,
  segments,
})

/**
 * The customers who meet conditions, as the words after "customers who" say it; each condition once.
 *
 * @returns empty if every customer meets them
 * @example audienceOf([{ minPurchases: 2 }], { currency: 'GBP' }, voice) // 'have bought at least 2 times'
 */
export const audienceOf = (
  all: readonly (Conditions | undefined)[],
  shop: OfShop,
  voice: Voice,
): string => {
  const phrases = all.flatMap((conditions) => phrasesOf(conditions, shop, voice))
  return voice.formats.list([...new Set(phrases)])
}

function phrasesOf(conditions: Conditions = {}, shop: OfShop, voice: Voice): readonly string[] {
  const { words } = voice
  const { all = [], any, not, segment, ...table } = conditions
  const unknown = unknownConditions(table)
  const audience = (inner: Conditions) => audienceOf([inner], shop, voice)
  return [
    ...askedConditions(table)
      .filter(({ name }) => !unknown.includes(name))
      .map((condition) =>
        words.conditions[condition.name](askedFor(condition, shop.currency, voice)),
      ),
    ...unknown.map(words.unknownCondition),
    ...all.flatMap((inner) => phrasesOf(inner, shop, voice)),
    ...(any ? [words.joined.any(voice.formats.either(any.map(audience)))] : []),
    ...(not ? [words.joined.not(audience(not))] : []),
    ...(segment === undefined ? [] : [words.joined.segment(segmentName(segment, shop, voice))]),
  ]
}

/** In the reader's language, or otherwise in one that it has. */
export function segmentName(id: string, { segments = [] }: OfShop, { language }: Voice): string {
  const name = segmentIn({ segments }, id)?.name ?? {}
  const locale = chooseLocale(language, Object.keys(name), Object.keys(name))
  return name[locale ?? ''] ?? id
}

/**
 * @param steps those whose conditions count too
 * @returns empty if nothing is asked, or the campaign is no longer published
 * @example askedBy(campaign, [step], settings, voice) // 'Only for customers who live in Germany.'
 */
export function askedBy(
  campaign: Campaign | undefined,
  steps: Campaign['steps'],
  settings: Pick<Settings, 'policy' | 'segments'>,
  voice: Voice,
): string {
  const all = [campaign?.eligible, ...steps.map(({ conditions }) => conditions)]
  const audience = audienceOf(all, ofShop(settings), voice)
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
      const audience = audienceOf(all, ofShop(settings), voice)
      return audience === '' ? '' : voice.words.asksFor(audience)
    }
    default:
      return ''
  }
}
