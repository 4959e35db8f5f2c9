import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { isoInstant } from '../../functions/domain/time.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import { PostedPurchase, PostedRefund } from '../../functions/intake/wire.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { makeApiShop, NOW, secret } from '../support/api-shop.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const version = fc.record({
  updatedAt: fc.integer({ min: 0, max: 2 }).map((ms) => isoInstant(NOW + ms)),
  grossMinor: fc.integer({ min: 1, max: 3 }),
  lines: fc.constantFrom([{ sku: 'a', quantity: 1 }], [{ sku: 'b', quantity: 2 }]),
})
const arrivals = fc
  .uniqueArray(version, { minLength: 2, maxLength: 5, selector: ({ updatedAt }) => updatedAt })
  .chain((versions) =>
    fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })),
  )

describe.each(STORE_ENGINES)('taking in facts on $name', (engine) => {
  const numRuns = engine.name === 'SQLite' ? 150 : 20
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let customers = 0

  const ports = () => ({ table, addressHash: secret.addressHash })
  const rowsOf = async (customer: string) =>
    (await table.query(customerKey('tea', customer))).map(
      ({ pk: _, arrivedAt: _arrivedAt, replaced: _replaced, ...row }) => row,
    )
  const purchaseOf = (id: string, fields: object) =>
    PostedPurchase.parse({
      orderId: 'A-1',
      customer: { id },
      paidAt: isoInstant(NOW),
      currency: 'EUR',
      ...fields,
    })

  check(
    `ends alike in whatever order the stated versions of an order arrive${because}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(arrivals, async ([versions, shuffled]) => {
          const [one, other] = [`c-${++customers}`, `c-${++customers}`]
          for (const fields of versions)
            await recordPurchases('tea', [purchaseOf(one, fields)], ports())
          await recordPurchases(
            'tea',
            shuffled.map((fields) => purchaseOf(other, fields)),
            ports(),
          )
          expect(await rowsOf(other)).toEqual(await rowsOf(one))
          expect(await rowsOf(one)).toHaveLength(2)
        }),
        { numRuns },
      )
    },
  )

  check(
    `says of an order only once that it was recorded, however it is repeated${because}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 4 }), async (versions) => {
          const id = `c-${++customers}`
          const purchases = versions.map((fields) => purchaseOf(id, fields))
          const said = [
            ...(await recordPurchases('tea', purchases, ports())),
            ...(await recordPurchases('tea', purchases, ports())),
          ]
          expect(said.filter((status) => status === 'recorded')).toHaveLength(1)
          const again = said.slice(versions.length)
          expect(again.every((status) => status === 'unchanged' || status === 'stale')).toBe(true)
          expect(again).toContain('unchanged')
        }),
        { numRuns },
      )
    },
  )

  check(`keeps a refund and its order whichever comes first${because}`, async () => {
    const [before, after] = [`c-${++customers}`, `c-${++customers}`]
    const refund = (id: string) =>
      PostedRefund.parse({
        refundId: 'R-1',
        orderId: 'A-1',
        customer: { id },
        at: isoInstant(NOW),
        currency: 'EUR',
        minor: 1,
      })
    await recordRefunds('tea', [refund(before)], ports())
    await recordPurchases('tea', [purchaseOf(before, { grossMinor: 1 })], ports())
    await recordPurchases('tea', [purchaseOf(after, { grossMinor: 1 })], ports())
    await recordRefunds('tea', [refund(after)], ports())
    expect(await rowsOf(before)).toEqual(await rowsOf(after))
    expect((await rowsOf(before)).map(({ sk }) => sk)).toEqual(['order#A-1', 'refund#R-1'])
  })

  check(`carries the API from a purchase to the customer's page${because}`, async () => {
    const { call, bearerOf } = await makeApiShop(table, 'smoke')
    const bearer = await bearerOf(['admin'])
    const purchase = {
      orderId: 'A-1',
      customer: {
        email: 'lin@bücher.example',
        name: '林',
        consents: [
          { purpose: 'marketing', act: 'granted', at: isoInstant(NOW - 9), source: 'checkout' },
        ],
      },
      paidAt: isoInstant(NOW - 9),
      currency: 'EUR',
      grossMinor: 2490,
      lines: [{ sku: 'tea-7', quantity: 2, unitMinor: 1245 }],
    }
    const post = (body: unknown) => call('POST /v1/shops/{shop}/purchases', { body, bearer })
    expect((await post(purchase)).status).toBe(201)
    expect((await post(purchase)).body.results[0].status).toBe('unchanged')
    const later = { ...purchase, updatedAt: isoInstant(NOW), grossMinor: 1245 }
    const batch = await post({ purchases: [later, purchase, { ...purchase, currency: 'eur' }] })
    expect(batch.body.results.map(({ status }: { status: string }) => status)).toEqual([
      'updated',
      // Its content was replaced a moment ago: a retry.
      'unchanged',
      'rejected',
    ])
    const customer = `~guest:${secret.addressHash('lin@xn--bcher-kva.example')}`
    const page = await call('GET /v1/shops/{shop}/customers/{customer}', { customer, bearer })
    expect(page).toMatchObject({
      status: 200,
      body: {
        class: 'first-time',
        profile: { name: '林' },
        consent: { marketing: 'granted' },
        rfm: { monetaryMinor: 1245 },
      },
    })
    const refund = {
      refundId: 'R-1',
      orderId: 'A-1',
      customer: { id: '0', email: 'LIN@bücher.example' },
      at: isoInstant(NOW),
      currency: 'EUR',
      minor: 1245,
    }
    const posted = await call('POST /v1/shops/{shop}/refunds', { body: refund, bearer })
    expect(posted.status).toBe(201)
    const after = await call('GET /v1/shops/{shop}/customers/{customer}', { customer, bearer })
    expect(after.body.class).toBe('prospect')
  })

  check(`knows a profile alike in whatever order purchases reported it${because}`, async () => {
    const profile = fc.record(
      {
        email: fc.constantFrom('a@example.org', 'b@example.org'),
        name: fc.constantFrom('Ada', 'Lin'),
        locale: fc.constantFrom('en', 'zh-CN'),
      },
      { requiredKeys: [] },
    )
    const profiles = fc
      .array(profile, { minLength: 2, maxLength: 4 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })),
      )
    const known = async (customer: string) =>
      (await loadCustomer(table, customerKey('tea', customer))).facts.profile ?? {}
    await fc.assert(
      fc.asyncProperty(profiles, async ([all, shuffled]) => {
        const [one, other] = [`p-${++customers}`, `p-${++customers}`]
        const post = (id: string, i: number) =>
          recordPurchases(
            'tea',
            [
              purchaseOf(id, {
                orderId: `A-${i}`,
                grossMinor: 1,
                customer: { id, ...all[i] },
                paidAt: isoInstant(NOW + i),
              }),
            ],
            ports(),
          )
        for (const i of all.keys()) await post(one, i)
        for (const i of shuffled) await post(other, i)
        const { updatedAt: _one, ...expected } = { updatedAt: 0, ...(await known(one)) }
        expect(await known(other)).toMatchObject(expected)
        expect(Object.keys(await known(other)).length).toBe(Object.keys(await known(one)).length)
      }),
      { numRuns },
    )
  })
})
