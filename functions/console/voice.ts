/** A page's words and formats together, and the sentences that need both. */
import type { Assessment } from '../domain/lifecycle.ts'
import { type Message, type MessageIdentity, stepIdOf } from '../domain/message.ts'
import type { Policy } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { CampaignName } from '../store/shops.ts'
import { type Formats, formatsFor } from './formats.ts'
import type { Language } from './languages.ts'
import type { WhyNot } from './why-not-started.ts'
import { en } from './words/en.ts'
import type { ClassFigures } from './words/reason-words.ts'
import type { Words } from './words/words.ts'
import { zh } from './words/zh.ts'

export type Voice = {
  readonly language: Language
  readonly words: Words
  readonly formats: Formats
}

const WORDS: Readonly<Record<Language, Words>> = { en, 'zh-CN': zh }

/** @param zone the shop's (IANA), in which its people read a clock */
export const voiceFor = (language: Language, zone: string, now: Instant): Voice => ({
  language,
  words: WORDS[language],
  formats: formatsFor(language, zone, now),
})

/** The figures of a policy with no customer in it, for what a class means in general. */
export const policyFigures = (policy: Policy): ClassFigures => ({
  purchases: 0,
  purchasesInWindow: 0,
  windowDays: policy.frequentWindowDays,
  frequentPurchases: policy.frequentPurchases,
  dormantAfterDays: policy.dormantAfterDays,
})

/** @example whyThisClass(assessment, policy, voice) // 'Dormant since 3 May: no purchase for 90 days (...)' */
export function whyThisClass(assessment: Assessment, policy: Policy, voice: Voice): string {
  const { words, formats } = voice
  const { reason, since } = assessment
  const figures: ClassFigures = {
    ...reason,
    frequentPurchases: policy.frequentPurchases,
    ...(reason.lastPurchaseAt !== undefined && { last: formats.day(reason.lastPurchaseAt) }),
  }
  return words.sinceWhy(
    words.classes[assessment.class],
    since === undefined ? undefined : formats.day(since),
    words.classReasons[assessment.class](figures),
  )
}

/** @example stepName({ campaign: 'frequent', n: 1, step: 'care.2' }, voice) // 'care (no. 2)' */
export function stepName(message: MessageIdentity, { words }: Voice): string {
  const step = stepIdOf(message)
  const occurrence = message.step.slice(step.length + 1)
  return words.journeys.step(step, occurrence === '' ? undefined : occurrence)
}

/** The campaign's name in the page's language, else in any, else its id. */
export function campaignName(
  id: string,
  names: Readonly<Record<string, CampaignName>>,
  { language }: Voice,
): string {
  const name = names[id] ?? {}
  const alike = Object.keys(name).find(
    (locale) => locale.split('-', 1)[0] === language.split('-', 1)[0],
  )
  return name[language] ?? name[alike ?? ''] ?? Object.values(name)[0] ?? id
}

/** What has become of a message and why, as a sentence. */
export function messageSentence(message: Message, { words, formats }: Voice): string {
  const say = (at: Instant, reason = '', language = '') =>
    words.messages[message.status]({ at: formats.moment(at), reason, language })
  switch (message.status) {
    case 'held':
      return say(message.until, words.holds[message.reason])
    case 'deferred':
      return say(message.until, words.deferrals[message.reason])
    case 'due':
      return say(message.decidedAt, '', formats.languageName(message.locale))
    case 'claimed':
      return say(message.claimedAt)
    case 'accepted':
      return say(message.acceptedAt, '', formats.languageName(message.locale))
    case 'refused':
      return say(message.at, mailerReason(message.reason, words))
    case 'parked':
      return say(message.until, mailerReason(message.reason, words))
    case 'skipped':
      return say(message.at, words.skips[message.reason])
    case 'unknown':
      return say(message.at)
  }
}

export const mailerReason = (reason: string, words: Words): string =>
  words.mailers[reason] ?? reason

export const whyNotSentence = (why: WhyNot, { words, formats }: Voice): string =>
  words.whyNot[why.reason]({
    class: 'class' in why ? words.classes[why.class] : '',
    day: 'at' in why ? formats.day(why.at) : '',
  })

const GUEST = '~guest:'

/** The name, or the id; a guest's id is a long hash, of which the beginning will do. */
export function customerName(id: string, name: string | undefined, { words }: Voice): string {
  if (name !== undefined && name !== '') return name
  return id.startsWith(GUEST) ? words.profile.guest(id.slice(GUEST.length, GUEST.length + 6)) : id
}
