/** Events and attributes, good and bad. */
import { Declarations } from '../../../functions/domain/declarations.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { iso, SHOP } from './bodies.ts'
import type { Requests } from './request.ts'

/** What the shop of these requests declares. */
export const DECLARED = Declarations.parse({
  events: {
    'checkout-started': {
      keepDays: 30,
      properties: { totalMinor: 'number', size: ['small', 'large'], note: 'text', items: 'lines' },
    },
    delivered: {},
  },
  attributes: { birthday: 'date', tier: ['silver', 'gold'] },
})

const event = (fields: object = {}) => ({
  ...{ eventId: 'E-1', name: 'checkout-started', customer: { id: 'c-event' }, at: iso(DAY_MS) },
  properties: { totalMinor: 4200, note: 'for tea', items: [{ sku: 'tea-7', quantity: 2 }] },
  ...fields,
})

export const EVENTS: Requests = [
  ['an event of a customer', `POST ${SHOP}/events`, { key: 'ingest', body: event() }],
  ['the same event of a customer', `POST ${SHOP}/events`, { key: 'ingest', body: event() }],
  [
    'another event under its id',
    `POST ${SHOP}/events`,
    { key: 'ingest', body: event({ properties: { totalMinor: 1 } }) },
  ],
  [
    'events good and bad',
    `POST ${SHOP}/events`,
    {
      key: 'ingest',
      body: {
        events: [
          event({ eventId: 'E-2', name: 'delivered', properties: {}, orderId: 'A-1' }),
          event({ eventId: 'E-3', name: 'checkout-stared' }),
          event({ eventId: 'E-4', properties: { size: 'huge', totalminor: 1 } }),
          event({ eventId: 'E-5', customer: {} }),
          event({ eventId: 'E-6', at: iso(31 * DAY_MS) }),
          7,
        ],
      },
    },
  ],
  [
    'attributes',
    `PUT ${SHOP}/customers/c-event`,
    { key: 'ingest', body: { attributes: { birthday: '05-17', tier: 'gold' } } },
  ],
  [
    'an attribute taken back',
    `PUT ${SHOP}/customers/c-event`,
    { key: 'ingest', body: { attributes: { tier: null } }, after: 1000 },
  ],
  [
    'attributes with faults',
    `PUT ${SHOP}/customers/c-event`,
    { key: 'ingest', body: { attributes: { birthday: '02-30', teir: 'gold' } } },
  ],
  ['a customer with events', `GET ${SHOP}/customers/c-event`, { key: 'read' }],
]
