/** A customer as an account in words. */

import { isLifecycleClass, type LifecycleClass, stageOf } from '../../domain/lifecycle-class.ts'
import { isMessageStatus } from '../../domain/message.ts'
import type { Instant } from '../../domain/time.ts'
import { briefStart } from '../../language/start-sentences.ts'
import { formatDays, thresholdSentence } from '../../language/value-sentences.ts'
import type { Voice } from '../../language/voice.ts'
import { plainVoice } from '../message/voice.ts'
import { counted, money, shortInstant, spoken } from '../words.ts'
import { type TextContext, valueLines } from './value-text.ts'
import type { CustomerView, JourneyView, MessageView, Reported } from './view.ts'

/** @example tellCustomer(view, { shop, now }).startsWith('Customer 17850: frequent since …') */
export function tellCustomer(
  view: CustomerView,
  { shop, now }: Omit<TextContext, 'voice'>,
): string {
  const plain = plainVoice(now)
  const voice = { ...plain, formats: { ...plain.formats, money } }
  const telling = { shop, now, voice }
  const value = valueLines(view, telling)
  return [
    `Customer ${view.customer}: ${view.class}${view.since === null ? '' : ` since ${shortInstant(view.since)}`}`,
    `  ${classReasonText(view, telling)}`,
    ...whoseThreshold(view, voice),
    '',
    ...profileLines(view),
    '',
    ...(value.length > 0 ? [...value, ''] : []),
    ...journeyLines(view, voice),
    '',
    'What comes next:',
    ...nextLines(view).map((line) => `  ${line}`),
  ].join('\n')
}

type ClassFacts = CustomerView['reason'] & {
  /** Of the last purchase; empty where there is none. */
  readonly last: string
  readonly ago: string
}

const CLASS_REASONS: Readonly<Record<LifecycleClass, (facts: ClassFacts) => string>> = {
  prospect: () => 'No purchase that counts: none was made, or all were refunded in full.',
  'first-time': ({ last }) => `One purchase ever,${last}.`,
  active: ({ purchases, purchasesInWindow, windowDays, last }) =>
    `${counted(purchases, 'purchase')}, ${purchasesInWindow} of them in the last ${windowDays} days, the latest${last}.`,
  frequent: ({ purchasesInWindow, windowDays, last }) =>
    `${counted(purchasesInWindow, 'purchase')} in the last ${windowDays} days, the latest${last}.`,
  dormant: ({ purchases, last, ago }) =>
    `The ${purchases === 1 ? 'only purchase' : `last of ${counted(purchases, 'purchase')}`} was${last}, ${ago}.`,
}

/** A newer server may know a class that this command does not. */
function classReasonText(
  { class: name, reason }: CustomerView,
  { now, voice }: TextContext,
): string {
  if (!isLifecycleClass(name)) return `This command does not know the class ${name}.`
  const { lastPurchaseAt } = reason
  const last = lastPurchaseAt === null ? '' : ` on ${shortInstant(lastPurchaseAt)}`
  const ago = lastPurchaseAt === null ? '' : daysAgo(lastPurchaseAt, now, voice)
  return CLASS_REASONS[name]({ ...reason, last, ago })
}

const daysAgo = (at: string, now: Instant, voice: Voice): string =>
  `${formatDays(voice.formats.daysBetween(Date.parse(at), now), voice)} ago`

function whoseThreshold({ class: name, reason }: CustomerView, voice: Voice): readonly string[] {
  const { lastPurchaseAt, dormantAfterDays: days, threshold: by } = reason
  if (lastPurchaseAt === null || !by || !isLifecycleClass(name)) return []
  const isOver = stageOf(name) === 'stopped'
  return [`  ${thresholdSentence({ by, days, isOver, model: undefined }, voice)}`]
}

const SHOWN_PROFILE_FIELDS = ['email', 'name', 'locale', 'zone', 'country']

