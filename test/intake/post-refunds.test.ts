import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assess } from '../../functions/domain/lifecycle.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { type ApiShop, makeApiShop, NOW, type Sent } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const refund = (fields: object = {}) => ({
  refundId: 'R-1',
  orderId: 'A-1',
  customer: { id: 'c-17' },
  at: isoInstant(NOW - 1),
  currency: 'EUR',
  minor: 2490,
  ...fields,
})
const post = (body: unknown, sent: Sent = {}) =>
  api.call('POST /v1/shops/{shop}/refunds', { body, ...sent })
const facts = async (customer: string) =>
  (await loadCustomer(table, customerKey('tea', customer))).facts

describe('posting a refund', () => {
  it('records it once; the same again changes nothing, and other content under its id replaces it', async () => {
    expect(await post(refund())).toMatchObject({
      status: 201,
      body: { results: [{ refundId: 'R-1', status: 'recorded' }] },
    })
    expect(await post(refund())).toMatchObject({
      status: 200,
      body: { results: [{ refundId: 'R-1', status: 'unchanged' }] },
    })
    expect(await post(refund({ minor: 1 }))).toMatchObject({
      status: 200,
      body: { results: [{ status: 'updated' }] },
    })
    expect((await facts('c-17')).refunds).toEqual([
      { refundId: 'R-1', orderId: 'A-1', at: NOW - 1, currency: 'EUR', minor: 1 },
    ])
  })

  it('without a customer is rejected, unless its order was posted without one', async () => {
    const nobody = { customer: {}, orderId: 'anonymous' }
    const rejected = { path: '$.customer', detail: expect.stringContaining('"id" or an "email"') }
    const refused = { status: 400, body: { errors: [rejected] } }
    expect(await post(refund({ ...nobody, refundId: 'R-2' }))).toMatchObject(refused)
    expect(await post(refund({ customer: { id: '0' }, refundId: 'R-3' }))).toMatchObject(refused)
    const { refundId, at, currency, minor } = refund()
    expect(await post({ refundId, at, currency, minor, customer: {} })).toMatchObject(refused)
    await api.call('POST /v1/shops/{shop}/purchases', {
      body: { orderId: 'anonymous', paidAt: isoInstant(NOW - 1), currency, grossMinor: minor },
    })
    const batch = await post({
      refunds: [
        refund({ ...nobody, refundId: 'R-2' }),
        refund({ customer: {}, refundId: 'R-4', orderId: 'A-1' }),
        refund({ refundId: 'R-5' }),
      ],
    })
    expect(batch.body.results).toMatchObject([
      { status: 'recorded' },
      { status: 'rejected', errors: [{ path: '$.refunds[1].customer' }] },
      { status: 'recorded' },
    ])
  })

  it('may come before its order, which then never counted at this instant', async () => {
    const customer = { id: 'early' }
    await post(refund({ customer }))
    await api.call('POST /v1/shops/{shop}/purchases', {
      body: {
        orderId: 'A-1',
        customer,
        paidAt: isoInstant(NOW - DAY_MS),
        currency: 'EUR',
        grossMinor: 2490,
      },
    })
    const of = await facts('early')
    expect(assess(of, NOW, defaultPolicy('EUR')).class).toBe('prospect')
    expect(assess(of, NOW - 2, defaultPolicy('EUR')).class).toBe('first-time')
  })

  it('of a guest whose address cannot be mailed finds its order, whichever comes first', async () => {
    const customer = { email: 'no-address' }
    const { currency, minor } = refund()
    for (const orderId of ['later', 'sooner']) {
      const fields = { refundId: `of ${orderId}`, orderId, customer }
      const buy = () =>
        api.call('POST /v1/shops/{shop}/purchases', {
          body: { orderId, customer, paidAt: isoInstant(NOW - 9), currency, grossMinor: minor },
        })
      if (orderId === 'sooner') await buy()
      expect(await post(refund(fields))).toMatchObject({ status: 201 })
      if (orderId === 'later') await buy()
      expect(await facts(`~order:${orderId}`)).toMatchObject({
        orders: [{ orderId }],
        refunds: [{ orderId, minor }],
      })
    }
    const { refundId, at } = refund({ refundId: 'of none' })
    expect(await post({ refundId, at, currency, minor, customer })).toMatchObject({ status: 400 })
  })

  it('is a sign of a working feed only if it is new', async () => {
    const today = Math.floor(NOW / DAY_MS)
    expect((await loadShop(table, 'tea'))?.settings.intakeDays).toEqual([today])
  })

  it.each([
    ['nothing', { minor: 0 }, '$.minor'],
    ['a decimal', { minor: 0.5 }, '$.minor'],
    ['no customer', { customer: undefined }, '$.customer'],
    ['an instant without an offset', { at: '2026-01-31T12:00:00' }, '$.at'],
    ['the future', { at: isoInstant(NOW + 5 * MINUTE_MS + 1) }, '$.at'],
  ])('of %s is turned away', async (_says, fields, path) => {
    expect(await post(refund(fields))).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('may be one of a batch whose valid items are recorded', async () => {
    const good = refund({ refundId: 'R-2', customer: { id: 'batch' } })
    const answer = await post({ refunds: [good, { ...good, minor: -1 }, good] })
    expect(answer.body.results).toMatchObject([
      { refundId: 'R-2', status: 'recorded' },
      { refundId: 'R-2', status: 'rejected', errors: [{ path: '$.refunds[1].minor' }] },
      { refundId: 'R-2', status: 'unchanged' },
    ])
  })

  it('is asked for its key, its scope, its type and its size like a purchase', async () => {
    expect(await post(refund(), { bearer: undefined })).toMatchObject({ status: 401 })
    const bearer = await api.bearerOf(['read'])
    expect(await post(refund(), { bearer })).toMatchObject({ status: 403 })
    const headers = { 'content-type': 'text/csv' }
    expect(await post(refund(), { headers })).toMatchObject({ status: 415 })
    expect(await post(refund(), { raw: ' '.repeat(2 ** 21) })).toMatchObject({ status: 413 })
    api.setBusy(1)
    expect(await post(refund())).toMatchObject({ status: 429 })
    api.setBusy(undefined)
  })
})
