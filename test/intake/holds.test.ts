import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageSort } from '../../functions/domain/message-ref.ts'
import { DAY_MS, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { liftHold, recordHold } from '../../functions/intake/record-hold.ts'
import { isFact } from '../../functions/store/codecs/read-customer-rows.ts'
import { customerKey, holdSort, PREFERENCES } from '../../functions/store/keys.ts'
import { type ApiShop, makeApiShop, NOW, type Sent, secret } from '../support/api-shop.ts'
import { decidedShop, WELCOME_SORT } from '../support/decided-shop.ts'
import { message, NOON, order } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, changes, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const HOLD = { reason: 'chargeback', at: isoInstant(NOW - DAY_MS) }

const put = (customer: string, hold: string, body: unknown = HOLD, sent: Sent = {}) =>
  api.call('PUT /v1/shops/{shop}/customers/{customer}/holds/{hold}', {
    customer,
    hold,
    body,
    ...sent,
  })
const lift = (customer: string, hold: string, sent: Sent = {}) =>
  api.call('DELETE /v1/shops/{shop}/customers/{customer}/holds/{hold}', {
    customer,
    hold,
    ...sent,
  })
const get = async (customer: string) =>
  (await api.call('GET /v1/shops/{shop}/customers/{customer}', { customer })).body
const holdsOf = async (customer: string) => (await api.facts(customer)).holds

describe('putting a hold', () => {
  it('records it once, as a fact that causes a reaction', async () => {
    const body = { ...HOLD, until: isoInstant(NOW + DAY_MS) }
    expect(await put('c-1', 'case/1', body)).toMatchObject({
      status: 201,
      body: { status: 'recorded' },
    })
    expect(await put('c-1', 'case/1', body)).toMatchObject({
      status: 200,
      body: { status: 'unchanged' },
    })
    const written = changes.filter(({ after }) => after?.pk === customerKey('tea', 'c-1'))
    expect(written.map(({ after }) => after?.sk)).toEqual([holdSort('case/1')])
    expect(isFact(holdSort('case/1'))).toBe(true)
    expect(await holdsOf('c-1')).toMatchObject([
      { holdId: 'case/1', reason: 'chargeback', at: NOW - DAY_MS, until: NOW + DAY_MS },
    ])
  })

  it.each(['', null])('lasts until it is lifted where its end is %j', async (until) => {
    expect(await put(`open ${until}`, 'case', { ...HOLD, until })).toMatchObject({ status: 201 })
    expect(Object.keys((await holdsOf(`open ${until}`))[0] ?? {})).not.toContain('until')
  })

  it('is turned away if another stands under its id, and leaves that one as it is', async () => {
    await put('c-2', 'case')
    const others = [
      { ...HOLD, reason: 'support-complaint' },
      { ...HOLD, at: isoInstant(NOW) },
      { ...HOLD, until: isoInstant(NOW + DAY_MS) },
    ]
    for (const other of others) expect((await put('c-2', 'case', other)).status).toBe(409)
    expect((await get('c-2')).holds).toEqual([{ holdId: 'case', ...HOLD }])
  })

  it('holds at once although the clock of the shop runs ahead, and knows it again', async () => {
    const ahead = { ...HOLD, at: isoInstant(NOW + 4 * MINUTE_MS) }
    expect((await put('c-3', 'case', ahead)).status).toBe(201)
    expect(await holdsOf('c-3')).toMatchObject([{ at: NOW }])
    api.clock.now = NOW + MINUTE_MS
    expect((await put('c-3', 'case', ahead)).body).toEqual({ status: 'unchanged' })
    api.clock.now = NOW
  })

  it('makes no difference between those who are known and those who are not yet', async () => {
    await put('c-early', 'case')
    expect(await get('c-early')).toMatchObject({ class: 'prospect', holds: [{ holdId: 'case' }] })
  })

  it('holds a guest under the id by which we know them', async () => {
    const guest = `~guest:${secret.addressHash('guest@example.com')}`
    expect((await put(guest, 'parcel')).status).toBe(201)
    expect((await lift(guest, 'parcel')).status).toBe(200)
  })

  it.each([
    ['an unknown reason', { ...HOLD, reason: 'whim' }, '$.reason'],
    ['an instant too far ahead', { ...HOLD, at: isoInstant(NOW + 6 * MINUTE_MS) }, '$.at'],
    ['an end before its beginning', { ...HOLD, until: isoInstant(NOW - 2 * DAY_MS) }, '$.until'],
    ['an unknown field', { ...HOLD, liftedAt: HOLD.at }, '$'],
  ])('is turned away for %s', async (_says, body, path) => {
    expect(await put('c-4', 'case', body)).toMatchObject({
      status: 400,
      body: { errors: [{ path }] },
    })
    expect(await holdsOf('c-4')).toEqual([])
  })

  it.each([
    ['c-5', ''],
    ['c-5', '~case'],
    ['c-5', 'x'.repeat(129)],
    ['c-5', 'a\u0000'],
    ['0', 'case'],
    ['', 'case'],
    ['~order:A-1', 'case'],
    ['~guest:short', 'case'],
  ])('is turned away for the customer "%s" under the id "%s"', async (customer, hold) => {
    expect((await put(customer, hold)).status).toBe(400)
    expect((await lift(customer, hold)).status).toBe(400)
  })

  it('answers for key, scope, type and size like everything else', async () => {
    expect((await put('c-6', 'case', HOLD, { bearer: undefined })).status).toBe(401)
    const bearer = await api.bearerOf(['read', 'consent'])
    expect((await put('c-6', 'case', HOLD, { bearer })).status).toBe(403)
    expect((await lift('c-6', 'case', { bearer })).status).toBe(403)
    const headers = { 'content-type': '' }
    expect((await put('c-6', 'case', HOLD, { headers })).status).toBe(415)
    expect((await put('c-6', 'case', HOLD, { raw: ' '.repeat(2 ** 21) })).status).toBe(413)
  })
})

describe('lifting a hold', () => {
  it('ends it now, and once: the first lifting counts', async () => {
    await put('c-7', 'case')
    expect(await lift('c-7', 'case')).toMatchObject({ status: 200, body: { status: 'lifted' } })
    api.clock.now = NOW + DAY_MS
    expect(await lift('c-7', 'case')).toMatchObject({ status: 200, body: { status: 'lifted' } })
    api.clock.now = NOW
    expect((await get('c-7')).holds).toEqual([
      { holdId: 'case', ...HOLD, liftedAt: isoInstant(NOW) },
    ])
  })

  it('is not undone by a repeat that arrives late or twice', async () => {
    await put('c-8', 'case')
    await lift('c-8', 'case')
    expect(await put('c-8', 'case')).toMatchObject({ status: 200, body: { status: 'lifted' } })
    expect(await holdsOf('c-8')).toMatchObject([{ liftedAt: NOW }])
  })

  it('finds nothing if there is no such hold, and makes none', async () => {
    await put('c-9', 'case')
    expect((await lift('c-9', 'cas')).status).toBe(404)
    expect((await lift('c-nobody', 'case')).status).toBe(404)
    expect(await holdsOf('c-9')).toHaveLength(1)
    expect(await table.query(customerKey('tea', 'c-nobody'))).toEqual([])
  })
})

describe('a hold that stands', () => {
  it('keeps back a mail that was due, which goes on once it is lifted', async () => {
    const shop = decidedShop(table)
    const name = { shop: 'acme', customer: 'c-held', hold: 'case' }
    await shop.recordConsenting('c-held', { orders: [order('o-1', NOON)] })
    await shop.react('c-held')
    const status = async () => (await shop.row('c-held', WELCOME_SORT))?.status
    expect(await status()).toBe('due')
    await recordHold(name, { reason: 'support-complaint', at: NOON }, table, NOON)
    await shop.react('c-held')
    expect(await shop.row('c-held', WELCOME_SORT)).toMatchObject({
      status: 'held',
      reason: 'customer-on-hold',
    })
    await liftHold(name, table, NOON)
    await shop.react('c-held')
    expect(await status()).toBe('due')
  })
})

describe('looking a customer up', () => {
  it('returns their preferences, and the delivery events of each message', async () => {
    const pk = customerKey('tea', 'c-10')
    const preferences = { locale: 'zh-CN', everyDays: 30, campaignsOff: ['care'], updatedAt: NOW }
    const sent = message(
      { status: 'accepted', locale: 'en', acceptedAt: NOW - 9, mailerMessageId: 'ses-1' },
      {
        attempt: 1,
        provider: 'qq',
        heard: 2,
        feedback: { deliveredAt: NOW - 8, bouncedAt: NOW - 7, bounce: 'temporary' },
      },
    )
    await table.write([
      { put: { pk, sk: PREFERENCES, ...preferences } },
      { put: { pk, sk: messageSort(sent), ...sent } },
    ])
    expect(await get('c-10')).toMatchObject({
      preferences: { ...preferences, updatedAt: isoInstant(NOW) },
      messages: [
        {
          status: 'accepted',
          provider: 'qq',
          heard: 2,
          feedback: {
            deliveredAt: isoInstant(NOW - 8),
            bouncedAt: isoInstant(NOW - 7),
            bounce: 'temporary',
          },
        },
      ],
    })
  })
})
