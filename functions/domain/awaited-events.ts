/** The events that a running journey waits for, or ends on. */
import type { AwaitedEvent, Campaign } from './campaign.ts'
import type { CustomerEvent } from './customer-event.ts'
import type { Journey } from './journey.ts'
import { earliest, type Instant } from './time.ts'

/**
 * When the first event of a name came after the journey's start. An event that has an order is about
 * the order that started the journey, if one did.
 *
 * @example cameAt('delivered', journey, facts.events) // undefined while it has not come
 */
export const cameAt = (
  name: string,
  { start, startedAt }: Pick<Journey, 'start' | 'startedAt'>,
  events: readonly CustomerEvent[],
): Instant | undefined => {
  const orderId = 'orderId' in start ? start.orderId : undefined
  const isAbout = (event: CustomerEvent) =>
    event.orderId === undefined || orderId === undefined || event.orderId === orderId
  return earliest(
    events.flatMap((event) =>
      event.name === name && event.at > startedAt && isAbout(event) ? [event.at] : [],
    ),
  )
}

/** When a step that waits for an event falls due; undefined if it never does without the event. */
export function fallsDueWith(
  { event, upToMs, else: otherwise }: AwaitedEvent,
  journey: Journey,
  events: readonly CustomerEvent[],
): Instant | undefined {
  const until = journey.startedAt + upToMs
  const at = cameAt(event, journey, events)
  if (at !== undefined && at <= until) return at
  return otherwise === 'continue' ? until : undefined
}

/**
 * When the journey ends unless an event comes before; undefined if it waits for none that ends it.
 *
 * @param isDecided whether the message of a step is there, so that it waits no more
 */
export const endsWithoutEventAt = (
  journey: Journey,
  { steps }: Pick<Campaign, 'steps'>,
  events: readonly CustomerEvent[],
  isDecided: (stepId: string) => boolean,
): Instant | undefined =>
  earliest(
    steps.map(({ id, until }) =>
      until?.else === 'end' && fallsDueWith(until, journey, events) === undefined && !isDecided(id)
        ? journey.startedAt + until.upToMs
        : undefined,
    ),
  )
