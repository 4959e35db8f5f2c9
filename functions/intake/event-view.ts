/** A customer's events and attributes as the API returns them. */
import type { Attribute, CustomerEvent, EventBody } from '../domain/customer-event.ts'
import { isoInstant } from '../domain/time.ts'

/** The latest so many. */
export const MOST_EVENTS_SHOWN = 50

/** @example eventsView(facts.events, bodies)[0]?.properties // { totalMinor: 4200 } */
export const eventsView = (
  events: readonly CustomerEvent[],
  bodies: ReadonlyMap<string, EventBody>,
) =>
  latestEvents(events).map(({ eventId, name, at, orderId, asked }) => {
    const { texts = {}, lines = {} } = bodies.get(eventId) ?? {}
    return {
      ...{ eventId, name, at: isoInstant(at) },
      ...(orderId !== undefined && { orderId }),
      properties: { ...asked, ...texts, ...lines },
    }
  })

/** The latest first. */
const latestEvents = (events: readonly CustomerEvent[]): readonly CustomerEvent[] =>
  events
    .toSorted((a, b) => b.at - a.at || (a.eventId < b.eventId ? -1 : 1))
    .slice(0, MOST_EVENTS_SHOWN)

/** By name. */
export const attributesView = (attributes: readonly Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ name, value, since }) => [name, { value, since: isoInstant(since) }]),
  )
