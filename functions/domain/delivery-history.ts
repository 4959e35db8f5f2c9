/**
 * A message's delivery history in order, built from its row and its journey alone. An event has an
 * instant only where a row recorded one.
 */

import type { BounceKind } from './feedback/bounce-kind.ts'
import type { PlainEventKind, Rejection, SeenEventKind } from './feedback/delivery-event.ts'
import type { Feedback } from './feedback/feedback.ts'
import type { ComplaintKind } from './feedback/report-type.ts'
import type { Journey, JourneyEnd } from './journey.ts'
import { isOpen, type Message } from './message.ts'
import type { DeferReason, HoldReason, SkipReason } from './message-reasons.ts'
import type { JourneyStart } from './starts/start.ts'
import type { Instant } from './time.ts'

/** What the carrier reported about a mail that it accepted. */
export type FeedbackEvent = { readonly at: Instant } & (
  | { readonly kind: PlainEventKind }
  | { readonly kind: 'bounced'; readonly bounce: BounceKind }
  | { readonly kind: 'complained'; readonly complaint: ComplaintKind }
  | { readonly kind: 'rejected'; readonly rejection: Rejection | 'unknown' }
  | { readonly kind: SeenEventKind; readonly machine: boolean }
)

export type HistoryEvent =
  | { readonly kind: 'journey-started'; readonly at: Instant; readonly start: JourneyStart }
  | { readonly kind: 'fell-due'; readonly at: Instant }
  | { readonly kind: 'journey-ended'; readonly at: Instant; readonly reason: JourneyEnd }
  /** At some time before what it is now; when, and why, is no longer on the row. */
  | { readonly kind: 'was-deferred' }
  /** Attempts before the one on the row; none of them sent it. */
  | { readonly kind: 'tried-before'; readonly times: number }
  | { readonly kind: 'held'; readonly reason: HoldReason; readonly until: Instant }
  | { readonly kind: 'deferred'; readonly reason: DeferReason; readonly until: Instant }
  | { readonly kind: 'parked'; readonly reason: string; readonly until: Instant }
  | { readonly kind: 'decided'; readonly at: Instant; readonly locale: string }
  | { readonly kind: 'claimed'; readonly at: Instant; readonly attempt: number }
  | {
      readonly kind: 'accepted'
      readonly at: Instant
      readonly locale: string
      /** How it is known: by the mailer's own answer, or by an event where that was lost. */
      readonly knownBy: 'answer' | 'event'
    }
  | { readonly kind: 'refused'; readonly at: Instant; readonly reason: string }
  | { readonly kind: 'unknown'; readonly at: Instant; readonly giveUpAt: Instant }
  | { readonly kind: 'given-up'; readonly at: Instant }
  | { readonly kind: 'skipped'; readonly at: Instant; readonly reason: SkipReason }
  | FeedbackEvent

/**
 * The history so far. Attempts and their results come in the order in which they must have
 * happened; the carrier's reports follow in the order of their instants, because its clock may
 * differ from ours.
 *
 * @param journey absent if it is no longer there
 * @example deliveryHistoryOf(message, journey).map(({ kind }) => kind)
 *   // ['journey-started', 'fell-due', 'accepted', 'sent', 'delivered']
 */
export function deliveryHistoryOf(
  message: Message,
  journey: Journey | undefined,
): readonly HistoryEvent[] {
  const times = triedBefore(message)
  return [
    ...(journey ? [startOf(journey)] : []),
    { kind: 'fell-due', at: message.dueAt },
    ...(journey && mayBeEndedWith(message) ? endOf(journey) : []),
    ...(message.putOff && message.status !== 'deferred' && message.status !== 'parked'
      ? [{ kind: 'was-deferred' } as const]
      : []),
    ...(times > 0 ? [{ kind: 'tried-before', times } as const] : []),
    ...eventsOfStatus(message),
    ...feedbackEvents(message.feedback ?? {}),
  ]
}

const startOf = ({ startedAt, start }: Journey): HistoryEvent => ({
  kind: 'journey-started',
  at: startedAt,
  start,
})

const endOf = ({ end }: Journey): readonly HistoryEvent[] =>
  end ? [{ kind: 'journey-ended', at: end.at, reason: end.reason }] : []

/** The end of a journey is not part of the history of a mail that was sent before. */
const mayBeEndedWith = (message: Message): boolean =>
  isOpen(message) || message.status === 'skipped'

/** The attempts that the row counts, but for the one it is about. */
function triedBefore(message: Message): number {
  const { attempt } = message
  switch (message.status) {
    case 'parked':
      return isPaced(message.reason) ? attempt : Math.max(0, attempt - 1)
    case 'claimed':
    case 'accepted':
    case 'refused':
    case 'unknown':
    case 'given-up':
      return Math.max(0, attempt - 1)
    case 'held':
    case 'deferred':
    case 'due':
    case 'skipped':
      return attempt
  }
}

/**
 * Deferred by our own pacing, before any attempt. Every other park is a mailer's answer to an
 * attempt.
 */
const isPaced = (reason: string): boolean => reason.startsWith('pace-')

