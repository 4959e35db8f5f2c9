import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS, isoInstant } from '../../functions/domain/time.ts'
import { MOST_BODY_BYTES } from '../../functions/http/requests.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { type ApiShop, aPurchase, makeApiShop, NOW, type Sent } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, changes, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const post = (body: unknown, sent: Sent = {}) =>
  api.call('POST /v1/shops/{shop}/purchases', { body, ...sent })

describe('posting a purchase', () => {
  it('records it once, and the same again changes nothing', async () => {
    const body = aPurchase({ customer: { id: 'once' }, lines: [{ sku: 'tea-7', quantity: 2 }] })
    expect(await post(body)).toMatchObject({
      status: 201,
      body: { results: [{ orderId: body.orderId, status: 'recorded' }] },
    })
    const before = changes.length
    expect(await post(body)).toMatchObject({
      status: 200,
      body: { results: [{ orderId: body.orderId, status: 'unchanged' }] },
    })
    expect(changes.length).toBe(before)
    expect((await api.facts('once')).orders).toMatchObject([
      { orderId: body.orderId, paidAt: NOW - DAY_MS, grossMinor: 2490, currency: 'EUR' },
    ])
  })

  it('takes a later version of it and turns away an earlier one', async () => {
    const body = aPurchase({ customer: { id: 'versions' }, updatedAt: isoInstant(NOW - 3) })
    await post(body)
    const later = await post({ ...body, updatedAt: isoInstant(NOW - 2), grossMinor: 1990 })
    expect(later).toMatchObject({ status: 200, body: { results: [{ status: 'updated' }] } })
    const earlier = await post({ ...body, updatedAt: isoInstant(NOW - 4), grossMinor: 990 })
    expect(earlier).toMatchObject({ status: 200, body: { results: [{ status: 'stale' }] } })
    expect((await api.facts('versions')).orders).toMatchObject([{ grossMinor: 1990 }])
  })

  it('keeps its lines beyond what a decision reads', async () => {
    const body = aPurchase({ customer: { id: 'lines' }, lines: [{ sku: 'tea-7', quantity: 2 }] })
    await post(body)
    const row = await table.get({ pk: customerKey('tea', 'lines'), sk: `~lines#${body.orderId}` })
    expect(row?.lines).toEqual([{ sku: 'tea-7', quantity: 2 }])
  })

  it('may come in base64', async () => {
    const raw = Buffer.from(JSON.stringify(aPurchase())).toString('base64')
    expect(await post(undefined, { raw, isBase64Encoded: true })).toMatchObject({ status: 201 })
  })

  it('is kept under ids that need care in a key', async () => {
    for (const id of ['a/b', 'c%2Fd', '茶客', '...', ' ', '🙂']) {
      expect(await post(aPurchase({ customer: { id } }))).toMatchObject({ status: 201 })
      expect((await api.facts(id)).customer).toBe(id)
      expect((await api.facts(id)).orders).toHaveLength(1)
    }
  })

  it.each(['.', '..'])('is rejected under an id that no URL can carry: %s', async (id) => {
    const no = { status: 400, body: { errors: [{ detail: expect.stringContaining('no URL') }] } }
    expect(await post(aPurchase({ customer: { id } }))).toMatchObject(no)
    expect(await post(aPurchase({ orderId: id }))).toMatchObject(no)
  })

  it('is rejected next to a list of purchases, since one of them would be lost', async () => {
    const answer = await post({ ...aPurchase({ orderId: 'both' }), purchases: [aPurchase()] })
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$', detail: expect.stringContaining('"purchases"') }] },
    })
  })

  it('notes the day once, however many purchases arrive', async () => {
    const days = async () => (await loadShop(table, 'tea'))?.settings.intakeDays
    expect(await days()).toEqual([Math.floor(NOW / DAY_MS)])
    const writes = () => changes.filter(({ after }) => after?.sk === 'intake').length
    expect(writes()).toBe(1)
    api.clock.now = NOW + DAY_MS
    await post(aPurchase())
    await post({ purchases: [aPurchase(), aPurchase()] })
    expect(writes()).toBe(2)
    expect(await days()).toEqual([Math.floor(NOW / DAY_MS), Math.floor(NOW / DAY_MS) + 1])
    api.clock.now = NOW
  })

  it('that contains nothing new is not a sign of a working feed', async () => {
    const body = aPurchase()
    await post(body)
    api.clock.now = NOW + 5 * DAY_MS
    await post(body)
    expect((await loadShop(table, 'tea'))?.settings.intakeDays).not.toContain(
      Math.floor(api.clock.now / DAY_MS),
    )
    api.clock.now = NOW
  })
})

