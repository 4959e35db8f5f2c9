import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { type ApiShop, makeApiShop, NOW, type Sent, secret } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { understandsAll } from '../support/understands-all.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const put = (customer: string, body: unknown, sent: Sent = {}) =>
  api.call('PUT /v1/shops/{shop}/customers/{customer}', { customer, body, ...sent })
const get = (customer: string, sent: Sent = {}) =>
  api.call('GET /v1/shops/{shop}/customers/{customer}', { customer, ...sent })
const buy = (fields: object) =>
  api.call('POST /v1/shops/{shop}/purchases', {
    body: {
      orderId: 'A-1',
      paidAt: isoInstant(NOW - DAY_MS),
      currency: 'EUR',
      grossMinor: 2490,
      ...fields,
    },
  })
const profileOf = async (customer: string) =>
  (await loadCustomer(table, customerKey('tea', customer))).facts.profile

describe('putting a customer', () => {
  it('replaces the whole profile', async () => {
    const first = {
      email: 'lin@example.com',
      name: 'Lin',
      country: 'CN',
      updatedAt: isoInstant(NOW - 3),
    }
    expect(await put('c-1', first)).toMatchObject({ status: 201, body: { status: 'recorded' } })
    const second = { email: 'lin@example.org', updatedAt: isoInstant(NOW - 2) }
    expect(await put('c-1', second)).toMatchObject({ status: 200, body: { status: 'updated' } })
    expect(await put('c-1', second)).toMatchObject({ status: 200, body: { status: 'unchanged' } })
    expect(await profileOf('c-1')).toEqual({ email: 'lin@example.org', updatedAt: NOW - 2 })
  })

  it.each([{ email: '' }, { email: null }, { name: 'NULL' }, { email: '', name: '', country: '' }])(
    'removes what %j names and leaves out, as every other field of a complete profile',
    async (body) => {
      const customer = `bare ${JSON.stringify(body)}`
      const full = { email: 'lin@example.com', name: 'Lin', updatedAt: isoInstant(NOW - 3) }
      await put(customer, full)
      expect(await put(customer, body)).toMatchObject({ status: 200, body: { status: 'updated' } })
      expect(await profileOf(customer)).toEqual({ updatedAt: NOW })
      expect(await put(customer, body)).toMatchObject({ body: { status: 'unchanged' } })
      expect(await put(customer, full)).toMatchObject({ status: 409 })
    },
  )

  it('leaves the profile as it is where the body names none of its fields', async () => {
    await put('c-kept', { name: 'Lin' })
    expect(await put('c-kept', {})).toMatchObject({ body: { status: 'unchanged' } })
    expect(await put('c-kept', { updatedAt: '' })).toMatchObject({ body: { status: 'unchanged' } })
    expect(await profileOf('c-kept')).toMatchObject({ name: 'Lin' })
  })

  it('is dated by the request if it does not say', async () => {
    await put('c-dated', { name: 'Lin' })
    expect(await profileOf('c-dated')).toMatchObject({ updatedAt: NOW })
  })

  it('comes too late if what is stored is newer', async () => {
    await put('c-2', { name: 'New', updatedAt: isoInstant(NOW - 1) })
    const answer = await put('c-2', { name: 'Old', updatedAt: isoInstant(NOW - 2) })
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ path: '$.updatedAt' }] } })
    expect(await profileOf('c-2')).toMatchObject({ name: 'New' })
  })

  it('of one instant ends alike in either order, and never drops one without an answer', async () => {
    const [a, b] = ['A', 'B'].map((name) => ({ name, updatedAt: isoInstant(NOW) }))
    const answers = [await put('ab', a), await put('ab', b), await put('ba', b), await put('ba', a)]
    expect((await profileOf('ab'))?.name).toBe((await profileOf('ba'))?.name)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201, 201, 409])
  })

  it('adds consents, even if the profile is stale, if the key has the scope', async () => {
    await put('c-3', { name: 'New', updatedAt: isoInstant(NOW) })
    const consents = [
      { purpose: 'marketing', act: 'granted', at: isoInstant(NOW - 5), source: 'form' },
    ]
    const body = { name: 'Old', updatedAt: isoInstant(NOW - 1), consents }
    const refused = await put('c-3', body)
    expect(refused).toMatchObject({ status: 403, body: { errors: [{ path: '$.consents' }] } })
    const bearer = await api.bearerOf(['ingest', 'consent', 'read'])
    expect((await put('c-3', body, { bearer })).status).toBe(409)
    expect((await get('c-3')).body.consent).toMatchObject({ marketing: 'granted' })
    expect(await put('c-3', { consents }, { bearer })).toMatchObject({
      body: { status: 'unchanged' },
    })
    expect((await get('c-3')).body.consents).toEqual([
      { purpose: 'marketing', act: 'granted', at: isoInstant(NOW - 5), source: 'form' },
    ])
  })

  it('removes nothing if it contains only consents', async () => {
    await put('c-4', { name: 'Lin' })
    const consents = [
      { purpose: 'marketing', act: 'withdrawn', at: isoInstant(NOW), source: 'form' },
    ]
    await put('c-4', { consents }, { bearer: await api.bearerOf(['admin']) })
    expect(await profileOf('c-4')).toMatchObject({ name: 'Lin' })
  })

  it.each([
    ['updatedAt', { name: 'Lin', updatedAt: isoInstant(NOW + 5 * MINUTE_MS + 1) }, '$.updatedAt'],
    [
      'a consent',
      {
        consents: [
          { purpose: 'marketing', act: 'granted', at: '2027-01-01T00:00:00Z', source: 'form' },
        ],
      },
      '$.consents[0].at',
    ],
    ['an unknown field', { id: 'c-5' }, '$'],
  ])('is turned away for %s that cannot be', async (_says, body, path) => {
    const bearer = await api.bearerOf(['admin'])
    expect(await put('c-5', body, { bearer })).toMatchObject({
      status: 400,
      body: { errors: [{ path }] },
    })
    expect(await profileOf('c-5')).toBeUndefined()
  })

  it('keeps a profile whose address cannot be mailed, without the address and with the reason', async () => {
    expect(await put('c-7', { email: 'lin', name: 'Lin', zone: '' })).toMatchObject({ status: 201 })
    expect(await profileOf('c-7')).toMatchObject({ name: 'Lin', emailFault: 'malformed' })
    expect((await get('c-7')).body.profile).toEqual({
      name: 'Lin',
      emailFault: 'malformed',
      updatedAt: expect.any(String),
    })
    await put('c-7', { email: 'lin@example.com', name: 'Lin', updatedAt: isoInstant(NOW + 60_000) })
    expect((await profileOf('c-7'))?.emailFault).toBeUndefined()
  })

  it.each(['0', '', '~guest:abc', 'a\u0000', '茶'.repeat(43), 'x'.repeat(129)])(
    'is turned away under the id "%s", under which no order could stand',
    async (customer) => {
      expect((await put(customer, { name: 'Lin' })).status).toBe(400)
    },
  )

  it('answers for key, scope, type and size like everything else', async () => {
    expect(await put('c-6', {}, { bearer: undefined })).toMatchObject({ status: 401 })
    const bearer = await api.bearerOf(['read', 'consent'])
    expect(await put('c-6', {}, { bearer })).toMatchObject({ status: 403 })
    expect(await put('c-6', {}, { headers: { 'content-type': '' } })).toMatchObject({ status: 415 })
    expect(await put('c-6', {}, { raw: ' '.repeat(2 ** 21) })).toMatchObject({ status: 413 })
    expect(await put('c-6', {}, { raw: '{' })).toMatchObject({ status: 400 })
  })
})