function eventsOfStatus(message: Message): readonly HistoryEvent[] {
  const { attempt } = message
  switch (message.status) {
    case 'held':
      return [{ kind: 'held', reason: message.reason, until: message.until }]
    case 'deferred':
      return [{ kind: 'deferred', reason: message.reason, until: message.until }]
    case 'parked':
      return [{ kind: 'parked', reason: message.reason, until: message.until }]
    case 'due':
      return [{ kind: 'decided', at: message.decidedAt, locale: message.locale }]
    case 'claimed':
      return [{ kind: 'claimed', at: message.claimedAt, attempt }]
    case 'accepted': {
      const { acceptedAt: at, locale, settledBy } = message
      return [{ kind: 'accepted', at, locale, knownBy: settledBy ?? 'answer' }]
    }
    case 'refused':
      return [{ kind: 'refused', at: message.at, reason: message.reason }]
    case 'unknown':
      return [
        { kind: 'claimed', at: message.claimedAt, attempt },
        { kind: 'unknown', at: message.at, giveUpAt: message.giveUpAt },
      ]
    case 'given-up':
      return [
        { kind: 'claimed', at: message.claimedAt, attempt },
        { kind: 'given-up', at: message.at },
      ]
    case 'skipped':
      return [{ kind: 'skipped', at: message.at, reason: message.reason }]
  }
}

/** At one instant the earlier stage comes first. */
function feedbackEvents(feedback: Feedback): readonly HistoryEvent[] {
  const events: readonly (FeedbackEvent | undefined)[] = [
    plain('sent', feedback.sentAt),
    plain('rendering-failed', feedback.renderingFailedAt),
    feedback.rejectedAt === undefined
      ? undefined
      : { kind: 'rejected', at: feedback.rejectedAt, rejection: feedback.rejection ?? 'unknown' },
    plain('withheld', feedback.withheldAt),
    plain('delayed', feedback.delayedAt),
    plain('delivered', feedback.deliveredAt),
    feedback.bouncedAt === undefined
      ? undefined
      : { kind: 'bounced', at: feedback.bouncedAt, bounce: feedback.bounce ?? 'unclear' },
    seen('opened', true, feedback.machineOpenedAt),
    seen('clicked', true, feedback.machineClickedAt),
    seen('opened', false, feedback.openedAt),
    seen('clicked', false, feedback.lastClickAt),
    plain('auth-failed', feedback.authFailedAt),
    feedback.complainedAt === undefined
      ? undefined
      : { kind: 'complained', at: feedback.complainedAt, complaint: complaintOf(feedback) },
    plain('not-spam', feedback.notSpamAt),
  ]
  return events.filter((one) => one !== undefined).sort((a, b) => a.at - b.at)
}

const plain = (kind: PlainEventKind, at: Instant | undefined): FeedbackEvent | undefined =>
  at === undefined ? undefined : { kind, at }

const seen = (
  kind: SeenEventKind,
  machine: boolean,
  at: Instant | undefined,
): FeedbackEvent | undefined => (at === undefined ? undefined : { kind, machine, at })

/** @example complaintOf({ complainedAt }) // 'abuse' */
export const complaintOf = ({ complaint = 'abuse' }: Feedback): ComplaintKind => complaint

/** A notice: it says nothing of whether the mail arrived. */
type NoticeKind = 'auth-failed' | 'not-spam'

/** The status, and for a mail that was sent what came of it. */
export type MessageOutcome =
  | Message['status']
  | Exclude<FeedbackEvent['kind'], 'sent' | SeenEventKind | NoticeKind>
  /** Complained of, but not by a person who marked it as spam. */
  | 'reported'

/**
 * The outcome of a message, in one word: the most important of all reports. A bounce may come after
 * the delivery; either ends a delay.
 *
 * @example outcomeOf(accepted) // 'delivered', if a report says so
 */
export function outcomeOf({ status, feedback = {} }: Message): MessageOutcome {
  if (feedback.complainedAt !== undefined)
    return complaintOf(feedback) === 'abuse' ? 'complained' : 'reported'
  if (feedback.bouncedAt !== undefined) return 'bounced'
  if (feedback.withheldAt !== undefined) return 'withheld'
  if (feedback.rejectedAt !== undefined) return 'rejected'
  if (feedback.renderingFailedAt !== undefined) return 'rendering-failed'
  if (feedback.deliveredAt !== undefined) return 'delivered'
  if (feedback.delayedAt !== undefined) return 'delayed'
  return status
}

/** As lists part messages: what may still be sent, was sent, was not, or went wrong. */
const GROUPS = {
  held: 'waiting',
  deferred: 'waiting',
  due: 'waiting',
  claimed: 'waiting',
  parked: 'waiting',
  accepted: 'sent',
  delivered: 'sent',
  delayed: 'sent',
  skipped: 'not-sent',
  refused: 'failed',
  unknown: 'failed',
  'given-up': 'failed',
  bounced: 'failed',
  complained: 'failed',
  reported: 'failed',
  withheld: 'failed',
  rejected: 'failed',
  'rendering-failed': 'failed',
} as const satisfies Readonly<Record<MessageOutcome, string>>

export type MessageGroup = (typeof GROUPS)[MessageOutcome]

export const MESSAGE_GROUPS = [
  'sent',
  'waiting',
  'not-sent',
  'failed',
] as const satisfies readonly MessageGroup[]

/** Whether this version knows it: another may have counted messages by one of its own. */
export const isMessageOutcome = (name: string): name is MessageOutcome =>
  Object.hasOwn(GROUPS, name)

/** @example groupOf('delivered') // 'sent' */
export const groupOf = (outcome: MessageOutcome): MessageGroup => GROUPS[outcome] ?? 'failed'

/**
 * The position of a message in a list by time: when it was settled, or otherwise when its step fell
 * due.
 */
export function settledOrDueAt(message: Message): Instant {
  switch (message.status) {
    case 'accepted':
      return message.acceptedAt
    case 'skipped':
    case 'refused':
    case 'unknown':
    case 'given-up':
      return message.at
    case 'held':
    case 'deferred':
    case 'due':
    case 'claimed':
    case 'parked':
      return message.dueAt
  }
}
