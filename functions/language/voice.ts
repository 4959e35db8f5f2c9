/** A page's words and formats together, and the sentences that need both. */
import type { CampaignName, CampaignNames } from '../domain/campaign.ts'
import type { Profile } from '../domain/customer.ts'
import { zoneOf } from '../domain/hours.ts'
import { HASHED_GUEST, isGuest } from '../domain/identity.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import { maskedAddress } from '../domain/masked-address.ts'
import { type MessageRef, stepIdOf } from '../domain/message-ref.ts'
import type { ProjectedEvent } from '../domain/projected-event.ts'
import type { Instant } from '../domain/time.ts'
import { type Formats, formatsFor } from './formats.ts'
import type { Language } from './language-tags.ts'
import { WORDS } from './languages.ts'
import type { Words } from './words.ts'

export type Voice = {
  readonly language: Language
  readonly words: Words
  /** By the shop's clock, in which its people read a page. */
  readonly formats: Formats
  /** By the clock of the customer whom a page is about, if it may be another. */
  readonly theirs?: Formats
}

/** @param zone the shop's (IANA), in which its people read a clock */
export const voiceFor = (language: Language, zone: string, now: Instant): Voice => ({
  language,
  words: WORDS[language],
  formats: formatsFor(language, zone, now),
})

/** The same voice on a page about one customer, who may live by another clock. */
export function aboutCustomer(voice: Voice, profile: Profile | undefined, now: Instant): Voice {
  const zone = zoneOf(profile)
  if (zone === undefined || zone === voice.formats.zone) return voice
  return { ...voice, theirs: formatsFor(voice.language, zone, now) }
}

/** What a shop's campaigns and their steps are called, by campaign. */
export type NamesByCampaign = Readonly<Record<string, CampaignNames>>

/**
 * The step's name in the page's language, else in any, else its id.
 *
 * @example stepName({ campaign: 'frequent', n: 1, step: 'care.2' }, names, voice) // 'Care notes (#2)'
 */
export function stepName(
  message: Pick<MessageRef, 'campaign' | 'step'>,
  names: NamesByCampaign,
  voice: Voice,
): string {
  const step = stepIdOf(message)
  const occurrence = message.step.slice(step.length + 1)
  const name = nameIn(names[message.campaign]?.steps[step], voice) ?? step
  return voice.words.journeys.step(name, occurrence === '' ? undefined : occurrence)
}

/** The campaign's name in the page's language, else in any, else its id. */
export const campaignName = (id: string, names: NamesByCampaign, voice: Voice): string =>
  nameIn(names[id]?.name, voice) ?? id

function nameIn(name: CampaignName = {}, { language }: Voice): string | undefined {
  const alike = Object.keys(name).find(
    (locale) => locale.split('-', 1)[0] === language.split('-', 1)[0],
  )
  return name[language] ?? name[alike ?? ''] ?? Object.values(name)[0]
}

export const mailerReason = (reason: string, words: Words): string =>
  words.mailers[reason] ?? reason

/** @example projectedSentence({ at, kind: 'class-entered', class: 'dormant' }, {}, voice) // 'becomes Dormant' */
export function projectedSentence(
  one: ProjectedEvent,
  names: NamesByCampaign,
  voice: Voice,
): string {
  const { words } = voice
  const named = (id: string) => campaignName(id, names, voice)
  switch (one.kind) {
    case 'class-entered':
      return words.projected.classEntered(words.classes[one.class])
    case 'journey-started':
      return words.projected.journeyStarted(named(one.campaign))
    case 'journey-ended':
      return words.projected.journeyEnded(named(one.campaign), words.journeyEnds[one.reason])
    case 'sent':
      return words.projected[one.ifNew ? 'sentIfNew' : 'sent'](
        stepName(one.message, names, voice),
        named(one.message.campaign),
      )
    case 'skipped':
      return words.projected.skipped(
        stepName(one.message, names, voice),
        named(one.message.campaign),
        words.skips[one.reason],
      )
  }
}

/** What a customer is recognised by. */
export type Recognised = Pick<Profile, 'name' | 'email'>

/**
 * A guest's id is a hash that says nothing to people: their masked address, else its beginning.
 *
 * @example shortId('~guest:PFAJnr_V…', { email: 'lin@example.com' }, voice) // 'l…@example.com'
 */
export function shortId(id: string, { email }: Recognised = {}, { words }: Voice): string {
  if (!isGuest(id)) return onOneLine(id)
  if (email !== undefined) return maskedAddress(email)
  return words.profile.guest(id.slice(HASHED_GUEST.length, HASHED_GUEST.length + 6))
}

/** The name, or the id where there is none; what a stranger typed turns no line around. */
export const customerName = (id: string, known: Recognised | undefined, voice: Voice): string =>
  onOneLine(known?.name ?? '') || shortId(id, known, voice)
