import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { openApiDocument } from '../../functions/intake/api/openapi.ts'
import {
  CustomerUpdate,
  PostedHold,
  PostedPurchase,
  PostedRefund,
} from '../../functions/intake/wire.ts'
import { accepts, type JsonSchema } from '../support/json-schema.ts'

const { schemas } = (
  openApiDocument() as { components: { schemas: Readonly<Record<string, JsonSchema>> } }
).components

const purchase = { orderId: 'A-1', paidAt: '2026-01-31T12:00:00Z', currency: 'EUR', grossMinor: 0 }
const refund = {
  refundId: 'R-1',
  customer: {},
  at: '2026-01-31T12:00:00+08:00',
  currency: 'EUR',
  minor: 1,
}
const hold = { reason: 'chargeback', at: '2026-01-31T12:00:00Z' }
const consent = { purpose: 'marketing', act: 'granted', at: '2026-01-31T12:00:00Z', source: 'form' }

type Case = readonly [says: string, name: string, body: unknown]
const CASES: Readonly<Record<'accepted' | 'rejected' | 'in words', readonly Case[]>> = {
  accepted: [
    ['the least of a purchase', 'Purchase', purchase],
    [
      'every field of a purchase',
      'Purchase',
      {
        ...purchase,
        updatedAt: purchase.paidAt,
        lines: [{ sku: 's', quantity: 1, unitMinor: 1, title: '' }],
        customer: { id: '0', email: 'a@b.example', consents: [consent] },
      },
    ],
    ['200 lines', 'Purchase', { ...purchase, lines: Array(200).fill({ sku: 's', quantity: 1 }) }],
    ['the largest amount', 'Purchase', { ...purchase, grossMinor: 1_000_000_000_000 }],
    ['an id of 128 letters', 'Purchase', { ...purchase, orderId: 'x'.repeat(128) }],
    [
      'fractions of a second',
      'Purchase',
      { ...purchase, paidAt: '2024-02-29T12:00:00.123456+05:45' },
    ],
    ['the least of a refund', 'Refund', refund],
    ['an empty profile', 'CustomerUpdate', {}],
    ['a hold without an end', 'Hold', hold],
    ['a hold that ends long after', 'Hold', { ...hold, until: '2099-01-31T12:00:00Z' }],
    [
      'an opt-out on a page of the shop',
      'CustomerUpdate',
      { consents: [{ ...consent, act: 'withdrawn', source: 'unsubscribe' }] },
    ],
    [
      'an address that cannot be mailed',
      'Purchase',
      { ...purchase, customer: { email: '李@example.com' } },
    ],
    ['what is nearly a code', 'CustomerUpdate', { locale: 'zh_CN', country: 'gb' }],
    ['a country in words', 'Purchase', { ...purchase, customer: { country: 'Spain' } }],
    [
      'half of what is sold by length',
      'Purchase',
      { ...purchase, lines: [{ sku: 's', quantity: 0.5 }] },
    ],
    ['20 consents', 'CustomerUpdate', { consents: Array(20).fill(consent) }],
  ],
  rejected: [
    ['no body', 'Purchase', null],
    ['a list', 'Purchase', [purchase]],
    ['nothing of a purchase', 'Purchase', {}],
    ['an unknown field', 'Purchase', { ...purchase, total: 5 }],
    ['a decimal amount', 'Purchase', { ...purchase, grossMinor: 12.5 }],
    ['an amount as text', 'Purchase', { ...purchase, grossMinor: '1250' }],
    ['a negative amount', 'Purchase', { ...purchase, grossMinor: -1 }],
    ['an amount beyond exact numbers', 'Purchase', { ...purchase, grossMinor: 2 ** 53 }],
    ['no offset', 'Purchase', { ...purchase, paidAt: '2026-01-31T12:00:00' }],
    ['a date alone', 'Purchase', { ...purchase, paidAt: '2026-01-31' }],
    ['a day there is not', 'Purchase', { ...purchase, paidAt: '2026-02-29T12:00:00Z' }],
    ['a number for an instant', 'Purchase', { ...purchase, paidAt: 1_769_860_800_000 }],
    ['a currency in small letters', 'Purchase', { ...purchase, currency: 'eur' }],
    ['an empty id', 'Purchase', { ...purchase, orderId: '' }],
    ['an id of 129 letters', 'Purchase', { ...purchase, orderId: 'x'.repeat(129) }],
    ['an id with "~" at the front', 'Purchase', { ...purchase, orderId: '~A1' }],
    ['an id with "~" at the front', 'Purchase', { ...purchase, orderId: '~A' }],
    ['an id with a control character', 'Purchase', { ...purchase, orderId: 'A\u0000' }],
    ['201 lines', 'Purchase', { ...purchase, lines: Array(201).fill({ sku: 's', quantity: 1 }) }],
    ['a line of none', 'Purchase', { ...purchase, lines: [{ sku: 's', quantity: 0 }] }],
    [
      'a country of 101 letters',
      'Purchase',
      { ...purchase, customer: { country: 'x'.repeat(101) } },
    ],
    ['a refund of nothing', 'Refund', { ...refund, minor: 0 }],
    ['a refund without a customer', 'Refund', { ...refund, customer: undefined }],
    ['21 consents', 'CustomerUpdate', { consents: Array(21).fill(consent) }],
    [
      'a complaint, which the shop cannot report',
      'CustomerUpdate',
      { consents: [{ ...consent, act: 'withdrawn', source: 'complaint' }] },
    ],
    ['a hold without a reason', 'Hold', { at: hold.at }],
    ['a hold for a whim', 'Hold', { ...hold, reason: 'whim' }],
    ['a hold that says who lifted it', 'Hold', { ...hold, liftedAt: hold.at }],
    ['an unknown purpose', 'CustomerUpdate', { consents: [{ ...consent, purpose: 'all' }] }],
    ['a name of 201 letters', 'CustomerUpdate', { name: 'x'.repeat(201) }],
  ],
  'in words': [
    ['an id of 129 bytes', 'Purchase', { ...purchase, orderId: '茶'.repeat(43) }],
    ['an id that lost a sign on its way', 'Purchase', { ...purchase, orderId: 'J\ufffdrg' }],
    ['a word for no id', 'Purchase', { ...purchase, orderId: 'NULL' }],
    ['a word for no id of a refund', 'Refund', { ...refund, refundId: 'nan' }],
    ['half a character', 'Purchase', { ...purchase, orderId: 'A\ud800' }],
    ['a currency there is not', 'Purchase', { ...purchase, currency: 'ZZZ' }],
    ['a zone there is not', 'CustomerUpdate', { zone: 'Mars/Olympus' }],
    ['a hold that ends as it begins', 'Hold', { ...hold, until: hold.at }],
    ['a tag of no language', 'CustomerUpdate', { locale: 'zh CN' }],
  ],
}

