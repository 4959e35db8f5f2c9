/** What the API and the pages behind links answer, over HTTP, to requests good and bad. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailTagsOf } from '../../functions/domain/message-ref.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS, isoInstant } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { MOST_BODY_BYTES } from '../../functions/http/requests.ts'
import { type OutgoingMail, simpleMailer } from '../../functions/pipeline/sending/mailer.ts'
import { unpaced } from '../../functions/pipeline/sending/pacing/unpaced.ts'
import { makeRequestListener } from '../../functions/runtimes/one-machine/http-server.ts'
import { makePipeline } from '../../functions/runtimes/one-machine/pipeline.ts'
import type { Scope } from '../../functions/store/codecs/shop-rows.ts'
import { addShop, campaignRow, changeShop, putKey } from '../../functions/store/shops.ts'
import { CAMPAIGNS, tokenOf } from '../pipeline/feedback/unsubscribe-shop.ts'
import { NOW, secret, shopOf } from '../support/api-shop.ts'
import { welcome } from '../support/decided-shop.ts'
import { ACCEPTED } from '../support/due-welcome.ts'
import { NO_DEPARTURES } from '../support/no-departures.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { golden } from './golden.ts'

const { store, stop } = temporaryTable()
const clock = { now: NOW }
const pipeline = makePipeline({
  departures: NO_DEPARTURES,
  store,
  mailer: simpleMailer({ repeatable: true, send: async () => ACCEPTED }),
  sendsAtATime: 1,
  makePacer: () => unpaced,
  sending: { needsDomainCheck: false },
  writeMail: async () => ({}) as OutgoingMail,
  secret,
  now: () => clock.now,
  log: (_level, event, facts) => {
    throw new Error(`${event} ${JSON.stringify(facts)}`)
  },
})
const server = createServer(
  makeRequestListener({
    handlers: pipeline.handlers,
    log: (_level, event, facts) => {
      throw new Error(`${event} ${JSON.stringify(facts)}`)
    },
  }),
)
const bearers = new Map<string, string>()

afterAll(async () => {
  await pipeline.stop()
  server.closeAllConnections()
  server.close()
  stop()
})

beforeAll(async () => {
  const { table } = pipeline
  await addShop(table, shopOf('tea'), {
    ...defaultPolicy('EUR'),
    quietHours: null,
    countryWhereUnknown: 'GB',
  })
  await changeShop(table, 'tea', () => ({
    rows: [
      campaignRow('tea', welcome, { en: 'Welcome', 'zh-CN': '欢迎' }),
      ...CAMPAIGNS.map(({ campaign, name }) => campaignRow('tea', campaign, name)),
    ],
  }))
  const scopes: Readonly<Record<string, readonly Scope[]>> = {
    all: ['ingest', 'read', 'consent', 'feedback'],
    ingest: ['ingest'],
    read: ['read'],
  }
  for (const [name, granted] of Object.entries(scopes)) {
    const { bearer, key } = issueKey(granted, NOW)
    await table.write([putKey('tea', key)])
    bearers.set(name, bearer)
  }
  const expired = issueKey(['ingest'], NOW)
  await table.write([putKey('tea', { ...expired.key, expiresAt: NOW })])
  bearers.set('expired', expired.bearer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})

type Request = {
  readonly body?: unknown
  /** The body as it is, where it is not JSON. */
  readonly raw?: string
  readonly form?: Readonly<Record<string, string>>
  readonly type?: string
  /** A key by the name of what it may do, or any text. */
  readonly key?: string
  readonly after?: number
}

const SHOWN = ['content-type', 'www-authenticate', 'retry-after', 'location', 'cache-control']
const SHOWN_OF_PAGES = ['content-security-policy', 'referrer-policy', 'x-content-type-options']

async function call(route: string, request: Request) {
  const [method = 'GET', path = '/'] = route.split(' ')
  const { body, raw, form, key, after = 0 } = request
  const isSent = body !== undefined || raw !== undefined || form !== undefined
  const usualType = form ? 'application/x-www-form-urlencoded' : 'application/json'
  clock.now += after
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      ...(isSent && { 'content-type': request.type ?? usualType }),
      ...(key !== undefined && { authorization: `Bearer ${bearers.get(key) ?? key}` }),
    },
    ...(isSent && { body: raw ?? (form ? new URLSearchParams(form) : JSON.stringify(body)) }),
  })
  const text = await answer.text()
  await pipeline.idle()
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true
  return {
    request: { route: readable(route), ...(key !== undefined && { key }) },
    status: answer.status,
    headers: Object.fromEntries(
      [...SHOWN, ...(isPage ? SHOWN_OF_PAGES : [])].flatMap((name) => {
        const value = answer.headers.get(name)
        return value === null ? [] : [[name, value]]
      }),
    ),
    // The policy in the headers has the hash of the looks.
    body: isPage
      ? text.replace(/<style>.*<\/style>/s, '<style></style>').split('\n')
      : JSON.parse(text),
  }
}

