/** An open shop with a key for each scope, and the HTTP handlers over any table, without a server. */
import { expect } from 'vitest'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { defaultPolicy, type Settings, type Shop } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant, isoInstant } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import type { HttpEvent, HttpHandler } from '../../functions/http/requests.ts'
import { ProblemAnswer } from '../../functions/intake/api/answers.ts'
import type { ApiRoute } from '../../functions/intake/api/operation.ts'
import { apiOperations } from '../../functions/intake/api/operations.ts'
import { makePostCodes } from '../../functions/intake/codes.handler.ts'
import { makeGetCustomer, makePutCustomer } from '../../functions/intake/customers.handler.ts'
import { makeEraseCustomer } from '../../functions/intake/erase.handler.ts'
import { makeLiftHold, makePutHold } from '../../functions/intake/holds.handler.ts'
import { makeLookupCustomers } from '../../functions/intake/lookup.handler.ts'
import { makeMergeCustomers } from '../../functions/intake/merge.handler.ts'
import {
  makePostEvents,
  makePostPurchases,
  makePostRefunds,
} from '../../functions/intake/post-facts.handler.ts'
import {
  makeGetProduct,
  makeListProducts,
  makePutProduct,
  makeRemoveProduct,
} from '../../functions/intake/products.handler.ts'
import { makeAskToConfirm, makeConfirm } from '../../functions/pipeline/feedback/confirm.handler.ts'
import {
  makeChangePreferences,
  makeShowPreferences,
} from '../../functions/pipeline/feedback/preferences.handler.ts'
import {
  makeAskToUnsubscribe,
  makeUnsubscribe,
} from '../../functions/pipeline/feedback/unsubscribe.handler.ts'
import type { Scope } from '../../functions/store/codecs/shop-rows.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import type { ListedCustomers } from '../../functions/store/find-customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { makeSecret } from '../../functions/store/secret.ts'
import { addShop, loadShop, putKey } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'

export const NOW: Instant = Date.UTC(2026, 5, 1, 12)

export const secret = makeSecret(Buffer.alloc(32, 7))

export const shopOf = (id: string): Shop => ({
  id,
  name: 'Tea House',
  zone: 'UTC',
  postalAddress: '1 Test Street, Testville',
  from: { name: 'Tea House', address: 'hello@tea.example.com' },
  url: 'https://tea.example.com',
  openedAt: Date.UTC(2020, 0, 1),
})

let orders = 0

/** A purchase as a shop posts it, of another order each time. */
export const aPurchase = (fields: object = {}) => ({
  orderId: `A-${++orders}`,
  customer: { id: 'c-17', email: 'lin@example.com' },
  paidAt: isoInstant(NOW - DAY_MS),
  currency: 'EUR',
  grossMinor: 2490,
  ...fields,
})

/** What a test sends; the key with the scopes "ingest" and "read" unless it says otherwise. */
export type Sent = {
  readonly shop?: string
  readonly customer?: string
  readonly hold?: string
  readonly sku?: string
  readonly token?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The body as it is, where it is not JSON. */
  readonly raw?: string
  readonly isBase64Encoded?: boolean
  readonly bearer?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export type Answered = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The body as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
  readonly body: any
  readonly text: string
}

export type ApiShop = {
  readonly table: Table
  readonly shop: string
  readonly clock: { now: Instant }
  readonly bearerOf: (scopes: readonly Scope[], expiresAt?: Instant) => Promise<string>
  readonly call: (route: ApiRoute, sent?: Sent) => Promise<Answered>
  readonly settings: (shop: string) => Promise<Settings | undefined>
  readonly facts: (customer: string) => Promise<CustomerFacts>
  readonly setBusy: (seconds: number | undefined) => void
}