describe('looking a customer up', () => {
  it('returns facts, class and the reason for it', async () => {
    await buy({ customer: { id: 'c-9', name: 'Lin' } })
    await reactToCustomer(customerKey('tea', 'c-9'), {
      table,
      settings: api.settings,
      now: () => NOW,
      ...understandsAll,
    })
    const { status, body } = await get('c-9')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      customer: 'c-9',
      profile: { name: 'Lin', updatedAt: isoInstant(NOW - DAY_MS) },
      class: 'first-time',
      since: isoInstant(NOW - DAY_MS),
      nextChangeAt: isoInstant(NOW + 89 * DAY_MS),
      rfm: { purchases: 1, monetaryMinor: 2490, currency: 'EUR' },
      consent: { marketing: 'unknown' },
      journeys: [],
      messages: [],
    })
    expect(JSON.stringify(body)).not.toContain('contentHash')
  })

  it('returns the consents that were given for another address', async () => {
    const bearer = await api.bearerOf(['ingest', 'consent', 'read'])
    const at = isoInstant(NOW - DAY_MS)
    const consents = [{ purpose: 'marketing', act: 'granted', at, source: 'checkout' }]
    await put('moved', { email: 'old@example.com', consents }, { bearer })
    await put('moved', { email: 'new@example.com', updatedAt: isoInstant(NOW) }, { bearer })
    const { body } = await get('moved', { bearer })
    expect(body.consent.marketing).not.toBe('granted')
    expect(body.consentsElsewhere).toEqual(consents)
  })

  it('decides again: the class is that of this instant and not of the last write', async () => {
    api.clock.now = NOW + 90 * DAY_MS
    expect((await get('c-9')).body.class).toBe('dormant')
    api.clock.now = NOW
  })

  it('finds a guest under the keyed hash of the address', async () => {
    await buy({ customer: { email: 'guest@example.com' } })
    const { body } = await get(`~guest:${secret.addressHash('guest@example.com')}`)
    expect(body).toMatchObject({ class: 'first-time', profile: { email: 'guest@example.com' } })
  })

  it('is not found without any facts', async () => {
    expect(await get('c-none')).toMatchObject({ status: 404 })
    expect(await get('c-9#')).toMatchObject({ status: 404 })
  })

  it.each(['', 'x'.repeat(129), '茶'.repeat(43)])(
    'asks for an id of 1 to 128 bytes',
    async (id) => {
      expect(await get(id)).toMatchObject({ status: 400 })
    },
  )

  it('needs the scope "read"', async () => {
    expect(await get('c-9', { bearer: await api.bearerOf(['ingest']) })).toMatchObject({
      status: 403,
    })
    expect(await get('c-9', { bearer: await api.bearerOf(['admin']) })).toMatchObject({
      status: 200,
    })
    expect(await get('c-9', { bearer: undefined })).toMatchObject({ status: 401 })
  })
})
