/** Purchases and refunds, good and bad. */
import { DAY_MS, HOUR_MS } from '../../../functions/domain/time.ts'
import { MOST_BODY_BYTES } from '../../../functions/http/requests.ts'
import { granted, iso, purchase, refund, SHOP } from './bodies.ts'
import type { Requests } from './request.ts'

export const ORDERS: Requests = [
  ['a purchase', `POST ${SHOP}/purchases`, { key: 'ingest', body: purchase() }],
  ['the same again', `POST ${SHOP}/purchases`, { key: 'ingest', body: purchase() }],
  [
    'a purchase with consent',
    `POST ${SHOP}/purchases`,
    {
      key: 'all',
      body: purchase({
        orderId: 'A-2',
        updatedAt: iso(HOUR_MS),
        customer: { id: 'c/17', consents: [granted] },
      }),
    },
  ],
  [
    'consent without the scope',
    `POST ${SHOP}/purchases`,
    { key: 'ingest', body: purchase({ customer: { id: 'c-1', consents: [granted] } }) },
  ],
  [
    'a batch of good and bad',
    `POST ${SHOP}/purchases`,
    {
      key: 'all',
      body: {
        purchases: [
          purchase({ orderId: 'A-3', customer: { email: 'guest@example.com' } }),
          purchase({ grossMinor: 1990 }),
          purchase({ updatedAt: iso(HOUR_MS), grossMinor: 1990 }),
          purchase({ orderId: 'A-4', customer: undefined }),
          purchase({ orderId: 'A-5', paidAt: iso(-DAY_MS) }),
          null,
          'text',
          { orderId: { nested: true } },
        ],
      },
    },
  ],
  [
    'every kind of fault',
    `POST ${SHOP}/purchases`,
    {
      key: 'all',
      body: {
        orderId: '~A',
        paidAt: 'yesterday',
        updatedAt: '2026-01-31T12:00:00',
        currency: 'eur',
        grossMinor: 12.5,
        lines: [{ sku: '', quantity: 0, unitMinor: -1 }, { title: 'x'.repeat(301) }],
        customer: {
          id: 'x'.repeat(129),
          email: 'not an address',
          name: 'x'.repeat(201),
          locale: 'english',
          zone: 'Mars/Olympus',
          country: 'gb',
          consents: [{ purpose: 'ads', act: 'maybe', at: 1, source: 'complaint', basis: 'none' }],
          'loyalty card': 1,
        },
        extra: true,
      },
    },
  ],
  [
    'an unknown currency',
    `POST ${SHOP}/purchases`,
    { key: 'all', body: purchase({ currency: 'ABC' }) },
  ],
  ['an empty object', `POST ${SHOP}/purchases`, { key: 'all', body: {} }],
  ['an empty batch', `POST ${SHOP}/purchases`, { key: 'all', body: { purchases: [] } }],
  ['no list', `POST ${SHOP}/purchases`, { key: 'all', body: { purchases: 1 } }],
  [
    'too large a batch',
    `POST ${SHOP}/purchases`,
    { key: 'all', body: { purchases: Array.from({ length: 501 }, () => null) } },
  ],
  ['no JSON', `POST ${SHOP}/purchases`, { key: 'all', raw: '{"orderId":' }],
  ['another type', `POST ${SHOP}/purchases`, { key: 'all', raw: 'a=1', type: 'text/plain' }],
  [
    'too large a body',
    `POST ${SHOP}/purchases`,
    { key: 'all', raw: ' '.repeat(MOST_BODY_BYTES + 1) },
  ],
  ['no key', `POST ${SHOP}/purchases`, { body: purchase() }],
  ['a key that opens nothing', `POST ${SHOP}/purchases`, { key: 'rk_none', body: purchase() }],
  ['an expired key', `POST ${SHOP}/purchases`, { key: 'expired', body: purchase() }],
  ['another shop', 'POST /v1/shops/coffee/purchases', { key: 'all', body: purchase() }],
  ['a key without the scope', `POST ${SHOP}/purchases`, { key: 'read', body: purchase() }],
  ['a refund', `POST ${SHOP}/refunds`, { key: 'ingest', body: refund() }],
  ['the same refund', `POST ${SHOP}/refunds`, { key: 'ingest', body: refund() }],
  ['another under its id', `POST ${SHOP}/refunds`, { key: 'ingest', body: refund({ minor: 1 }) }],
  [
    'refunds good and bad',
    `POST ${SHOP}/refunds`,
    {
      key: 'ingest',
      body: { refunds: [refund({ refundId: 'R-2', orderId: undefined }), refund({ minor: 0 }), 7] },
    },
  ],
  [
    'a refund without a customer',
    `POST ${SHOP}/refunds`,
    { key: 'ingest', body: { refundId: 'R-3' } },
  ],
]
