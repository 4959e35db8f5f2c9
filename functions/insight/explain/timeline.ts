/** A customer's history as one list: what they did, their changes of class, and what they got. */

import type { Suppression } from '../../domain/address.ts'
import type { ConsentFact } from '../../domain/consent.ts'
import { type CustomerFacts, type CustomerHold, holdEndOf } from '../../domain/customer.ts'
import { type CustomerEvent, keptEvents } from '../../domain/customer-event.ts'
import {
  deliveryHistoryOf,
  type FeedbackEvent,
  type HistoryEvent,
} from '../../domain/delivery-history.ts'
import { modelsFor } from '../../domain/dormancy.ts'
import type { Journey } from '../../domain/journey.ts'
import { lifecycleOf } from '../../domain/lifecycle.ts'
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { Message, MessageOf } from '../../domain/message.ts'
import type { Order, Refund } from '../../domain/order.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'

export type TimelineEvent = { readonly at: Instant } & (
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'event'; readonly event: CustomerEvent }
  | { readonly kind: 'consent'; readonly consent: ConsentFact }
  | { readonly kind: 'class'; readonly class: LifecycleClass }
  | { readonly kind: 'journey-started'; readonly journey: Journey }
  | {
      readonly kind: 'journey-ended'
      readonly journey: Journey & { readonly end: NonNullable<Journey['end']> }
    }
  | {
      readonly kind: 'message'
      readonly message: MessageOf<'accepted' | 'skipped' | 'refused' | 'unknown' | 'given-up'>
    }
  /** What a customer, or their mailbox, made of a mail. */
  | { readonly kind: 'feedback'; readonly message: Message; readonly event: FeedbackEvent }
  | { readonly kind: 'hold-began' | 'hold-ended'; readonly hold: CustomerHold }
  | { readonly kind: 'suppressed'; readonly suppression: Suppression }
)

/** At one instant a fact comes before what followed from it. */
const ORDER: readonly TimelineEvent['kind'][] = [
  'order',
  'refund',
  'event',
  'consent',
  'class',
  'journey-ended',
  'hold-ended',
  'hold-began',
  'journey-started',
  'message',
  'feedback',
  'suppressed',
]

/**
 * Everything that happened up to `now`, newest first. Classes are computed from the facts and
 * today's policy.
 *
 * @example timelineOf(facts, settings, now)[0] // { at, kind: 'message', message }
 */
export function timelineOf(
  facts: CustomerFacts,
  { policy, models }: Pick<Settings, 'policy' | 'models'>,
  now: Instant,
): readonly TimelineEvent[] {
  const happenings: readonly TimelineEvent[] = [
    ...facts.orders.map((order) => ({ at: order.paidAt, kind: 'order', order }) as const),
    ...facts.refunds.map((refund) => ({ at: refund.at, kind: 'refund', refund }) as const),
    ...keptEvents(facts.events, now).map(
      (event) => ({ at: event.at, kind: 'event', event }) as const,
    ),
    ...facts.consents.map((consent) => ({ at: consent.at, kind: 'consent', consent }) as const),
    ...lifecycleOf(facts, policy, modelsFor(facts.consents, now, models)).map(
      (stay) => ({ at: stay.from, kind: 'class', class: stay.class }) as const,
    ),
    ...facts.journeys.flatMap(journeyHappenings),
    ...facts.messages.flatMap(messageHappenings),
    ...facts.messages.flatMap(feedbackHappenings),
    ...facts.holds.flatMap(holdHappenings),
    ...(facts.address?.suppression ? [suppressedHappening(facts.address.suppression)] : []),
  ]
  return happenings
    .filter(({ at }) => at <= now && Number.isFinite(at))
    .sort((a, b) => b.at - a.at || ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind))
}

function journeyHappenings(journey: Journey): readonly TimelineEvent[] {
  const started: TimelineEvent = { at: journey.startedAt, kind: 'journey-started', journey }
  const { end } = journey
  return end
    ? [started, { at: end.at, kind: 'journey-ended', journey: { ...journey, end } }]
    : [started]
}

function holdHappenings(hold: CustomerHold): readonly TimelineEvent[] {
  const end = holdEndOf(hold)
  const began: TimelineEvent = { at: hold.at, kind: 'hold-began', hold }
  return end === undefined ? [began] : [began, { at: end, kind: 'hold-ended', hold }]
}

const suppressedHappening = (suppression: Suppression): TimelineEvent => ({
  at: suppression.at,
  kind: 'suppressed',
  suppression,
})

/** That a mail arrived, or that a machine opened it, is for the message's own page. */
const SHOWN_FEEDBACK: ReadonlySet<HistoryEvent['kind']> = new Set([
  'bounced',
  'withheld',
  'complained',
  'auth-failed',
  'not-spam',
  'clicked',
])

const feedbackHappenings = (message: Message): readonly TimelineEvent[] =>
  deliveryHistoryOf(message, undefined).flatMap((event) =>
    isShown(event) ? [{ at: event.at, kind: 'feedback', message, event } as const] : [],
  )

const isShown = (event: HistoryEvent): event is FeedbackEvent =>
  SHOWN_FEEDBACK.has(event.kind) && !('machine' in event && event.machine)

/** Open messages are not history yet. */
function messageHappenings(message: Message): readonly TimelineEvent[] {
  switch (message.status) {
    case 'accepted':
      return [{ at: message.acceptedAt, kind: 'message', message }]
    case 'skipped':
    case 'refused':
    case 'unknown':
    case 'given-up':
      return [{ at: message.at, kind: 'message', message }]
    case 'held':
    case 'deferred':
    case 'due':
    case 'claimed':
    case 'parked':
      return []
  }
}
