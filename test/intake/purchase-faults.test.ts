import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { type ApiShop, aPurchase, makeApiShop, NOW, type Sent } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const post = (body: unknown, sent: Sent = {}) =>
  api.call('POST /v1/shops/{shop}/purchases', { body, ...sent })

describe('a purchase with faults', () => {
  const path = (fault: object) => ({ ...aPurchase(), ...fault })
  it.each([
    ['a decimal amount', { grossMinor: 24.9 }, '$.grossMinor'],
    ['an instant without an offset', { paidAt: '2026-01-31T12:00:00' }, '$.paidAt'],
    ['a currency there is not', { currency: 'ZZZ' }, '$.currency'],
    ['an id with a control character', { orderId: 'A\n1' }, '$.orderId'],
    ['an id with "~" at the front', { orderId: '~order:A' }, '$.orderId'],
    ['a customer with an id of ours', { customer: { id: '~guest:x' } }, '$.customer.id'],
    ['a control character', { orderId: 'A\n1' }, '$.orderId'],
    ['half a character', { orderId: 'A\ud83d' }, '$.orderId'],
    ['half a character in a name', { customer: { name: '\udc00' } }, '$.customer.name'],
    ['an id of 129 bytes in 43 letters', { orderId: '茶'.repeat(43) }, '$.orderId'],
    ['a zone there is not', { customer: { zone: 'Mars/Olympus' } }, '$.customer.zone'],
    ['a locale there is not', { customer: { locale: 'zh CN' } }, '$.customer.locale'],
    ['201 lines', { lines: Array(201).fill({ sku: 's', quantity: 1 }) }, '$.lines'],
    ['a line of no article', { lines: [{ sku: 's', quantity: 0 }] }, '$.lines[0].quantity'],
    ['an unknown field', { total: 5 }, '$'],
  ])('is turned away for %s, by its path', async (_says, fault, where) => {
    const answer = await post(path(fault))
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(where)
  })

  it('is answered with all of them at once', async () => {
    const { body } = await post({ orderId: '', currency: 'eur', grossMinor: '5', customer: 1 })
    const paths = body.errors.map((error: { path: string }) => error.path)
    expect(new Set(paths)).toEqual(
      new Set(['$.orderId', '$.paidAt', '$.currency', '$.grossMinor', '$.customer']),
    )
  })

  it('among others is answered with what was recorded, however deep it is and whatever it has for an id', async () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    const good = { ...aPurchase(), orderId: 'among-deep-ones' }
    const batch = (levels: number) =>
      `{"purchases":[${JSON.stringify(good)},{"orderId":${nested(levels)}}]}`
    const tooDeep = await post(undefined, { raw: batch(100_000) })
    expect(tooDeep).toMatchObject({
      status: 400,
      body: { detail: 'the body has more than 64 levels; nothing of it was recorded' },
    })
    const { status, body } = await post(undefined, { raw: batch(40) })
    expect(status).toBe(200)
    expect(body.results).toEqual([
      { orderId: 'among-deep-ones', status: 'recorded' },
      { orderId: null, status: 'rejected', errors: expect.any(Array) },
    ])
  })

  it('is answered within the 6 MB of a function, however many faults it has', async () => {
    const hostile = `{"orderId":"${'\\u0001'.repeat(100)}",${'"":1,'.repeat(300)}"${'\\u0002'.repeat(50)}":1}`
    const raw = `{"purchases":[${Array(400).fill(hostile).join(',')}]}`
    expect(raw.length).toBeLessThan(1_048_576)
    const one = await post(undefined, { raw })
    expect(one.status).toBe(200)
    expect(JSON.stringify(one.body).length).toBeLessThan(2_000_000)
  })

  it.each(['null', '[]', '5', '"text"', '{'])('is turned away if the body is %s', async (raw) => {
    expect(await post(undefined, { raw })).toMatchObject({ status: 400 })
  })

  it.each(['__proto__', 'constructor', 'prototype'])(
    'gets nowhere by a field %s',
    async (field) => {
      const hostile = JSON.stringify(aPurchase()).replace('{', `{"${field}":{"grossMinor":1},`)
      const answer = await post(undefined, { raw: hostile })
      expect(answer.body.errors).toEqual([{ path: '$', detail: `unknown field: ${field}` }])
      const nested = `{"${field}":{"purchases":[${JSON.stringify(aPurchase())}]}}`
      expect(await post(undefined, { raw: nested })).toMatchObject({ status: 400 })
      const body = `{"${field}":{"length":0},"purchases":[${JSON.stringify(aPurchase())}]}`
      expect((await post(undefined, { raw: body })).body.results).toMatchObject([
        { status: 'recorded' },
      ])
      expect(({} as Record<string, unknown>).grossMinor).toBeUndefined()
    },
  )
})

describe('clocks that differ', () => {
  const ahead = (ms: number) => isoInstant(NOW + 5 * MINUTE_MS + ms)

  it('may be five minutes ahead', async () => {
    expect(await post(aPurchase({ paidAt: ahead(0) }))).toMatchObject({ status: 201 })
  })

  const withdrawal = { purpose: 'marketing', act: 'withdrawn', at: ahead(1), source: 'form' }
  it.each([
    ['a purchase', { paidAt: ahead(1) }, '$.paidAt'],
    ['a version, which would make every later one stale,', { updatedAt: ahead(1) }, '$.updatedAt'],
    ['a consent', { customer: { id: 'c', consents: [withdrawal] } }, '$.customer.consents[0].at'],
  ])('must not contain %s a millisecond more', async (_says, fields, where) => {
    const bearer = await api.bearerOf(['ingest', 'consent'])
    const answer = await post(aPurchase(fields), { bearer })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: where }] } })
    expect(answer.body.errors[0].detail).toContain('more than 5 minutes ahead')
  })
})