describe('a batch', () => {
  it('records the valid ones and returns the outcome of each, in order', async () => {
    const known = aPurchase({ customer: { id: 'batch' }, updatedAt: isoInstant(NOW - 5) })
    await post(known)
    const answer = await post({
      purchases: [
        aPurchase({ customer: { id: 'batch' } }),
        aPurchase({ currency: 'eur', grossMinor: -1 }),
        known,
        { ...known, updatedAt: isoInstant(NOW - 4), grossMinor: 1 },
        { ...known, updatedAt: isoInstant(NOW - 6), grossMinor: 2 },
        null,
        'text',
        { orderId: { nested: true } },
      ],
    })
    expect(answer.status).toBe(200)
    const statuses = answer.body.results.map(({ status }: { status: string }) => status)
    expect(statuses).toEqual([
      'recorded',
      'rejected',
      'unchanged',
      'updated',
      'stale',
      'rejected',
      'rejected',
      'rejected',
    ])
    expect(answer.body.results[1].errors.map(({ path }: { path: string }) => path)).toEqual([
      '$.purchases[1].currency',
      '$.purchases[1].grossMinor',
    ])
    expect(answer.body.results[5]).toMatchObject({
      orderId: null,
      errors: [{ path: '$.purchases[5]' }],
    })
    expect((await api.facts('batch')).orders).toHaveLength(2)
  })

  it('takes the same purchase twice as once', async () => {
    const body = aPurchase({ customer: { id: 'twice' } })
    const { body: answer } = await post({ purchases: [body, body] })
    expect(answer.results).toMatchObject([{ status: 'recorded' }, { status: 'unchanged' }])
  })

  it('holds 500 and not 501, and at least one', async () => {
    const of = (count: number) => ({
      purchases: Array.from({ length: count }, (_, i) =>
        aPurchase({ customer: { id: `many-${i}` } }),
      ),
    })
    const whole = await post(of(500))
    expect(whole.status).toBe(200)
    expect(whole.body.results).toHaveLength(500)
    expect(await post(of(501))).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$.purchases' }] },
    })
    expect(await post(of(0))).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$.purchases' }] },
    })
    expect(await post({ purchases: 'all' })).toMatchObject({ status: 400 })
  })
})

describe('consents with a purchase', () => {
  const consents = [
    { purpose: 'marketing', act: 'granted', at: isoInstant(NOW), source: 'checkout' },
  ]

  it('need the scope "consent" in addition to "ingest"', async () => {
    const body = aPurchase({ customer: { id: 'consenting', consents } })
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$.customer.consents', detail: expect.stringContaining('scope') }] },
    })
    expect((await api.facts('consenting')).orders).toEqual([])
    const bearer = await api.bearerOf(['ingest', 'consent'])
    expect(await post(body, { bearer })).toMatchObject({ status: 201 })
    expect((await api.facts('consenting')).consents).toMatchObject([{ act: 'granted', at: NOW }])
  })

  it('are not asked about if there are none', async () => {
    const body = aPurchase({ customer: { id: 'no-consents', consents: [] } })
    expect(await post(body)).toMatchObject({ status: 201 })
  })
})

describe('a request for purchases', () => {
  const good = () => aPurchase()

  it.each([
    ['no key', () => undefined],
    ['an invalid key', () => 'secret'],
    ['an unknown key', () => `rk_${'A'.repeat(11)}_${'A'.repeat(43)}`],
    ['a key out of date', () => api.bearerOf(['ingest'], NOW)],
  ])('with %s is answered 401', async (_says, bearerOf) => {
    const answer = await post(good(), { bearer: await bearerOf() })
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
  })

  it("with another shop's key is answered like one for a shop there is not", async () => {
    const other = await makeApiShop(table, 'coffee')
    const bearer = await other.bearerOf(['admin'])
    const [elsewhere, nowhere] = [
      await post(good(), { bearer }),
      await post(good(), { bearer, shop: 'none' }),
    ]
    expect(elsewhere.status).toBe(401)
    expect(nowhere).toEqual(elsewhere)
    expect(await post(good(), { bearer, shop: 'coffee' })).toMatchObject({ status: 201 })
  })

  it('with a key for something else is answered 403', async () => {
    const answer = await post(good(), { bearer: await api.bearerOf(['read', 'consent']) })
    expect(answer.status).toBe(403)
    expect(answer.body.detail).toContain('"ingest"')
  })

  it('may have the key in a header of any case of "bearer"', async () => {
    const bearer = await api.bearerOf(['admin'])
    const headers = { authorization: `bearer ${bearer}` }
    expect(await post(good(), { headers })).toMatchObject({ status: 201 })
  })

  it('that is too large, not JSON, or too much at once is answered so', async () => {
    const raw = JSON.stringify({ ...good(), padding: 'x'.repeat(MOST_BODY_BYTES) })
    expect(await post(undefined, { raw })).toMatchObject({ status: 413 })
    expect(await post(good(), { headers: { 'content-type': 'text/plain' } })).toMatchObject({
      status: 415,
    })
    api.setBusy(3)
    const busy = await post(good())
    expect(busy).toMatchObject({ status: 429, headers: { 'retry-after': '3' } })
    api.setBusy(undefined)
  })

  it('learns no more about its key than that it is not valid', async () => {
    const bearer = await api.bearerOf(['ingest'])
    const answer = await post(good(), { bearer: `${bearer.slice(0, -2)}AA` })
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain(bearer.slice(3, 14))
  })
})