const WIRE = {
  Purchase: PostedPurchase,
  Refund: PostedRefund,
  CustomerUpdate,
  Hold: PostedHold,
} as Readonly<Record<string, z.ZodMiniType>>
const read = (name: string, body: unknown) => WIRE[name]?.safeParse(body).success
const described = (name: string, body: unknown) => accepts(schemas[name] ?? {}, body, schemas)
/** As it comes out of a request. */
const sent = (body: unknown): unknown => JSON.parse(JSON.stringify(body))

describe('the schemas of the description and those that requests are read with', () => {
  it.each(CASES.accepted)('both accept %s', (_says, name, body) => {
    expect([read(name, sent(body)), described(name, sent(body))]).toEqual([true, true])
  })

  it.each(CASES.rejected)('both reject %s', (_says, name, body) => {
    expect([read(name, sent(body)), described(name, sent(body))]).toEqual([false, false])
  })

  it.each(CASES['in words'])('only the words say that %s is rejected', (_says, name, body) => {
    expect([read(name, sent(body)), described(name, sent(body))]).toEqual([false, true])
  })

  it('never reject by description what a request may hold', () => {
    const values = fc.oneof(
      fc.constantFrom('', 'A-1', '0', '~x', 'EUR', 'ES', 'en', 'a@b.example', purchase.paidAt),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: -1 }),
      fc.constantFrom(null, [], {}, refund.customer, [consent], [{ sku: 's', quantity: 1 }]),
    )
    const field = fc.constantFrom(
      'orderId',
      'refundId',
      'customer',
      'paidAt',
      'at',
      'updatedAt',
      'currency',
      'grossMinor',
      'minor',
      'lines',
      'email',
      'name',
      'locale',
      'zone',
      'country',
      'consents',
      '__proto__',
    )
    const start = fc.constantFrom<readonly [string, object]>(
      ['Purchase', purchase],
      ['Refund', refund],
      ['CustomerUpdate', {}],
    )
    fc.assert(
      fc.property(
        start,
        fc.array(fc.tuple(field, values), { maxLength: 3 }),
        ([name, body], changes) => {
          const changed = sent({ ...body, ...Object.fromEntries(changes) })
          if (read(name, changed)) expect(described(name, changed)).toBe(true)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
