/** A customer who follows a link waits for each read: they and their address are read once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../functions/domain/time.ts'
import type { ApiRoute } from '../../../functions/intake/api/operation.ts'
import { unsubscribeByMail } from '../../../functions/pipeline/feedback/unsubscribe-by-mail.ts'
import { tombstone } from '../../../functions/store/erasure.ts'
import { addressKey, customerKey } from '../../../functions/store/keys.ts'
import { putPreferences } from '../../../functions/store/preferences.ts'
import type { Table } from '../../../functions/store/table.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { consent } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { makeUnsubscribeShop, tokenOf, type UnsubscribeShop } from './unsubscribe-shop.ts'

const { table, stop } = temporaryTable()
/** The partition of each query and each get, in their order. */
let reads: string[] = []
let beforeWrite: (() => Promise<unknown>) | undefined
const counted: Table = {
  ...table,
  query: (pk, range) => {
    reads.push(pk)
    return table.query(pk, range)
  },
  get: (key) => {
    reads.push(key.pk)
    return table.get(key)
  },
  async write(writes) {
    const first = beforeWrite
    beforeWrite = undefined
    await first?.()
    return table.write(writes)
  },
}

let shop: UnsubscribeShop
beforeAll(async () => {
  shop = await makeUnsubscribeShop(counted)
})
beforeEach(() => {
  beforeWrite = undefined
})
afterAll(stop)

const form = (changes: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    version: '0',
    'marketing-shown': 'on',
    marketing: 'on',
    often: 'as-it-comes',
    locale: 'en',
    ...changes,
  }).toString()

/** How often the request read the customer, and their address. */
async function readsOf(customer: string, request: () => Promise<unknown>) {
  reads = []
  await request()
  const key = customerKey('tea', customer)
  const address = addressKey(secret.addressHash(`${customer}@example.com`))
  const times = (pk: string) => reads.filter((read) => read === pk).length
  return { customer: times(key), address: times(address) }
}

async function readsOfRoute(route: ApiRoute, customer: string, raw?: string) {
  const token = tokenOf(customer, route.includes('confirm') ? { use: 'confirm' } : {})
  return readsOf(customer, async () => {
    const answer = await shop.call(route, {
      token,
      bearer: undefined,
      ...(raw !== undefined && {
        raw,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    })
    expect(answer.status).toBe(200)
  })
}

const ONCE = { customer: 1, address: 1 }

describe('a request of a customer reads them once', () => {
  it.each<[string, ApiRoute, string | undefined]>([
    ['that asks to unsubscribe', 'GET /unsubscribe/{token}', undefined],
    ['that unsubscribes by one click', 'POST /unsubscribe/{token}', 'List-Unsubscribe=One-Click'],
    ['that shows the preferences', 'GET /preferences/{token}', undefined],
    ['that saves the preferences as they are', 'POST /preferences/{token}', form()],
    ['that changes them', 'POST /preferences/{token}', form({ often: 'weekly' })],
    ['that unsubscribes by them', 'POST /preferences/{token}', form({ marketing: 'off' })],
    ['that asks to confirm', 'GET /confirm/{token}', undefined],
  ])('%s', async (customer, route, raw) => {
    await shop.store(customer)
    expect(await readsOfRoute(route, customer, raw)).toEqual(ONCE)
  })

  it('that confirms an address that is known to lead to them', async () => {
    await shop.store('known')
    const pk = customerKey('tea', 'known')
    const addresses = [secret.addressHash('known@example.com')]
    await table.write([{ put: tombstone(pk, 0, 1, { addresses }) }])
    expect(await readsOfRoute('POST /confirm/{token}', 'known', '')).toEqual(ONCE)
    expect(await shop.consentOf('known')).toBe('granted')
  })

  it('that confirms, and again where the address leads to them from then on', async () => {
    await shop.store('that confirms')
    expect(await readsOfRoute('POST /confirm/{token}', 'that confirms', '')).toEqual({
      customer: 2,
      address: 1,
    })
  })

  it('that subscribes again by the preferences', async () => {
    const withdrawn = consent(NOW - DAY_MS, { act: 'withdrawn', source: 'form' })
    await shop.store('returning', {}, [withdrawn])
    const raw = form({ 'marketing-shown': 'off' })
    expect(await readsOfRoute('POST /preferences/{token}', 'returning', raw)).toEqual(ONCE)
    expect(await shop.consentOf('returning')).toBe('granted')
  })

  it('that unsubscribes by mail', async () => {
    await shop.store('writer')
    const ports = { table: counted, openToken: secret.openToken, now: () => NOW }
    const unsubscribe = () => unsubscribeByMail({ subject: tokenOf('writer') }, ports)
    expect(await readsOf('writer', unsubscribe)).toEqual(ONCE)
    expect(await shop.consentOf('writer')).toBe('withdrawn')
  })
})

it('a customer who unsubscribes while their address changes leaves it all the same', async () => {
  await shop.store('racing', { email: 'shared@example.com' })
  await shop.store('other', { email: 'shared@example.com' })
  // Another who shares the address leaves a moment earlier, which the conditional write notices.
  beforeWrite = () => shop.call('POST /unsubscribe/{token}', { token: tokenOf('other') })
  await shop.call('POST /unsubscribe/{token}', { token: tokenOf('racing') })
  expect((await shop.load('racing')).facts.address?.withdrawnAt).toBe(NOW)
  expect(await shop.consentOf('racing')).toBe('withdrawn')
})

it('a customer whose preferences change while they choose sees the current ones', async () => {
  await shop.store('two pages')
  beforeWrite = () =>
    table.write([
      putPreferences(
        customerKey('tea', 'two pages'),
        undefined,
        { everyDays: 30, campaignsOff: [] },
        NOW,
      ),
    ])
  const { status, text } = await shop.call('POST /preferences/{token}', {
    token: tokenOf('two pages'),
    raw: form({ often: 'weekly' }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(status).toBe(409)
  expect(text).toMatch(/value="monthly" checked/)
})
