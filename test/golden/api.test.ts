/** What the API and the pages behind links answer, over HTTP, to requests good and bad. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { makeRequestListener } from '../../functions/runtimes/one-machine/http-server.ts'
import type { Scope } from '../../functions/store/codecs/shop-rows.ts'
import {
  addShop,
  campaignRow,
  changeShop,
  declarationsRow,
  putKey,
} from '../../functions/store/shops.ts'
import { CAMPAIGNS } from '../pipeline/feedback/unsubscribe-shop.ts'
import { acceptingPipeline } from '../support/accepting-pipeline.ts'
import { NOW, secret, shopOf } from '../support/api-shop.ts'
import { welcome } from '../support/decided-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { golden } from './golden.ts'
import { CODES_OF_POOLS } from './requests/codes.ts'
import { CUSTOMERS } from './requests/customers.ts'
import { DECLARED, EVENTS } from './requests/events.ts'
import { IDENTITY } from './requests/identity.ts'
import { LINKS } from './requests/links.ts'
import { ORDERS } from './requests/orders.ts'
import { PRODUCTS_AND_EVENTS } from './requests/products-and-events.ts'
import type { Request, Requests } from './requests/request.ts'

const REQUESTS: Requests = [
  ...[...ORDERS, ...CUSTOMERS, ...PRODUCTS_AND_EVENTS],
  ...[...CODES_OF_POOLS, ...LINKS, ...IDENTITY],
  ...EVENTS,
]

const { store, stop } = temporaryTable()
const clock = { now: NOW }
const pipeline = acceptingPipeline(store, {
  secret,
  now: () => clock.now,
  log: (level, event, facts) => {
    // An event that is ignored is counted in the log.
    if (level === 'error') throw new Error(`${event} ${JSON.stringify(facts)}`)
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
      declarationsRow('tea', DECLARED),
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
      : text === ''
        ? null
        : JSON.parse(text),
  }
}

/** A token that is the last part of the path is left out. */
const readable = (route: string): string =>
  route.replace(/^(\w+ \/(?:unsubscribe|preferences|confirm)\/).{60,}$/, '$1{token}')

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
