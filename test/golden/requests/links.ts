/** The pages behind the links in a mail. */
import { DAY_MS } from '../../../functions/domain/time.ts'
import { tokenOf as linkOf } from '../../pipeline/feedback/unsubscribe-shop.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { choice, confirming, lin } from './bodies.ts'
import type { Requests } from './request.ts'

/** The address at which a customer of these requests reads mail. */
const MAILED: Readonly<Record<string, string>> = {
  'c/17': 'lin@example.com',
  'c-2': 'li@example.com',
}

function tokenOf(customer: string, changes: Parameters<typeof linkOf>[1] = {}): string {
  const guest = /^~guest:(.*)/.exec(customer)?.[1]
  const email = MAILED[customer]
  const addressHash = email === undefined ? guest : secret.addressHash(email)
  return linkOf(customer, { addressHash, ...changes })
}

export const LINKS: Requests = [
  ['asks to unsubscribe', `GET /unsubscribe/${tokenOf('c/17')}`],
  ['shows preferences', `GET /preferences/${tokenOf('c/17')}`],
  ['shows preferences in Chinese', `GET /preferences/${tokenOf('c-2')}`],
  ['asks to unsubscribe in Chinese', `GET /unsubscribe/${tokenOf('c-2')}`],
  ['asks to confirm', `GET /confirm/${tokenOf('c/17', confirming)}`],
  ['asks to confirm in Chinese', `GET /confirm/${tokenOf('c-2', confirming)}`],
  ['confirms', `POST /confirm/${tokenOf('c/17', confirming)}`, { form: {} }],
  ['confirms again', `POST /confirm/${tokenOf('c/17', confirming)}`, { form: {} }],
  ['confirms in Chinese', `POST /confirm/${tokenOf('c-2', confirming)}`, { form: {} }],
  [
    'confirms another address',
    `GET /confirm/${tokenOf('c/17', { ...confirming, addressHash: secret.addressHash('x@y.example') })}`,
  ],
  [
    'confirms too late',
    `GET /confirm/${tokenOf(`~guest:${secret.addressHash('guest@example.com')}`, { ...confirming, issuedAt: NOW - 40 * DAY_MS })}`,
  ],
  ['chooses', `POST /preferences/${tokenOf('c/17')}`, { form: choice, after: 1000 }],
  ['chooses what is outdated', `POST /preferences/${tokenOf('c/17')}`, { form: choice }],
  [
    'saves other preferences in the meantime',
    `POST /preferences/${tokenOf('c/17')}`,
    { form: { ...choice, often: 'weekly', locale: 'en' } },
  ],
  [
    'chooses nothing readable',
    `POST /preferences/${tokenOf('c/17')}`,
    { form: { often: 'never' } },
  ],
  ['chooses by JSON', `POST /preferences/${tokenOf('c-2')}`, { body: choice }],
  ['leaves', `POST /unsubscribe/${tokenOf('c/17')}`, { form: {}, after: 1000 }],
  ['leaves again', `POST /unsubscribe/${tokenOf('c/17')}`, { form: {} }],
  [
    'leaves by one click in Chinese',
    `POST /unsubscribe/${tokenOf('c-2')}`,
    { form: { 'List-Unsubscribe': 'One-Click' } },
  ],
  ['shows preferences of who left', `GET /preferences/${tokenOf('c/17')}`],
  ['asks to confirm after leaving', `GET /confirm/${tokenOf('c/17', confirming)}`],
  ['unsubscribes an unknown customer', `POST /unsubscribe/${tokenOf('nobody')}`, { form: {} }],
  ['shows preferences of an unknown customer', `GET /preferences/${tokenOf('nobody')}`],
  ['a link of the other use', `GET /confirm/${tokenOf('c/17')}`],
  ['a link that opens nothing', 'GET /unsubscribe/nothing'],
  ['the customer who left', `GET ${lin}`, { key: 'read' }],
]
