import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Declarations } from '../../functions/domain/declarations.ts'
import { DAY_MS, type Instant, isoInstant } from '../../functions/domain/time.ts'
import { loadPerson } from '../../functions/store/customers.ts'
import { loadEventBodies } from '../../functions/store/event-bodies.ts'
import { customerKey, eventBodySort, eventSort } from '../../functions/store/keys.ts'
import { changeShop, declarationsRow } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { type ApiShop, aPurchase, makeApiShop, NOW } from '../support/api-shop.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'

const DECLARED = Declarations.parse({
  events: {
    'checkout-started': {
      keepDays: 30,
      properties: {
        totalMinor: 'number',
        size: ['small', 'large'],
        isGift: 'yes-no',
        until: 'date',
        note: 'text',
        items: 'lines',
      },
    },
    delivered: {},
  },
  attributes: { birthday: 'date', tier: ['silver', 'gold'] },
})

const event = (fields: object = {}) => ({
  eventId: 'e-1',
  name: 'checkout-started',
  customer: { id: 'c-1' },
  at: isoInstant(NOW - 1),
  properties: { totalMinor: 4200, note: 'for tea', items: [{ sku: 'tea-7', quantity: 2 }] },
  ...fields,
})

describe.each(STORE_ENGINES.filter(({ missing }) => !missing))('posting events on $name', (one) => {
  let store: StoreUnderTest
  let table: Table
  let api: ApiShop
  beforeAll(async () => {
    store = await one.start()
    table = store.table
    api = await makeApiShop(table)
    await changeShop(table, 'tea', () => ({ rows: [declarationsRow('tea', DECLARED)] }))
  })
  afterAll(() => store.stop())

  const post = (body: unknown) => api.call('POST /v1/shops/{shop}/events', { body })
  const person = async (id: string) => (await loadPerson(table, customerKey('tea', id))).facts
  const bodies = (id: string) => loadEventBodies(table, customerKey('tea', id))

  it('records one once, with what rules ask for apart from what only templates read', async () => {
    expect(await post(event())).toMatchObject({
      status: 201,
      body: { results: [{ eventId: 'e-1', status: 'recorded' }] },
    })
    expect(await post(event())).toMatchObject({
      status: 200,
      body: { results: [{ eventId: 'e-1', status: 'unchanged' }] },
    })
    const { events } = await person('c-1')
    expect(events).toMatchObject([
      {
        ...{ eventId: 'e-1', name: 'checkout-started', at: NOW - 1, asked: { totalMinor: 4200 } },
        keptUntil: NOW - 1 + 30 * DAY_MS,
      },
    ])
    expect(await bodies('c-1')).toMatchObject(
      new Map([
        ['e-1', { texts: { note: 'for tea' }, lines: { items: [{ sku: 'tea-7', quantity: 2 }] } }],
      ]),
    )
  })

  it('never lets an event change, and keeps no texts of the one that was refused', async () => {
    await post(event({ eventId: 'e-2', customer: { id: 'c-2' }, properties: { totalMinor: 1 } }))
    for (let attempt = 0; attempt < 2; attempt++)
      expect(
        await post(event({ eventId: 'e-2', customer: { id: 'c-2' }, properties: { note: 'no' } })),
      ).toMatchObject({
        status: 400,
        body: { errors: [{ path: '$.eventId', detail: expect.stringContaining('never changes') }] },
      })
    expect((await person('c-2')).events).toMatchObject([{ asked: { totalMinor: 1 } }])
    expect(await bodies('c-2')).toEqual(new Map())
  })

  it('stores the event only after its texts, in rows that say when they expire', async () => {
    const sorts: string[] = []
    const watched: Table = {
      ...table,
      write(writes) {
        for (const write of writes) if ('put' in write) sorts.push(write.put.sk)
        return table.write(writes)
      },
    }
    const other = await makeApiShop(watched, 'watched')
    await changeShop(table, 'watched', () => ({ rows: [declarationsRow('watched', DECLARED)] }))
    await other.call('POST /v1/shops/{shop}/events', { body: event() })
    expect(sorts.slice(-2)).toEqual([eventBodySort('e-1'), eventSort('e-1')])
    const rows = await table.query(customerKey('watched', 'c-1'))
    const expiring = rows.filter(({ expiresAt }) => expiresAt !== undefined)
    expect(expiring.map(({ sk }) => sk)).toEqual([eventSort('e-1'), eventBodySort('e-1')])
    for (const { expiresAt } of expiring)
      expect(expiresAt).toBe(Math.ceil((NOW - 1 + 30 * DAY_MS) / 1000))
  })

  it.each([
    [{ name: 'checkout-stared' }, '$.name', 'Did you mean "checkout-started"?'],
    [{ name: 'toString' }, '$.name', 'declared no event "toString"'],
    [{ properties: { totalminor: 1 } }, '$.properties.totalminor', 'Did you mean "totalMinor"?'],
    [{ properties: { totalMinor: '1' } }, '$.properties.totalMinor', 'must be a number'],
    [{ properties: { size: 'huge' } }, '$.properties.size', 'one of "small", "large"'],
    [{ properties: { isGift: 'yes' } }, '$.properties.isGift', 'true or false'],
    [{ properties: { until: '2026-02-30' } }, '$.properties.until', 'must be a date'],
    [{ properties: { until: '2026-02-03T10:00:00Z' } }, '$.properties.until', 'no time of day'],
    [{ properties: { note: 7 } }, '$.properties.note', 'must be a text'],
    [{ properties: { note: 'a\u0000b' } }, '$.properties.note', 'without control characters'],
    [{ properties: JSON.parse('{"__proto__":1}') }, "$.properties.'__proto__'", 'declared no'],
    [
      { customer: { id: 'c', attributes: JSON.parse('{"__proto__":"x"}') } },
      "$.customer.attributes.'__proto__'",
      'declared no attribute',
    ],
    [{ properties: { items: [{ sku: 'a' }] } }, '$.properties.items[0].quantity', 'required'],
    [{ properties: { items: 'tea' } }, '$.properties.items', 'array'],
    [
      {
        properties: {
          note: 'a'.repeat(900),
          items: Array(120).fill({ sku: 'tea-7', quantity: 1 }),
        },
      },
      '$.properties',
      'at most 4096 bytes',
    ],
    [{ customer: {} }, '$.customer', 'needs an "id"'],
    [{ customer: { id: '0' } }, '$.customer', 'needs an "id"'],
    [{ customer: { email: 'no address' } }, '$.customer', 'that can be mailed'],
    [{ at: isoInstant(NOW - 31 * DAY_MS) }, '$.at', 'keepDays: 30'],
    [{ at: isoInstant(NOW + DAY_MS) }, '$.at', 'ahead of'],
    [{ customer: { id: 'c', attributes: { teir: 'gold' } } }, '$.customer.attributes.teir', 'tier'],
  ])('rejects what is wrong (%#) and names its path and the fix', async (fields, path, detail) => {
    const answer = await post(event({ eventId: 'e-9', ...fields }))
    expect(answer.status).toBe(400)
    const { errors } = answer.body
    expect(errors).toContainEqual({ path, detail: expect.stringContaining(detail) })
  })

  it('says how a list is sent', async () => {
    expect(await post([event()])).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$', detail: 'is a list: send it as {"events": [...]}' }] },
    })
  })

  it('keeps the good ones of a batch', async () => {
    const { status, body } = await post({
      events: [
        event({ eventId: 'b-1', customer: { email: 'ann@example.com' } }),
        event({ eventId: 'b-2', name: 'shipped' }),
        event({ eventId: 'b-3', name: 'delivered', properties: { note: null }, orderId: 'A-7' }),
        event({ eventId: 'b-4', name: 'delivered', properties: {}, orderId: 'A-7' }),
      ],
    })
    expect(status).toBe(200)
    expect(body.results).toMatchObject([
      { eventId: 'b-1', status: 'recorded' },
      { eventId: 'b-2', status: 'rejected', errors: [{ path: '$.events[1].name' }] },
      { eventId: 'b-3', status: 'rejected', errors: [{ path: '$.events[2].properties.note' }] },
      { eventId: 'b-4', status: 'recorded' },
    ])
  })

  it('makes someone who never bought a customer, who is the guest that buys there later', async () => {
    await post(event({ eventId: 'g-1', customer: { email: 'guest@example.com', name: 'Gil' } }))
    await api.call('POST /v1/shops/{shop}/purchases', {
      body: aPurchase({ customer: { id: 'c-gil', email: 'guest@example.com' } }),
    })
    await post(event({ eventId: 'g-2', customer: { email: 'guest@example.com' } }))
    const { events } = await person('c-gil')
    expect(events.map(({ eventId }) => eventId)).toContain('g-2')
  })

  it('keeps nothing from before the customer was erased', async () => {
    const body = event({ customer: { id: 'c-gone', attributes: { tier: 'gold' } } })
    await post(body)
    const bearer = await api.bearerOf(['admin'])
    await api.call('DELETE /v1/shops/{shop}/customers/{customer}', { customer: 'c-gone', bearer })
    expect((await post({ ...body, eventId: 'e-7' })).body.results).toMatchObject([
      { status: 'erased' },
    ])
    const rows = await table.query(customerKey('tea', 'c-gone'))
    expect(rows.map(({ sk }) => sk)).toEqual(['profile', 'state'])
  })

  it('is shown with its properties, the latest first', async () => {
    for (const [id, at] of [['s-1', NOW - 3] as const, ['s-2', NOW - 2] as const])
      await post(event({ eventId: id, at: isoInstant(at), customer: { id: 'c-shown' } }))
    const { body } = await api.call('GET /v1/shops/{shop}/customers/{customer}', {
      customer: 'c-shown',
    })
    expect(body.events).toMatchObject([
      {
        eventId: 's-2',
        at: isoInstant(NOW - 2),
        properties: {
          ...{ totalMinor: 4200, note: 'for tea', items: [{ sku: 'tea-7', quantity: 2 }] },
        },
      },
      { eventId: 's-1' },
    ])
    expect(body).toMatchObject({ class: 'prospect' })
  })

  it('ends alike in whichever order two contents of one id arrive, and however often', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom({ totalMinor: 1 }, { note: 'a' }, { note: 'b' }), {
          ...{ minLength: 1, maxLength: 4 },
        }),
        async (contents) => {
          const customer = { id: `any-${one.name}-${run++}` }
          await Promise.all(
            contents.map((properties) => post(event({ eventId: 'x', customer, properties }))),
          )
          const [stored] = (await person(customer.id)).events
          const text = (await bodies(customer.id)).get('x')?.texts.note
          const wins = contents.filter(
            (content) =>
              ('note' in content ? content.note : undefined) === text &&
              'totalMinor' in content === 'totalMinor' in (stored?.asked ?? {}),
          )
          expect(wins.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 10 },
    )
  })

  const put = (customer: string, body: unknown) =>
    api.call('PUT /v1/shops/{shop}/customers/{customer}', { customer, body })
  const attributes = async (id: string) => (await person(id)).attributes

  it('sets the attributes that are named, takes back null, and leaves the others', async () => {
    expect(await put('p-1', { attributes: { birthday: '02-29', tier: 'silver' } })).toMatchObject({
      status: 200,
      body: { status: 'updated' },
    })
    expect(await put('p-1', { email: 'p@example.com', attributes: { tier: null } })).toMatchObject({
      status: 201,
    })
    expect(await attributes('p-1')).toMatchObject([{ name: 'birthday', value: '02-29' }])
    expect((await person('p-1')).profile?.email).toBe('p@example.com')
    const bad = await put('p-1', { attributes: { birthday: '02-30', teir: 'gold' } })
    expect(bad).toMatchObject({
      status: 400,
      body: {
        errors: [
          { path: '$.attributes.birthday', detail: expect.stringContaining('must be a date') },
          { path: '$.attributes.teir', detail: expect.stringContaining('Did you mean "tier"?') },
        ],
      },
    })
  })

  it('keeps since when an attribute holds, and lets no older version replace a newer one', async () => {
    const at = (n: number): Instant => NOW - 100 + n
    const state = async (n: number, tier: string | null) =>
      put('p-2', { attributes: { tier }, updatedAt: isoInstant(at(n)) })
    await state(10, 'silver')
    await state(20, 'silver')
    expect(await attributes('p-2')).toEqual([
      { name: 'tier', value: 'silver', since: at(10), arrivedAt: NOW },
    ])
    await state(15, 'gold')
    expect(await attributes('p-2')).toMatchObject([{ value: 'silver' }])
    await state(30, null)
    await state(25, 'gold')
    expect(await attributes('p-2')).toEqual([])
    await state(40, 'gold')
    expect(await attributes('p-2')).toMatchObject([{ value: 'gold', since: at(40) }])
  })

  it('takes attributes with a purchase, as of its payment', async () => {
    const body = aPurchase({ customer: { id: 'p-3', attributes: { tier: 'gold' } } })
    await api.call('POST /v1/shops/{shop}/purchases', { body })
    expect(await attributes('p-3')).toMatchObject([{ value: 'gold', since: NOW - DAY_MS }])
    const typo = aPurchase({ customer: { id: 'p-3', attributes: { tier: 'golden' } } })
    expect(await api.call('POST /v1/shops/{shop}/purchases', { body: typo })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '$.customer.attributes.tier' }] },
    })
  })
})
