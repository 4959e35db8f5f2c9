/** What a shop reports again with other content. */
import { describe, expect } from 'vitest'
import { DAY_MS, HOUR_MS, isoInstant } from '../../functions/domain/time.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import { PostedPurchase, PostedRefund } from '../../functions/intake/wire.ts'
import { beginImport } from '../../functions/store/imports.ts'
import { type CustomerKey, customerKey } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { NOW } from '../support/api-shop.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const purchase = (id: string, fields: object) =>
  PostedPurchase.parse({
    orderId: 'A-1',
    customer: { id },
    paidAt: isoInstant(NOW),
    currency: 'EUR',
    grossMinor: 1000,
    ...fields,
  })
const given = {
  refundId: 'R-1',
  orderId: 'A-1',
  at: isoInstant(NOW),
  currency: 'EUR',
  minor: 100,
}
const refund = (id: string, fields: object) =>
  PostedRefund.parse({ ...given, customer: { id }, ...fields })
const v = (n: number) => ({ updatedAt: isoInstant(NOW + n) })

describe.each(STORE_ENGINES)('a correction on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let customers = 0
  const newId = () => `c-${++customers}`

  const ports = (now: number) => ({ table, addressHash: () => 'hash', now: () => now })
  async function post(id: string, at: number, fields: object, importId?: string) {
    const [status] = await recordPurchases('tea', [purchase(id, fields)], ports(NOW + at), importId)
    return status
  }
  async function back(id: string, at: number, fields: object) {
    const [status] = await recordRefunds('tea', [refund(id, fields)], ports(NOW + at))
    return status
  }
  const keyOf = (id: string): CustomerKey => customerKey('tea', id)
  const row = (id: string, sk: string) => table.get({ pk: keyOf(id), sk })

  check(`the same again brings an old order the products of its lines${because}`, async () => {
    const id = newId()
    const fields = { lines: [{ sku: 'tea-7', quantity: 1, category: 'Tea' }] }
    await post(id, 0, fields)
    const { skus, categories, ...old } = (await row(id, 'order#A-1')) ?? { pk: '', sk: '' }
    expect({ skus, categories }).toEqual({ skus: ['tea-7'], categories: ['Tea'] })
    await table.write([{ put: old }])
    expect(await post(id, 1, fields)).toBe('unchanged')
    expect(await row(id, 'order#A-1')).toEqual({ ...old, skus, categories })
  })

  check(
    `without a version counts if it arrived later, and a retry does not${because}`,
    async () => {
      const id = newId()
      expect(await post(id, 0, { grossMinor: 1 })).toBe('recorded')
      expect(await post(id, 1, { grossMinor: 2 })).toBe('updated')
      expect(await post(id, HOUR_MS, { grossMinor: 1 })).toBe('unchanged')
      expect(await post(id, HOUR_MS, { grossMinor: 2 })).toBe('unchanged')
      expect(await row(id, 'order#A-1')).toMatchObject({ grossMinor: 2 })
      expect(await post(id, 2 * DAY_MS, { grossMinor: 1 })).toBe('updated')
      expect(await row(id, 'order#A-1')).toMatchObject({ grossMinor: 1 })
    },
  )

  check(`with a version beats one without, whichever comes first${because}`, async () => {
    const [one, other] = [newId(), newId()]
    expect(await post(one, 0, { grossMinor: 1, ...v(1) })).toBe('recorded')
    expect(await post(one, 9, { grossMinor: 2 })).toBe('stale')
    expect(await post(other, 0, { grossMinor: 2 })).toBe('recorded')
    expect(await post(other, 9, { grossMinor: 1, ...v(1) })).toBe('updated')
    for (const id of [one, other])
      expect(await row(id, 'order#A-1')).toMatchObject({ grossMinor: 1 })
  })

  check(`takes the lines with it${because}`, async () => {
    const id = newId()
    const lines = (sku: string) => ({ lines: [{ sku, quantity: 1 }] })
    await post(id, 0, lines('a'))
    expect(await post(id, 1, lines('b'))).toBe('updated')
    expect(await post(id, 2, lines('a'))).toBe('unchanged')
    const [order, stored] = [await row(id, 'order#A-1'), await row(id, '~lines#A-1')]
    expect(stored).toMatchObject(lines('b'))
    expect(stored?.contentHash).toBe(order?.contentHash)
  })

  check(`of an import that is run again is no later arrival${because}`, async () => {
    const id = newId()
    await post(id, 0, { grossMinor: 1 }, 'a.csv')
    await post(id, 5 * DAY_MS, { grossMinor: 2 })
    const again = await recordPurchases(
      'tea',
      [purchase(id, { grossMinor: 1 })],
      ports(NOW + 9 * DAY_MS),
      'a.csv',
      undefined,
      NOW,
    )
    expect(again).toEqual(['unchanged'])
    expect(await row(id, 'order#A-1')).toMatchObject({ grossMinor: 2 })
  })

  check(
    `replaces what an earlier build stored, unless that stated a version${because}`,
    async () => {
      const [plain, stated] = [newId(), newId()]
      const old = { sk: 'order#A-1', paidAt: NOW, currency: 'EUR', grossMinor: 7, contentHash: 'x' }
      await table.write([
        { put: { pk: keyOf(plain), ...old, updatedAt: NOW } },
        {
          put: {
            pk: keyOf(plain),
            sk: '~lines#A-1',
            lines: [{ sku: 'a', quantity: 1 }],
            updatedAt: NOW,
            contentHash: 'x',
          },
        },
        { put: { pk: keyOf(stated), ...old, updatedAt: NOW + 1 } },
      ])
      const lines = [{ sku: 'b', quantity: 1 }]
      expect(await post(plain, 0, { grossMinor: 1, lines })).toBe('updated')
      expect(await row(plain, '~lines#A-1')).toMatchObject({ lines })
      expect(await post(stated, 0, { grossMinor: 1 })).toBe('stale')
      expect(await post(stated, 0, { grossMinor: 1, ...v(2) })).toBe('updated')
    },
  )

  check(
    `of a refund follows the same rule, also of one of an earlier build${because}`,
    async () => {
      const [id, old] = [newId(), newId()]
      await post(id, 0, {})
      expect(await back(id, 0, { minor: 100 })).toBe('recorded')
      expect(await back(id, 1, { minor: 200 })).toBe('updated')
      expect(await back(id, 2, { minor: 100 })).toBe('unchanged')
      expect(await back(id, 2, { minor: 300, ...v(5) })).toBe('updated')
      expect(await back(id, 3, { minor: 400 })).toBe('stale')
      expect(await row(id, 'refund#R-1')).toMatchObject({ minor: 300 })
      const stored = { orderId: 'A-1', at: NOW, currency: 'EUR', minor: 100 }
      await table.write([{ put: { pk: keyOf(old), sk: 'refund#R-1', ...stored } }])
      expect(await back(old, 0, { minor: 100 })).toBe('unchanged')
      expect(await back(old, 0, { minor: 200 })).toBe('updated')
    },
  )

  check(`that races with another ends with the order and the lines of one${because}`, async () => {
    const id = newId()
    await post(id, 0, { lines: [{ sku: 's-0', quantity: 1 }] })
    await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        post(id, n, { grossMinor: n, lines: [{ sku: `s-${n}`, quantity: 1 }] }),
      ),
    )
    expect(await row(id, 'order#A-1')).toMatchObject({ grossMinor: 5 })
    expect(await row(id, '~lines#A-1')).toMatchObject({ lines: [{ sku: 's-5', quantity: 1 }] })
  })

  check(`and a refund read by queries only, as the function on AWS may${because}`, async () => {
    const [id, order] = [newId(), 'A-9']
    const queried: Table = {
      ...table,
      get: () => Promise.reject(new Error('the function may not read single rows')),
    }
    const byQueries = { ...ports(NOW), table: queried }
    await beginImport(table, 'tea', 'cut-short.csv', NOW)
    await post(id, 0, {}, 'cut-short.csv')
    expect(await recordPurchases('tea', [purchase(id, {})], byQueries)).toEqual(['unchanged'])
    expect(await row(id, 'order#A-1')).not.toHaveProperty('importId')
    const anonymous = PostedRefund.parse({ ...given, orderId: order, customer: {} })
    expect(await recordRefunds('tea', [anonymous], byQueries)).toEqual(['no-customer'])
  })
})
