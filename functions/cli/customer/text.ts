/** A customer as a page of text. */

import { isLifecycleClass, stageOf } from '../../domain/lifecycle-class.ts'
import { onOneLine } from '../../domain/looks-like-name.ts'
import { isMessageStatus } from '../../domain/message.ts'
import type { CustomerWords, ProfileField } from '../../language/command/customer-words.ts'
import { whyCommand } from '../../language/commands.ts'
import { emailFaultText } from '../../language/reach-sentences.ts'
import { briefStart } from '../../language/start-sentences.ts'
import { formatDays, thresholdSentence } from '../../language/value-sentences.ts'
import { shortId, type Voice } from '../../language/voice.ts'
import { plainVoice } from '../message/voice.ts'
import { reasonText } from '../reason-text.ts'
import type { Speech } from '../verb.ts'
import { money, shortInstant } from '../words.ts'
import { declaredLines } from './declared-text.ts'
import { type ShownTest, type TextContext, valueLines } from './value-text.ts'
import type { CustomerView, JourneyView, MessageView, Reported } from './view.ts'

type ToShow = {
  readonly view: CustomerView
  readonly shop: string
  readonly test?: ShownTest
}

/** @example customerText({ view, shop: 'acme' }, speech).startsWith('Customer 17850: Frequent since …') */
export function customerText({ view, shop, test }: ToShow, speech: Speech): string {
  const { now, language, words } = speech
  const plain = plainVoice(language, now)
  const voice = { ...plain, formats: { ...plain.formats, money } }
  const context = { shop, now, voice, words: words.customer, command: words, test }
  const value = valueLines(view, context)
  return [
    headingOf(view, context),
    `  ${classReasonText(view, context)}`,
    ...thresholdLines(view, voice),
    '',
    ...profileLines(view, context),
    '',
    ...declaredLines(view, context),
    ...(value.length > 0 ? [...value, ''] : []),
    ...journeyLines(view, context),
    '',
    words.titled(words.customer.next.title),
    ...nextLines(view, shop, words.customer).map((line) => `  ${line}`),
  ].join('\n')
}

const headingOf = (
  { customer, profile, class: name, since }: CustomerView,
  context: TextContext,
): string =>
  context.words.heading(
    shortId(customer, recognised(profile), context.voice),
    isLifecycleClass(name) ? context.voice.words.classes[name] : name,
    since === null ? undefined : shortInstant(since),
  )

/** A newer server may know a class that this command does not. */
function classReasonText(
  { class: name, reason }: CustomerView,
  { now, voice, words }: TextContext,
): string {
  if (!isLifecycleClass(name)) return words.unknownClass(name)
  const { lastPurchaseAt: at } = reason
  const days = at === null ? 0 : voice.formats.daysBetween(Date.parse(at), now)
  return words.classReasons[name]({
    ...reason,
    last: at === null ? '' : shortInstant(at),
    ago: at === null ? '' : words.ago(formatDays(days, voice)),
  })
}

function thresholdLines(
  { class: name, reason, value }: CustomerView,
  voice: Voice,
): readonly string[] {
  const { lastPurchaseAt, dormantAfterDays: days, threshold: by } = reason
  if (lastPurchaseAt === null || !by || !isLifecycleClass(name)) return []
  const isOver = stageOf(name) === 'stopped'
  const { withinDays = 0, course } = value?.buyAgain ?? {}
  const chance = course?.dormantAt
  const fallsTo = chance === undefined ? undefined : { chance, withinDays }
  return [`  ${thresholdSentence({ by, days, isOver, model: undefined, fallsTo }, voice)}`]
}

const PROFILE_FIELDS: readonly ProfileField[] = ['email', 'name', 'locale', 'zone', 'country']

function profileLines(
  {
    profile,
    formerIds = [],
    consentsElsewhere = [],
    rfm,
    consent: { marketing, marketingByLaw: consent = marketing },
    mailable,
  }: CustomerView,
  context: TextContext,
): readonly string[] {
  const { voice, command } = context
  const words = context.words.profile
  const known = PROFILE_FIELDS.flatMap((field) =>
    profile?.[field] === undefined
      ? []
      : [
          `  ${words.field(words.fields[field], shown(field, onOneLine(String(profile[field])), voice))}`,
        ],
  )
  const emailFault = emailFaultText(profile, voice)
  const states: Readonly<Record<string, string>> = voice.words.consentStates
  const others = Object.entries(rfm.otherCurrencies).map(([code, minor]) => money(minor, code))
  const spent = [money(rfm.monetaryMinor, rfm.currency), ...others]
  return [
    command.titled(words.title),
    ...(emailFault === undefined ? [] : [`  ${words.field(words.fields.email, emailFault)}`]),
    ...(known.length > 0 ? known : emailFault === undefined ? [`  ${words.nothing}`] : []),
    `  ${words.consent(states[consent] ?? consent)}`,
    ...(mailable === undefined ? [] : [`  ${mailableText(mailable, context)}`]),
    ...consentsElsewhere.map(
      ({ purpose, at }) => `  ${words.consentElsewhere(givenElsewhere(purpose, at, voice))}`,
    ),
    ...(formerIds.length === 0
      ? []
      : [
          `  ${words.alsoKnownAs(command.together(formerIds.map((id) => shortId(id, undefined, voice))))}`,
        ]),
    `  ${words.spent(command.together(spent))}`,
    ...(rfm.excessRefunds ?? []).map(
      ({ orderId, currency, minor }) =>
        `  ${words.excessRefund(onOneLine(orderId), money(minor, currency))}`,
    ),
  ]
}

