/** Sentences about a message: its events, how it stands, what comes next. */

import {
  complaintOf,
  deliveryHistoryOf,
  type HistoryEvent,
  type MessageOutcome,
  outcomeOf,
} from '../domain/delivery-history.ts'
import { isSettled, type Message } from '../domain/message.ts'
import type { Provider } from '../domain/provider.ts'
import type { Instant } from '../domain/time.ts'
import { startSentence } from './start-sentences.ts'
import { mailerReason, type Voice } from './voice.ts'

/** Undetermined (BCP 47): the row no longer says in which language it was sent. */
const UNDETERMINED = 'und'

export const languageNameOf = (locale: string, { formats }: Voice): string =>
  locale === UNDETERMINED ? '' : formats.languageName(locale)

/** On its own; `words.providers` are parts of sentences. @example providerName('gmail', voice) // 'Gmail' */
export const providerName = (provider: Provider, { words }: Voice): string =>
  provider === 'other' ? words.message.otherProvider : words.providers[provider]

/** @example eventSentence({ kind: 'delivered', at }, voice) // 'Delivered: the receiving ...' */
export function eventSentence(event: HistoryEvent, voice: Voice): string {
  const { words } = voice
  const facts = {
    reason: eventReason(event, voice),
    language: 'locale' in event ? languageNameOf(event.locale, voice) : '',
    until: 'until' in event ? voice.formats.moment(event.until) : '',
    attempt: 'attempt' in event ? voice.formats.number(event.attempt) : '',
  }
  const { deliveryEvents } = words
  switch (event.kind) {
    case 'journey-started':
      return startSentence(event.start, event.at, voice)
    case 'tried-before':
      return deliveryEvents['tried-before'](event.times)
    case 'accepted':
      return deliveryEvents.accepted[event.knownBy](facts)
    case 'bounced':
      return deliveryEvents.bounced[event.bounce]
    case 'complained':
      return deliveryEvents.complained[event.complaint]
    case 'rejected':
      return deliveryEvents.rejected[event.rejection]
    case 'opened':
    case 'clicked':
      return deliveryEvents[event.kind][event.machine ? 'machine' : 'person']
    case 'sent':
    case 'delayed':
    case 'delivered':
    case 'rendering-failed':
    case 'withheld':
    case 'auth-failed':
    case 'not-spam':
      return deliveryEvents[event.kind]
    case 'fell-due':
    case 'journey-ended':
    case 'was-deferred':
    case 'held':
    case 'deferred':
    case 'parked':
    case 'decided':
    case 'claimed':
    case 'refused':
    case 'unknown':
    case 'given-up':
    case 'skipped':
      return deliveryEvents[event.kind](facts)
  }
}

function eventReason(event: HistoryEvent, { words }: Voice): string {
  switch (event.kind) {
    case 'held':
      return words.holds[event.reason]
    case 'deferred':
      return words.deferrals[event.reason]
    case 'skipped':
      return words.skips[event.reason]
    case 'journey-ended':
      return words.journeyEnds[event.reason]
    case 'parked':
    case 'refused':
      return mailerReason(event.reason, words)
    case 'journey-started':
    case 'fell-due':
    case 'was-deferred':
    case 'tried-before':
    case 'decided':
    case 'claimed':
    case 'accepted':
    case 'unknown':
    case 'given-up':
    case 'sent':
    case 'delayed':
    case 'delivered':
    case 'rejected':
    case 'rendering-failed':
    case 'withheld':
    case 'complained':
    case 'auth-failed':
    case 'not-spam':
    case 'bounced':
    case 'opened':
    case 'clicked':
      return ''
  }
}

/** What will happen next, and what can be done about it. */
export function outlookSentence(message: Message, { words, formats }: Voice): string {
  const { outlook } = words
  const outcome = outcomeOf(message)
  const facts = { until: untilOf(message, formats.moment), fix: fixFor(message, words) }
  switch (outcome) {
    case 'bounced':
      return outlook.bounced[message.feedback?.bounce ?? 'unclear']
    case 'rejected':
      return outlook.rejected[message.feedback?.rejection ?? 'unknown']
    case 'reported': {
      const kind = complaintOf(message.feedback ?? {})
      return kind === 'abuse' ? outlook.complained(facts) : outlook.reported[kind]
    }
    case 'claimed': {
      const isRepeatable = message.status === 'claimed' && message.repeatable
      return outlook.claimed[isRepeatable ? 'repeatable' : 'once'](facts)
    }
    case 'held':
      return outlook.held[isLookedAtEarlier(message) ? 'checked' : 'lapses'](facts)
    case 'deferred':
    case 'due':
    case 'skipped':
    case 'accepted':
    case 'refused':
    case 'parked':
    case 'unknown':
    case 'given-up':
    case 'delayed':
    case 'delivered':
    case 'rendering-failed':
    case 'withheld':
    case 'complained':
      return outlook[outcome](facts)
  }
}

/** `judge` looks at these again before they are too old; all others wait for new facts until then. */
const isLookedAtEarlier = (message: Message): boolean =>
  message.status === 'held' &&
  (message.reason === 'intake-late' ||
    message.reason === 'customer-on-hold' ||
    message.reason === 'paused-by-customer')

function untilOf(message: Message, moment: (at: Instant) => string): string {
  switch (message.status) {
    case 'held':
    case 'deferred':
    case 'parked':
      return moment(message.until)
    case 'claimed':
      return moment(message.leaseUntil)
    case 'unknown':
      return moment(message.giveUpAt)
    case 'due':
    case 'skipped':
    case 'accepted':
    case 'refused':
    case 'given-up':
      return ''
  }
}

function fixFor(message: Message, words: Voice['words']): string {
  switch (message.status) {
    case 'held':
      return words.holdFixes[message.reason]
    case 'parked':
    case 'refused':
      return words.mailerFixes[message.reason] ?? ''
    case 'deferred':
    case 'due':
    case 'skipped':
    case 'claimed':
    case 'accepted':
    case 'unknown':
    case 'given-up':
      return ''
  }
}

/**
 * How a message stands, by its decisive event: being opened adds nothing to being delivered. For
 * one that is not settled, also what comes next.
 */
export function messageSentence(message: Message, voice: Voice): string {
  const sentence = eventSentence(decisiveEvent(message), voice)
  if (isSettled(message)) return sentence
  return voice.words.joinSentences(sentence, outlookSentence(message, voice))
}

/** Outcomes that are called otherwise than their event. */
const EVENT_OF: Partial<Readonly<Record<MessageOutcome, HistoryEvent['kind']>>> = {
  due: 'decided',
  reported: 'complained',
}

/** The event that a message's badge speaks of. */
export function decisiveEvent(message: Message): HistoryEvent {
  const events = deliveryHistoryOf(message, undefined)
  const outcome = outcomeOf(message)
  const own = EVENT_OF[outcome] ?? outcome
  return events.findLast(({ kind }) => kind === own) ?? { kind: 'fell-due', at: message.dueAt }
}
