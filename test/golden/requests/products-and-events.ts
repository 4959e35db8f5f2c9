/** Products, and events of SES. */
import { HOUR_MS, isoInstant } from '../../../functions/domain/time.ts'
import { NOW } from '../../support/api-shop.ts'
import { bounce, iso, lin, product, SHOP, sesEvent } from './bodies.ts'
import type { Requests } from './request.ts'

export const PRODUCTS_AND_EVENTS: Requests = [
  ['a product', `PUT ${SHOP}/products/tea-7`, { key: 'ingest', body: product() }],
  ['the same product', `PUT ${SHOP}/products/tea-7`, { key: 'ingest', body: product() }],
  [
    'a later product',
    `PUT ${SHOP}/products/tea-7`,
    { key: 'ingest', body: product({ available: false, updatedAt: iso(HOUR_MS) }) },
  ],
  ['a stale product', `PUT ${SHOP}/products/tea-7`, { key: 'ingest', body: product() }],
  [
    'a product with faults',
    `PUT ${SHOP}/products/tea-7`,
    {
      key: 'ingest',
      body: {
        available: 'yes',
        locales: {
          english: {},
          en: { title: '', url: 'javascript:1', imageUrl: 'https://a:b@c.example', price: 'free' },
        },
      },
    },
  ],
  ['an empty product', `PUT ${SHOP}/products/tea-7`, { key: 'ingest', body: {} }],
  ['a sku of ours', `PUT ${SHOP}/products/~7`, { key: 'ingest', body: product() }],
  [
    'an event of SES',
    `POST ${SHOP}/events/ses`,
    {
      key: 'all',
      body: sesEvent('Email Delivered', 'Delivery', {
        delivery: { timestamp: isoInstant(NOW + HOUR_MS), recipients: ['lin@example.com'] },
      }),
    },
  ],
  [
    'the same event',
    `POST ${SHOP}/events/ses`,
    {
      key: 'all',
      body: sesEvent('Email Delivered', 'Delivery', {
        delivery: { timestamp: isoInstant(NOW + HOUR_MS), recipients: ['lin@example.com'] },
      }),
    },
  ],
  [
    'a bounce',
    `POST ${SHOP}/events/ses`,
    { key: 'all', body: sesEvent('Email Bounced', 'Bounce', { bounce }) },
  ],
  [
    'an event of no message here',
    `POST ${SHOP}/events/ses`,
    { key: 'all', body: sesEvent('Email Bounced', 'Bounce', { bounce }, 'care#9#tea') },
  ],
  [
    'an event of another mail',
    `POST ${SHOP}/events/ses`,
    { key: 'all', body: { detail: { eventType: 'Send', mail: { tags: {} } } } },
  ],
  ['an invalid event', `POST ${SHOP}/events/ses`, { key: 'all', body: {} }],
  ['an event without the scope', `POST ${SHOP}/events/ses`, { key: 'read', body: {} }],
  ['the customer after all that', `GET ${lin}`, { key: 'all' }],
]
