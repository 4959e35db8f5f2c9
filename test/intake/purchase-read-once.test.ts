/** Every purchase of a shop comes this way, so nothing of it is read, checked or hashed twice. */
import { domainToASCII } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { isoInstant } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { makePostPurchases } from '../../functions/intake/post-facts.handler.ts'
import { PostedPurchase } from '../../functions/intake/wire.ts'
import { loadShop, putKey } from '../../functions/store/shops.ts'
import { makeApiShop, NOW, secret } from '../support/api-shop.ts'
import { firstPurchase } from '../support/one-machine.ts'
import { temporaryTable } from '../support/temporary-table.ts'

vi.mock('node:url', { spy: true })

const { table, stop } = temporaryTable()
const { bearer, key } = issueKey(['ingest', 'consent'], NOW)
const addressHash = vi.fn(secret.addressHash)
beforeAll(async () => {
  await makeApiShop(table)
  await table.write([putKey('tea', key)])
})
afterEach(() => void vi.restoreAllMocks())
afterAll(stop)

const purchase = (id: string) => firstPurchase(id, isoInstant(NOW)) as { customer: object }
const guest = (id: string) => {
  const { id: _id, ...customer } = purchase(id).customer as Record<string, unknown>
  return { ...purchase(id), customer }
}

/** How often each was done for one request. */
async function workOf(body: object) {
  const shop = await loadShop(table, 'tea')
  const handler = makePostPurchases({
    table,
    shop: async () => shop,
    now: () => NOW,
    addressHash,
  })
  const text = JSON.stringify(body)
  const [parse, schema, canonical] = [
    vi.spyOn(JSON, 'parse'),
    vi.spyOn(PostedPurchase, 'safeParse'),
    vi.spyOn(Intl, 'getCanonicalLocales'),
  ]
  for (const spy of [addressHash, vi.mocked(domainToASCII)]) spy.mockClear()
  const answer = await handler({
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    pathParameters: { shop: 'tea' },
    body: text,
  })
  expect(answer.statusCode).toBeLessThan(300)
  return {
    bodies: parse.mock.calls.filter(([parsed]) => parsed === text).length,
    schemas: schema.mock.calls.length,
    domains: vi.mocked(domainToASCII).mock.calls.length,
    locales: canonical.mock.calls.length,
    addresses: addressHash.mock.calls.length,
  }
}

const ONCE = { bodies: 1, schemas: 1, domains: 1, locales: 1, addresses: 1 }

describe('one purchase', () => {
  it('is read, checked and hashed once', async () => {
    expect(await workOf(purchase('1'))).toEqual(ONCE)
  })

  it('of a guest, who is identified by their address, is too', async () => {
    expect(await workOf(guest('2'))).toEqual(ONCE)
  })
})

it('a batch is read once, and each of its purchases is', async () => {
  const three = { bodies: 1, schemas: 3, domains: 3, locales: 3, addresses: 3 }
  expect(await workOf({ purchases: [purchase('3'), guest('4'), purchase('5')] })).toEqual(three)
})
