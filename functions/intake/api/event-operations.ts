/** Description of the route of events: see operations.ts. */
import * as z from 'zod/mini'
import { MOST_BODY_BYTES } from '../../http/requests.ts'
import { MOST_PROPERTY_BYTES, PostedEvent, PostedEventLine } from '../event-wire.ts'
import { batchOf, MOST_PURCHASES } from '../wire.ts'
import { described, say } from '../wire-parts.ts'
import { EventsAnswer } from './answers.ts'
import type { ApiOperation, ApiRoute } from './operation.ts'

const EVENT = {
  eventId: 'checkout-81',
  name: 'checkout-started',
  customer: { id: 'c-17', email: 'lin@example.com', attributes: { birthday: '05-17' } },
  at: '2026-02-10T09:30:00Z',
  properties: {
    totalMinor: 2490,
    items: [
      {
        sku: 'tea-7',
        title: 'Green tea',
        quantity: 2,
        unitMinor: 1245,
        imageUrl: 'https://shop.example.com/tea-7.jpg',
      },
    ],
  },
}

const DELIVERED = {
  eventId: 'delivered-A-1001',
  name: 'delivered',
  customer: { id: 'c-17' },
  at: '2026-02-04T15:00:00Z',
  orderId: 'A-1001',
}

const Property = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.array(PostedEventLine)])
  .register(described, {
    id: 'EventProperty',
    description:
      'By the declared type: a text of at most 1000 characters, a number, a date (YYYY-MM-DD, or MM-DD without a year), true or false, one of the declared texts, or lines. Null is the same as leaving it out.',
  })

const WholeEvent = z
  .extend(PostedEvent, {
    properties: say(
      z.exactOptional(z.record(z.string(), Property)),
      `By the names that the shop has declared for this event; at most ${MOST_PROPERTY_BYTES} bytes as JSON.`,
    ),
  })
  .register(described, {
    id: 'Event',
    description:
      'Something that a customer did, or that happened to their order, other than a purchase. An event never changes: repeating it changes nothing, and another content under the same id is rejected. It is removed after the days for which its name is kept.',
  })

const WholeEventBatch = batchOf('events', WholeEvent).register(described, {
  id: 'EventBatch',
  description: `At most ${MOST_PURCHASES} events. Each is checked separately: invalid ones are rejected, valid ones are recorded.`,
})

export const eventOperations = {
  'POST /v1/shops/{shop}/events': {
    id: 'postEvents',
    tag: 'Events',
    summary: 'Record events',
    description: `What customers do other than buy, and what happens to their orders: a checkout that was started, a delivery. One, or a batch of at most ${MOST_PURCHASES}, of which the valid ones are recorded. The shop declares names and properties first: \`rekindle shop declare FILE --shop ID\`. Safe to repeat: the same event again is unchanged; another one under the same id is rejected. An event of someone who has never bought makes them a customer without purchases. A body has at most ${MOST_BODY_BYTES} bytes.`,
    scope: 'ingest',
    body: {
      oneOf: [WholeEvent, WholeEventBatch],
      examples: {
        one: { summary: 'A checkout that was started', value: EVENT },
        batch: { summary: 'A batch', value: { events: [EVENT, DELIVERED] } },
      },
    },
    answers: {
      200: {
        description: 'A batch, or an event that was known already.',
        schema: EventsAnswer,
        example: {
          results: [
            { eventId: 'checkout-81', status: 'unchanged' },
            {
              eventId: 'checkout-82',
              status: 'rejected',
              errors: [
                {
                  path: '$.events[1].name',
                  detail:
                    'the shop has declared no event "checkout-stared". Did you mean "checkout-started"? To declare it: rekindle shop declare FILE --shop ID',
                },
              ],
            },
          ],
        },
      },
      201: {
        description: 'One new event was recorded.',
        schema: EventsAnswer,
        example: { results: [{ eventId: 'checkout-81', status: 'recorded' }] },
      },
    },
    problems: [400, 401, 403, 413, 415, 429, 503],
  },
} as const satisfies Partial<Record<ApiRoute, ApiOperation>>
