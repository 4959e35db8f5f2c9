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
  ['what is known of a product', `GET ${SHOP}/products/tea-7`, { key: 'ingest' }],
  ['an unknown product', `GET ${SHOP}/products/TEA-7`, { key: 'read' }],
  ['the products of the shop', `GET ${SHOP}/products`, { key: 'read' }],
  ['the products without a key', `GET ${SHOP}/products`],
  ['products by no number', `GET ${SHOP}/products?limit=all`, { key: 'read' }],
  ['products after one', `GET ${SHOP}/products?limit=2&after=tea-7`, { key: 'read' }],
  ['a removal with a key that reads', `DELETE ${SHOP}/products/tea-7`, { key: 'read' }],
  ['a removal', `DELETE ${SHOP}/products/tea-7`, { key: 'ingest' }],
  ['the same removal', `DELETE ${SHOP}/products/tea-7`, { key: 'ingest' }],
  ['a removal of what was never known', `DELETE ${SHOP}/products/tea-8`, { key: 'ingest' }],
  ['a product that was removed', `GET ${SHOP}/products/tea-7`, { key: 'read' }],
  [
    'a product from before its removal',
    `PUT ${SHOP}/products/tea-7`,
    { key: 'ingest', body: product({ updatedAt: iso(HOUR_MS) }) },
  ],
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