/** A token that is the last part of the path is left out. */
const readable = (route: string): string =>
  route.replace(/^(\w+ \/(?:unsubscribe|preferences|confirm)\/).{60,}$/, '$1{token}')

const SHOP = '/v1/shops/tea'
const iso = (ago: number): string => isoInstant(NOW - ago)
const purchase = (fields: object = {}) => ({
  orderId: 'A-1',
  customer: {
    id: 'c/17',
    email: 'lin@example.com',
    name: 'Lin',
    locale: 'en',
    zone: 'Europe/London',
    country: 'GB',
  },
  paidAt: iso(DAY_MS),
  currency: 'EUR',
  grossMinor: 2490,
  lines: [{ sku: 'tea-7', title: 'Green tea', quantity: 2, unitMinor: 1245 }],
  ...fields,
})
const granted = {
  purpose: 'marketing',
  act: 'granted',
  at: iso(2 * DAY_MS),
  source: 'checkout',
  basis: 'explicit',
  wording: 'Yes, write to me',
  evidence: 'form 7',
}
const refund = (fields: object = {}) => ({
  refundId: 'R-1',
  orderId: 'A-1',
  customer: { id: 'c/17' },
  at: iso(HOUR_MS),
  currency: 'EUR',
  minor: 490,
  ...fields,
})
const product = (fields: object = {}) => ({
  available: true,
  updatedAt: iso(DAY_MS),
  locales: {
    en: {
      title: 'Green tea',
      url: 'https://tea.example.com/p/7',
      imageUrl: 'https://tea.example.com/p/7.jpg',
      price: { minor: 1245, currency: 'EUR' },
    },
  },
  ...fields,
})
const sesEvent = (type: string, eventType: string, more: object, name = 'welcome#1#hello') => {
  const [campaign = '', , step = ''] = name.split('#')
  const tagged = { messageId: `tea/c%2F17/${name}`, shop: 'tea', campaign, step }
  const tags = Object.fromEntries(mailTagsOf(tagged).map(({ Name, Value }) => [Name, [Value]]))
  const mail = {
    timestamp: iso(0),
    messageId: 'ses-1',
    destination: ['lin@example.com'],
    tags,
  }
  return { source: 'aws.ses', 'detail-type': type, detail: { eventType, mail, ...more } }
}
const bounce = {
  bounceType: 'Permanent',
  bounceSubType: 'NoEmail',
  timestamp: isoInstant(NOW + HOUR_MS),
  bouncedRecipients: [
    {
      emailAddress: 'lin@example.com',
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    },
  ],
}

const lin = `${SHOP}/customers/c%2F17`
const hold = { reason: 'chargeback', at: iso(HOUR_MS) }
const choice = {
  version: '0',
  'marketing-shown': 'on',
  marketing: 'on',
  often: 'monthly',
  'campaign-shown': 'care',
  locale: 'zh-CN',
}
const confirming = { use: 'confirm', campaign: 'sign-up', n: 1, step: 'ask' } as const

/** In this order: each is answered by what those before it left. */
const REQUESTS: readonly (readonly [name: string, route: string, request?: Request])[] = [
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

describe('the API', () => {
  it('answers as before', async () => {
    const answers: Record<string, unknown> = {}
    for (const [name, route, request = {}] of REQUESTS) {
      expect(answers).not.toHaveProperty([name])
      answers[name] = await call(route, request)
    }
    await expect(golden(answers)).toMatchFileSnapshot('./api.json')
  })

  it('has a request for each of its routes', () => {
    const asked = REQUESTS.map(([, route]) => route)
    for (const key of Object.keys(pipeline.handlers).filter((one) => !one.includes('openapi'))) {
      const pattern = new RegExp(`^${key.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
      expect(asked.filter((route) => pattern.test(route)).length, key).toBeGreaterThan(1)
    }
  })
})