function profileLines({ profile, rfm, consent }: CustomerView): readonly string[] {
  const told = SHOWN_PROFILE_FIELDS.flatMap((field) =>
    profile?.[field] === undefined ? [] : [`  ${field}: ${profile[field]}`],
  )
  const others = Object.entries(rfm.otherCurrencies).map(([code, minor]) => money(minor, code))
  return [
    'Profile:',
    ...(told.length > 0 ? told : ['  nothing is known but the purchases']),
    `  consent to marketing: ${consent.marketing}`,
    `  paid less refunded: ${[money(rfm.monetaryMinor, rfm.currency), ...others].join(', ')}`,
  ]
}

function journeyLines({ journeys, messages }: CustomerView, voice: Voice): readonly string[] {
  if (journeys.length === 0) return ['Journeys: none']
  const ofJourney = ({ campaign, n }: JourneyView) =>
    messages
      .filter((message) => message.campaign === campaign && message.n === n)
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  return [
    'Journeys:',
    ...journeys.flatMap((journey) => [
      `  ${journeyLine(journey, voice)}`,
      ...ofJourney(journey).map((message) => `    ${messageLine(message)}`),
    ]),
  ]
}

function journeyLine({ campaign, n, startedAt, start, end }: JourneyView, voice: Voice): string {
  const why = briefStart(start, voice)
  const over = end ? `; ended ${shortInstant(end.at)}: ${spoken(end.reason)}` : '; still running'
  return `${campaign}, no. ${n}: started ${shortInstant(startedAt)} ${why}${over}`
}

function messageLine(message: MessageView): string {
  return `${message.step}, due ${shortInstant(message.dueAt)}: ${whatBecameOf(message)}`
}

function whatBecameOf(message: MessageView): string {
  const { status, reason = '', until, at, acceptedAt, locale, feedback = {} } = message
  const by = until === undefined ? '' : ` until ${shortInstant(until)}`
  const then = at === undefined ? '' : ` ${shortInstant(at)}`
  if (!isMessageStatus(status)) return `this command does not know the status ${status}`
  switch (status) {
    case 'accepted':
      return `sent${acceptedAt ? ` ${shortInstant(acceptedAt)}` : ''} in ${locale}${whatWasReported(feedback)}`
    case 'due':
    case 'claimed':
      return 'on its way to a sender'
    case 'held':
      return `waits${by}, because: ${spoken(reason)}`
    case 'deferred':
      return `put off${by}, because: ${spoken(reason)}`
    case 'parked':
      return `the mailer asked to wait${by}: ${spoken(reason)}`
    case 'skipped':
      return `not sent, decided${then}, because: ${spoken(reason)}`
    case 'refused':
      return `refused by the mailer${then}: ${spoken(reason)}`
    case 'unknown':
    case 'given-up':
      return 'nobody can say whether it was sent, so it is not sent again'
  }
}

/** What weighs most; the whole story is that of `message show`. */
function whatWasReported({ complainedAt, bouncedAt, deliveredAt }: Reported): string {
  if (complainedAt !== undefined) return `, marked as spam ${shortInstant(complainedAt)}`
  if (bouncedAt !== undefined) return `, came back ${shortInstant(bouncedAt)}`
  return deliveredAt === undefined ? '' : `, delivered ${shortInstant(deliveredAt)}`
}

function nextLines(view: CustomerView): readonly string[] {
  const waiting = view.messages.filter(({ until }) => until !== undefined)
  const lines = [
    ...(view.nextChangeAt === null
      ? []
      : [`${shortInstant(view.nextChangeAt)}: another class, if nothing else happens`]),
    ...waiting.map(
      ({ campaign, step, until = '' }) =>
        `${shortInstant(until)}: at the latest, ${campaign} ${step} is decided again`,
    ),
    ...(view.wakeAt === null
      ? []
      : [`${shortInstant(view.wakeAt)}: the next look without any news`]),
  ].sort()
  return lines.length > 0 ? lines : ['Nothing, until something is heard of this customer.']
}