function mailableText(
  { marketing, because }: NonNullable<CustomerView['mailable']>,
  { words, voice }: TextContext,
): string {
  if (marketing) return words.profile.mailable
  const reasons: Readonly<Record<string, string>> = voice.words.unmailable
  return words.profile.notMailable(because.map((reason) => reasons[reason] ?? reason))
}

function givenElsewhere(purpose: string, at: string, { words }: Voice): string {
  const names: Readonly<Record<string, string>> = words.profile.consents
  return words.profile.givenElsewhere(names[purpose] ?? purpose, shortInstant(at))
}

const recognised = (profile: CustomerView['profile']) =>
  typeof profile?.email === 'string' ? { email: profile.email } : undefined

function shown(field: ProfileField, value: string, { formats }: Voice): string {
  if (field === 'locale') return formats.languageName(value)
  return field === 'country' ? formats.country(value) : value
}

function journeyLines(
  { journeys, messages }: CustomerView,
  context: TextContext,
): readonly string[] {
  const words = context.words.journeys
  if (journeys.length === 0) return [words.none]
  const ofJourney = ({ campaign, n }: JourneyView) =>
    messages
      .filter((message) => message.campaign === campaign && message.n === n)
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  return [
    context.command.titled(words.title),
    ...journeys.flatMap((journey) => [
      `  ${journeyLine(journey, context)}`,
      ...ofJourney(journey).map((message) => `    ${messageLine(message, context)}`),
    ]),
  ]
}

function journeyLine(
  { campaign, n, startedAt, start, end }: JourneyView,
  { voice, words: { journeys: words } }: TextContext,
): string {
  const over = end
    ? words.ended(shortInstant(end.at), reasonText(end.reason, voice.words))
    : words.running
  return words.line(campaign, n, shortInstant(startedAt), briefStart(start, voice), over)
}

const messageLine = (message: MessageView, context: TextContext): string =>
  context.words.journeys.message(
    message.step,
    shortInstant(message.dueAt),
    messageState(message, context),
  )

function messageState(
  message: MessageView,
  { voice, words: { states: words } }: TextContext,
): string {
  const { status, until, at, acceptedAt, locale, feedback = {} } = message
  const reason = reasonText(message.reason ?? '', voice.words, status === 'held')
  if (!isMessageStatus(status)) return words.unknownStatus(status)
  switch (status) {
    case 'accepted': {
      const language = locale === undefined ? '' : voice.formats.languageName(locale)
      return words.sent(moment(acceptedAt), language, reported(feedback, words))
    }
    case 'due':
    case 'claimed':
      return words.due
    case 'held':
      return words.held(moment(until), reason)
    case 'deferred':
      return words.deferred(moment(until), reason)
    case 'parked':
      return words.parked(moment(until), reason)
    case 'skipped':
      return words.skipped(moment(at), reason)
    case 'refused':
      return words.refused(moment(at), reason)
    case 'unknown':
    case 'given-up':
      return words.unclear
  }
}

const moment = (at: string | undefined): string => (at === undefined ? '' : shortInstant(at))

/** The weightiest report; the whole delivery history is that of `message show`. */
function reported(
  { complainedAt, complaint, withheldAt, bouncedAt, deliveredAt }: Reported,
  words: CustomerWords['states'],
): string {
  if (complainedAt !== undefined) {
    const isBySpamButton = complaint === undefined || complaint === 'abuse'
    return words[isBySpamButton ? 'complained' : 'reported'](shortInstant(complainedAt))
  }
  if (bouncedAt !== undefined) return words.bounced(shortInstant(bouncedAt))
  if (withheldAt !== undefined) return words.withheld(shortInstant(withheldAt))
  return deliveredAt === undefined ? '' : words.delivered(shortInstant(deliveredAt))
}

function nextLines(view: CustomerView, shop: string, { next }: CustomerWords): readonly string[] {
  const { nextChangeAt, wakeAt, customer, messages, journeys } = view
  const waiting = messages.filter(({ until }) => until !== undefined)
  const known = [nextChangeAt, ...waiting.map(({ until }) => until)]
  const lines = [
    ...(nextChangeAt === null ? [] : [next.classChange(shortInstant(nextChangeAt))]),
    ...waiting.map(({ campaign, step, until = '' }) =>
      next.message(shortInstant(until), campaign, step),
    ),
    // It says nothing more where another line names the same instant.
    ...(wakeAt === null || known.includes(wakeAt) ? [] : [next.wake(shortInstant(wakeAt))]),
  ].sort()
  const running = journeys.find(({ end }) => end === undefined)
  return [
    ...(lines.length > 0 ? lines : [next.nothing]),
    ...(running ? [next.more(whyCommand(shop, customer, running.campaign))] : []),
  ]
}
