import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoInstant } from '../../functions/domain/time.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { customerKey } from '../../functions/store/keys.ts'
import {
  type ApiShop,
  aPurchase,
  makeApiShop,
  NOW,
  type Sent,
  secret,
} from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { understandsAll } from '../support/understands-all.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
let admin: string
beforeAll(async () => {
  api = await makeApiShop(table)
  admin = await api.bearerOf(['admin'])
})
afterAll(stop)

const erase = (customer: string, sent: Sent = {}) =>
  api.call('DELETE /v1/shops/{shop}/customers/{customer}', { customer, bearer: admin, ...sent })
const get = (customer: string) =>
  api.call('GET /v1/shops/{shop}/customers/{customer}', { customer })
const post = (...purchases: readonly object[]) =>
  api.call('POST /v1/shops/{shop}/purchases', { body: { purchases } })
const bought = async (customer: string) => {
  await post(aPurchase({ customer: { id: customer, email: `${customer}@example.com` } }))
  await reactToCustomer(customerKey('tea', customer), {
    table,
    settings: api.settings,
    now: () => api.clock.now,
    ...understandsAll,
  })
}

describe('erasing a customer', () => {
  it('forgets them, and may be asked for again', async () => {
    await bought('c-1')
    expect((await get('c-1')).status).toBe(200)
    for (const _ of [1, 2])
      expect(await erase('c-1')).toMatchObject({ status: 200, body: { status: 'erased' } })
    expect((await get('c-1')).status).toBe(404)
    const rows = JSON.stringify(await table.query(customerKey('tea', 'c-1')))
    expect(rows).not.toContain('example.com')
  })

  it('refuses earlier facts with a reason, and accepts the rest of a batch', async () => {
    await bought('c-2')
    await erase('c-2')
    const customer = { id: 'c-2', email: 'c-2@example.com' }
    const [of, other] = [aPurchase({ customer }), aPurchase({ customer: { id: 'c-other' } })]
    expect((await post(of, other, of)).body.results).toEqual([
      { orderId: of.orderId, status: 'erased' },
      { orderId: other.orderId, status: 'recorded' },
      { orderId: of.orderId, status: 'erased' },
    ])
    const alone = await api.call('POST /v1/shops/{shop}/purchases', { body: of })
    expect(alone).toMatchObject({ status: 200, body: { results: [{ status: 'erased' }] } })
    const put = await api.call('PUT /v1/shops/{shop}/customers/{customer}', {
      customer: 'c-2',
      body: { name: 'Lin', updatedAt: isoInstant(NOW) },
    })
    expect(put).toMatchObject({ status: 409, body: { detail: expect.stringContaining('erased') } })
    const hold = await api.call('PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}', {
      customer: 'c-2',
      hold: 'case',
      body: { reason: 'chargeback', at: isoInstant(NOW) },
    })
    expect(hold).toMatchObject({ status: 409, body: { detail: expect.stringContaining('erased') } })
    expect((await get('c-2')).status).toBe(404)
  })

  it('lets a later purchase start a new history', async () => {
    await bought('c-3')
    await erase('c-3')
    api.clock.now = NOW + 1
    const again = aPurchase({ customer: { id: 'c-3' }, paidAt: isoInstant(NOW + 1) })
    expect((await post(again)).body.results).toMatchObject([{ status: 'recorded' }])
    expect((await get('c-3')).body).toMatchObject({
      class: 'first-time',
      profile: null,
      rfm: { purchases: 1 },
    })
    api.clock.now = NOW
  })

  it('names a guest whose address they have by a profile alone, who can be erased as well', async () => {
    await bought('c-4')
    const email = 'c-4@example.net'
    await api.call('PUT /v1/shops/{shop}/customers/{customer}', {
      customer: 'c-4',
      body: { email, updatedAt: isoInstant(NOW) },
    })
    await post(aPurchase({ orderId: 'A-4', customer: { email } }))
    const guest = `~guest:${secret.addressHash(email)}`
    expect((await erase('c-4')).body).toEqual({ status: 'erased', guest })
    expect((await erase(guest)).body).toEqual({ status: 'erased' })
    expect((await get(guest)).status).toBe(404)
  })

  it('finds no unknown customer, and rejects an invalid id', async () => {
    expect((await erase('c-none')).status).toBe(404)
    for (const id of ['', '0', '~order:A-1', 'x'.repeat(129)])
      expect((await erase(id)).status).toBe(400)
  })

  it('asks for the scope "admin"', async () => {
    await bought('c-5')
    const bearer = await api.bearerOf(['ingest', 'read', 'consent', 'feedback'])
    expect((await erase('c-5', { bearer })).status).toBe(403)
    expect((await erase('c-5', { bearer: undefined })).status).toBe(401)
    expect((await get('c-5')).status).toBe(200)
  })
})
