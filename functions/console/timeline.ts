/** A customer's history as one list: what they did, what they became, what they got. */
import type { ConsentFact } from '../domain/consent.ts'
import type { CustomerFacts } from '../domain/customer.ts'
import type { Journey } from '../domain/journey.ts'
import { type LifecycleClass, lifecycleOf } from '../domain/lifecycle.ts'
import type { Message, MessageOf } from '../domain/message.ts'
import type { Policy } from '../domain/policy.ts'
import type { Order, Refund } from '../domain/purchase.ts'
import type { Instant } from '../domain/time.ts'

export type Happening = { readonly at: Instant } & (
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'consent'; readonly consent: ConsentFact }
  | { readonly kind: 'class'; readonly class: LifecycleClass }
  | { readonly kind: 'journey-started'; readonly journey: Journey }
  | {
      readonly kind: 'journey-ended'
      readonly journey: Journey & { readonly end: NonNullable<Journey['end']> }
    }
  | {
      readonly kind: 'message'
      readonly message: MessageOf<'accepted' | 'skipped' | 'refused' | 'unknown'>
    }
)

/** At one instant a fact comes before what followed from it. */
const ORDER: readonly Happening['kind'][] = [
  'order',
  'refund',
  'consent',
  'class',
  'journey-ended',
  'journey-started',
  'message',
]

/**
 * Everything that happened up to `now`, newest first. Classes are computed from the facts and the
 * policy as it is today.
 *
 * @example timelineOf(facts, policy, now)[0] // { at, kind: 'message', message }
 */
export function timelineOf(
  facts: CustomerFacts,
  policy: Policy,
  now: Instant,
): readonly Happening[] {
  const happenings: readonly Happening[] = [
    ...facts.orders.map((order) => ({ at: order.paidAt, kind: 'order', order }) as const),
    ...facts.refunds.map((refund) => ({ at: refund.at, kind: 'refund', refund }) as const),
    ...facts.consents.map((consent) => ({ at: consent.at, kind: 'consent', consent }) as const),
    ...lifecycleOf(facts, policy).map(
      (stay) => ({ at: stay.from, kind: 'class', class: stay.class }) as const,
    ),
    ...facts.journeys.flatMap(journeyHappenings),
    ...facts.messages.flatMap(messageHappenings),
  ]
  return happenings
    .filter(({ at }) => at <= now && Number.isFinite(at))
    .sort((a, b) => b.at - a.at || ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind))
}

function journeyHappenings(journey: Journey): readonly Happening[] {
  const started: Happening = { at: journey.startedAt, kind: 'journey-started', journey }
  const { end } = journey
  return end
    ? [started, { at: end.at, kind: 'journey-ended', journey: { ...journey, end } }]
    : [started]
}

/** What is still open is not history yet. */
function messageHappenings(message: Message): readonly Happening[] {
  switch (message.status) {
    case 'accepted':
      return [{ at: message.acceptedAt, kind: 'message', message }]
    case 'skipped':
    case 'refused':
    case 'unknown':
      return [{ at: message.at, kind: 'message', message }]
    case 'held':
    case 'deferred':
    case 'due':
    case 'claimed':
    case 'parked':
      return []
  }
}