/** @example const { call } = await makeApiShop(table); await call('POST /v1/...', { body }) */
export async function makeApiShop(
  table: Table,
  shop = 'tea',
  listed?: ListedCustomers,
): Promise<ApiShop> {
  const clock = { now: NOW }
  await addShop(table, shopOf(shop), { ...defaultPolicy('EUR'), quietHours: null })
  const bearerOf = async (scopes: readonly Scope[], expiresAt?: Instant) => {
    const { bearer, key } = issueKey(scopes, NOW)
    await table.write([putKey(shop, { ...key, ...(expiresAt !== undefined && { expiresAt }) })])
    return bearer
  }
  const usual = await bearerOf(['ingest', 'read'])
  let busy: number | undefined
  const requests = { table, shop: (id: string) => loadShop(table, id), now: () => clock.now }
  const posts = { ...requests, addressHash: secret.addressHash, busyFor: () => busy }
  const settings = async (id: string) => (await loadShop(table, id))?.settings
  const links = {
    table,
    openToken: secret.openToken,
    settings,
    now: () => clock.now,
    onUnavailable: () => {},
  }
  const handlers: Readonly<Record<ApiRoute, HttpHandler>> = {
    'POST /v1/shops/{shop}/purchases': makePostPurchases(posts),
    'POST /v1/shops/{shop}/refunds': makePostRefunds(posts),
    'POST /v1/shops/{shop}/events': makePostEvents(posts),
    'PUT /v1/shops/{shop}/customers/{customer}': makePutCustomer(posts),
    'GET /v1/shops/{shop}/customers/{customer}': makeGetCustomer(requests),
    'DELETE /v1/shops/{shop}/customers/{customer}': makeEraseCustomer(requests),
    'POST /v1/shops/{shop}/customers/lookup': makeLookupCustomers({
      ...requests,
      ...secret,
      ...(listed && { listed }),
    }),
    'POST /v1/shops/{shop}/customers/{customer}/merge': makeMergeCustomers(requests),
    'PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}': makePutHold(requests),
    'DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}': makeLiftHold(requests),
    'PUT /v1/shops/{shop}/products/{sku}': makePutProduct(requests),
    'GET /v1/shops/{shop}/products/{sku}': makeGetProduct(requests),
    'DELETE /v1/shops/{shop}/products/{sku}': makeRemoveProduct(requests),
    'GET /v1/shops/{shop}/products': makeListProducts(requests),
    'POST /v1/shops/{shop}/codes': makePostCodes(requests),
    'GET /unsubscribe/{token}': makeAskToUnsubscribe(links),
    'POST /unsubscribe/{token}': makeUnsubscribe(links),
    'GET /preferences/{token}': makeShowPreferences(links),
    'POST /preferences/{token}': makeChangePreferences(links),
    'GET /confirm/{token}': makeAskToConfirm(links),
    'POST /confirm/{token}': makeConfirm(links),
  }
  return {
    table,
    shop,
    clock,
    bearerOf,
    settings,
    facts: async (customer) => (await loadCustomer(table, customerKey(shop, customer))).facts,
    setBusy: (seconds) => {
      busy = seconds
    },
    async call(route, sent = {}) {
      const answer = await handlers[route](eventOf(route, { shop, bearer: usual, ...sent }))
      return asDescribed(route, {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: answer.headers['content-type']?.includes('json')
          ? JSON.parse(answer.body)
          : undefined,
      })
    },
  }
}

function eventOf(route: ApiRoute, sent: Sent): HttpEvent {
  const { shop, customer, hold, sku, token, body, raw, bearer, isBase64Encoded = false } = sent
  const { query = {} } = sent
  const [method] = route.split(' ')
  return {
    routeKey: route,
    headers: {
      ...(method === 'POST' || method === 'PUT' ? { 'content-type': 'application/json' } : {}),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...sent.headers,
    },
    pathParameters: { shop, customer, hold, sku, token },
    queryStringParameters: query,
    body: raw ?? JSON.stringify(body),
    isBase64Encoded,
  }
}

/** No handler answers what the API's description does not know. */
function asDescribed(route: ApiRoute, answered: Answered): Answered {
  const { answers, problems } = apiOperations[route]
  const { status, body, headers } = answered
  const declared = answers[status]
  if (declared?.schema) expect(declared.schema.parse(body)).toEqual(body)
  if (declared) return answered
  expect(problems, `${route} answered ${status}`).toContain(status)
  expect(headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(ProblemAnswer.parse(body)).toMatchObject({ status })
  return answered
}
