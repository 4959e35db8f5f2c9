/** Finding, merging and erasing customers, and what is posted about an erased one. */
import { DAY_MS } from '../../../functions/domain/time.ts'
import { hold, iso, lin, purchase, SHOP } from './bodies.ts'
import type { Requests } from './request.ts'

export const IDENTITY: Requests = [
  [
    'finds by address',
    `POST ${SHOP}/customers/lookup`,
    { key: 'read', body: { email: 'lin@example.com' } },
  ],
  [
    'finds by two at once',
    `POST ${SHOP}/customers/lookup`,
    { key: 'read', body: { email: 'lin@example.com', id: 'lin' } },
  ],
  ['merges into oneself', `POST ${lin}/merge`, { key: 'all', body: { from: 'lin' } }],
  ['merges whom it does not know', `POST ${lin}/merge`, { key: 'all', body: { from: 'nobody' } }],
  ['erases', `DELETE ${lin}`, { key: 'all', after: 1000 }],
  ['erases again', `DELETE ${lin}`, { key: 'all' }],
  ['erases an unknown customer', `DELETE ${SHOP}/customers/nobody`, { key: 'all' }],
  ['erases without the scope', `DELETE ${lin}`, { key: 'read' }],
  ['who was erased', `GET ${lin}`, { key: 'read' }],
  ['a purchase from before', `POST ${SHOP}/purchases`, { key: 'ingest', body: purchase() }],
  [
    'a profile from before',
    `PUT ${lin}`,
    { key: 'ingest', body: { name: 'Lin', updatedAt: iso(DAY_MS) } },
  ],
  ['a hold from before', `PUT ${lin}/holds/h-4`, { key: 'ingest', body: hold }],
  ['no such route', 'GET /v1/nothing'],
  ['no such page', 'GET /'],
  ['no such method', `PATCH ${lin}`],
]
