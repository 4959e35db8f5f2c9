/** Profiles, what is known about customers, and their holds. */
import { DAY_MS, HOUR_MS } from '../../../functions/domain/time.ts'
import { secret } from '../../support/api-shop.ts'
import { granted, hold, iso, lin, SHOP } from './bodies.ts'
import type { Requests } from './request.ts'

export const CUSTOMERS: Requests = [
  ['a customer', `GET ${lin}`, { key: 'read' }],
  [
    'a new profile',
    `PUT ${SHOP}/customers/c-2`,
    { key: 'all', body: { email: 'li@例子.公司', locale: 'zh-cn', consents: [granted] } },
  ],
  [
    'the same profile',
    `PUT ${SHOP}/customers/c-2`,
    { key: 'all', body: { email: 'li@例子.公司', locale: 'zh-cn' } },
  ],
  [
    'a later profile',
    `PUT ${SHOP}/customers/c-2`,
    {
      key: 'all',
      after: 1000,
      body: {
        ...{ email: 'li@example.com', locale: 'zh-CN', name: '李', country: 'CN' },
        consents: [{ ...granted, at: iso(DAY_MS) }],
      },
    },
  ],
  [
    'a stale profile',
    `PUT ${SHOP}/customers/c-2`,
    { key: 'ingest', body: { name: 'Li', updatedAt: iso(DAY_MS) } },
  ],
  ['an empty profile', `PUT ${SHOP}/customers/c-2`, { key: 'ingest', body: {} }],
  [
    'a profile with faults',
    `PUT ${SHOP}/customers/c-2`,
    { key: 'all', body: { email: 'a@b', consents: {}, updatedAt: iso(-DAY_MS), vip: true } },
  ],
  [
    'a profile of the future',
    `PUT ${SHOP}/customers/c-2`,
    { key: 'all', body: { name: 'Li', updatedAt: iso(-DAY_MS) } },
  ],
  [
    'a profile with consent without the scope',
    `PUT ${SHOP}/customers/c-2`,
    { key: 'ingest', body: { consents: [granted] } },
  ],
  ['a profile of a guest', `PUT ${SHOP}/customers/0`, { key: 'all', body: { name: 'Li' } }],
  ['an id of ours', `PUT ${SHOP}/customers/~x`, { key: 'all', body: { name: 'Li' } }],
  ['a path that cannot be decoded', `GET ${SHOP}/customers/%E5`, { key: 'read' }],
  ['who only has a profile', `GET ${SHOP}/customers/c-2`, { key: 'read' }],
  [
    'a guest',
    `GET ${SHOP}/customers/~guest:${secret.addressHash('guest@example.com')}`,
    { key: 'read' },
  ],
  ['an unknown customer', `GET ${SHOP}/customers/nobody`, { key: 'read' }],
  ['too long an id', `GET ${SHOP}/customers/${'x'.repeat(129)}`, { key: 'read' }],
  ['a hold', `PUT ${lin}/holds/h-1`, { key: 'ingest', body: hold }],
  ['the same hold', `PUT ${lin}/holds/h-1`, { key: 'ingest', body: hold }],
  [
    'another hold under its id',
    `PUT ${lin}/holds/h-1`,
    { key: 'ingest', body: { ...hold, reason: 'undelivered-parcel' } },
  ],
  [
    'a hold with an end',
    `PUT ${lin}/holds/h-2`,
    {
      key: 'ingest',
      body: { reason: 'support-complaint', at: iso(HOUR_MS), until: iso(-DAY_MS) },
    },
  ],
  [
    'a hold with faults',
    `PUT ${lin}/holds/h-3`,
    { key: 'ingest', body: { reason: 'bored', at: iso(0), until: iso(1) } },
  ],
  [
    'a hold that ends before it begins',
    `PUT ${lin}/holds/h-3`,
    { key: 'ingest', body: { ...hold, until: iso(DAY_MS) } },
  ],
  ['a hold lifted', `DELETE ${lin}/holds/h-1`, { key: 'ingest', after: 1000 }],
  ['a lifted hold posted again', `PUT ${lin}/holds/h-1`, { key: 'ingest', body: hold }],
  ['no such hold lifted', `DELETE ${lin}/holds/h-9`, { key: 'ingest' }],
]
