/** Words for a message's delivery history: every event, how it ended, and what comes next. */

import type { HistoryEvent, MessageOutcome } from '../domain/delivery-history.ts'
import type { BounceKind } from '../domain/feedback/bounce-kind.ts'
import type { PlainEventKind, Rejection, SeenEventKind } from '../domain/feedback/delivery-event.ts'
import type { ComplaintKind } from '../domain/feedback/report-type.ts'

/** The start of a journey has its words with the journeys. */
type TheirOwn =
  | 'bounced'
  | 'complained'
  | 'rejected'
  | SeenEventKind
  | 'accepted'
  | 'journey-started'
  | 'tried-before'

/** What an event's sentence may need; the language is empty if it is no longer known. */
export type DeliveryEventFacts = {
  readonly reason: string
  readonly language: string
  readonly until: string
  readonly attempt: string
}

export type DeliveryEventWords = {
  readonly [K in Exclude<HistoryEvent['kind'], TheirOwn | PlainEventKind>]: (
    facts: DeliveryEventFacts,
  ) => string
} & Readonly<Record<PlainEventKind, string>> & {
    readonly accepted: Readonly<Record<'answer' | 'event', (facts: DeliveryEventFacts) => string>>
    readonly 'tried-before': (times: number) => string
    readonly bounced: Readonly<Record<BounceKind, string>>
    readonly complained: Readonly<Record<ComplaintKind, string>>
    readonly rejected: Readonly<Record<Rejection | 'unknown', string>>
  } & Readonly<Record<SeenEventKind, Readonly<Record<'person' | 'machine', string>>>>

export type NextFacts = {
  /** The instant that the status carries, if it carries one. */
  readonly until: string
  /** What can be done about it, as a sentence; empty if there is nothing. */
  readonly fix: string
}

export type DeliveryWords = {
  /** Two sentences one after the other. */
  readonly joinSentences: (sentence: string, next: string) => string
  /** The status, and for a message that was sent its delivery, in a word or two. */
  readonly outcomes: Readonly<Record<MessageOutcome, string>>
  readonly deliveryEvents: DeliveryEventWords
  /** What will happen next, as sentences. */
  readonly outlook: {
    readonly [O in Exclude<
      MessageOutcome,
      'held' | 'bounced' | 'claimed' | 'reported' | 'rejected'
    >]: (facts: NextFacts) => string
  } & {
    /** Whether it is skipped at that instant if nothing changes, or only looked at again. */
    readonly held: Readonly<Record<'lapses' | 'checked', (facts: NextFacts) => string>>
    readonly bounced: Readonly<Record<BounceKind, string>>
    readonly reported: Readonly<Record<Exclude<ComplaintKind, 'abuse'>, string>>
    readonly rejected: Readonly<Record<Rejection | 'unknown', string>>
    /** Whether the mailer would know the same message again. */
    readonly claimed: Readonly<Record<'repeatable' | 'once', (facts: NextFacts) => string>>
  }
  readonly message: {
    readonly history: string
    readonly template: string
    readonly language: string
    readonly provider: string
    readonly otherProvider: string
    readonly kind: string
    readonly marketing: string
    readonly service: string
    /** Before the list of blockers other than the one in the row. */
    readonly alsoBlocked: string
    /** The instant by the customer's own clock. */
    readonly theirTime: (moment: string) => string
  }
}
