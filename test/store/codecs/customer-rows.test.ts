import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Journey } from '../../../functions/domain/journey.ts'
import type { Message } from '../../../functions/domain/message.ts'
import { manifest } from '../../../functions/manifest.ts'
import type { CustomerRowKind } from '../../../functions/store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../../../functions/store/codecs/customer-rows.ts'
import {
  encode,
  isFact,
  shownFieldsOf,
} from '../../../functions/store/codecs/read-customer-rows.ts'
import { customerFromRows, putState } from '../../../functions/store/customers.ts'
import { NewerStateError, stateIn, tombstone } from '../../../functions/store/erasure.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import type { Row } from '../../../functions/store/table.ts'
import { NOON, order } from '../../support/given.ts'

const pk = customerKey('acme', 'c-1')
const journey: Journey = {
  campaign: 'care',
  n: 1,
  startedAt: NOON,
  start: { kind: 'purchase', orderId: 'o-1' },
}
const message: Message = {
  campaign: 'care',
  n: 1,
  step: 'tips',
  template: 'tips',
  marketing: true,
  dueAt: NOON,
  putOff: false,
  attempt: 0,
  status: 'held',
  reason: 'no-consent',
  until: NOON,
}
/** One value of each kind, with every field that an answer may show. */
const VALUES = {
  attribute: { name: 'tier', value: 'gold', since: NOON, arrivedAt: NOON, updatedAt: NOON },
  consent: { purpose: 'marketing', act: 'granted', at: NOON, source: 'form' },
  coupon: { campaign: 'care', n: 1, pool: 'thanks', code: 'T-1', takenAt: NOON },
  event: {
    eventId: 'e-1',
    name: 'delivered',
    at: NOON,
    orderId: 'o-1',
    asked: { parcels: 2 },
    keptUntil: NOON,
    contentHash: 'x',
  },
  'event-body': {
    eventId: 'e-1',
    at: NOON,
    texts: { url: 'https://shop.example/o-1' },
    lines: {},
    keptUntil: NOON,
  },
  former: { id: 'c-9', movedAt: 5, profile: { updatedAt: 3, name: 'Li' } },
  hold: { holdId: 'h-1', reason: 'chargeback', at: NOON, contentHash: 'x' },
  journey,
  lifecycle: { to: 'first-time', noticedAt: NOON, modelVersion: 1 },
  lines: {
    orderId: 'o-1',
    lines: [{ sku: 'tea', quantity: 1 }],
    paidAt: NOON,
    updatedAt: NOON,
    contentHash: 'x',
  },
  message,
  order: order('o-1', NOON, { importId: 'i-1' }),
  preferences: { campaignsOff: [], updatedAt: NOON },
  profile: { email: 'li@example.com', emailAt: NOON, addressHash: 'h', updatedAt: NOON },
  recommended: { items: [{ sku: 'tea', at: NOON }], updatedAt: NOON },
  refund: { refundId: 'r-1', orderId: 'o-1', at: NOON, currency: 'EUR', minor: 5 },
  state: {
    class: 'first-time',
    purchases: 1,
    monetaryMinor: 1_000,
    settingsVersion: 1,
    version: 1,
  },
} as const satisfies { readonly [K in CustomerRowKind]: Parameters<typeof encode<K>>[2] }

const KINDS = Object.keys(CUSTOMER_ROWS) as CustomerRowKind[]
const rowOf = (kind: CustomerRowKind): Row => encode(kind, pk, VALUES[kind])
const notUnderstoodOf = (...rows: readonly Row[]) => customerFromRows(pk, rows).notUnderstood

describe('a row in the partition of a customer', () => {
  it.each(KINDS)('of the kind %s is read as what was written', (kind) => {
    const row = rowOf(kind)
    const codec = CUSTOMER_ROWS[kind]
    expect(codec.faultOf(row)).toBeUndefined()
    expect(codec.read(row)).toEqual(VALUES[kind])
    expect(row).not.toHaveProperty('v')
  })

  it.each(KINDS)('of the kind %s belongs to no other kind', (kind) => {
    const { sk } = rowOf(kind)
    const owners = KINDS.filter((one) => {
      const { sort } = CUSTOMER_ROWS[one]
      return 'exact' in sort ? sk === sort.exact : sk.startsWith(sort.prefix)
    })
    expect(owners).toEqual([kind])
  })

  it('is a fact where its change is streamed to the reaction, and nowhere else', () => {
    const facts = KINDS.filter((kind) => isFact(rowOf(kind).sk))
    const streamed = KINDS.filter((kind) =>
      manifest.react.trigger.rows.some((prefix) => rowOf(kind).sk.startsWith(prefix)),
    )
    expect(facts).toEqual(streamed)
  })

  it('is shown without the fields that are not personal data', () => {
    const shown = KINDS.map(
      (kind) => [kind, Object.keys(shownFieldsOf(kind, VALUES[kind]))] as const,
    )
    expect(Object.fromEntries(shown)).toMatchObject({
      attribute: ['name', 'value', 'since'],
      event: ['eventId', 'name', 'at', 'orderId', 'asked'],
      hold: ['holdId', 'reason', 'at'],
      order: ['orderId', 'paidAt', 'updatedAt', 'currency', 'grossMinor'],
      profile: ['email', 'updatedAt'],
      state: ['class', 'purchases', 'monetaryMinor'],
    })
  })

  it('keeps the order of its stored fields', () => {
    expect(Object.keys(rowOf('order'))).toEqual([
      'pk',
      'sk',
      'paidAt',
      'updatedAt',
      'currency',
      'grossMinor',
      'contentHash',
      'importId',
    ])
    expect(JSON.stringify(rowOf('refund'))).toBe(
      `{"pk":"acme/c-1","sk":"refund#r-1","orderId":"o-1","at":${NOON},"currency":"EUR","minor":5}`,
    )
  })
})

describe('what this build does not understand', () => {
  it('is nothing if every row is of a known kind and version', () => {
    const rows = KINDS.map(rowOf)
    expect(notUnderstoodOf(...rows)).toEqual([])
    expect(customerFromRows(pk, rows).facts).toMatchObject({
      orders: [VALUES.order],
      refunds: [VALUES.refund],
      journeys: [journey],
      messages: [message],
    })
  })

  it('is a message with an unknown status', () => {
    expect(notUnderstoodOf({ ...rowOf('message'), status: 'snoozed' })).toEqual([
      'message row: status snoozed',
    ])
  })

  it('is a row of an unknown kind, said once however many there are', () => {
    const rows = ['gift#1', 'gift#2', 'profile#2'].map((sk) => ({ pk, sk }))
    expect(notUnderstoodOf(...rows)).toEqual(['row kind gift', 'row kind profile'])
  })

  it('is a row with a version above that of its codec', () => {
    expect(notUnderstoodOf({ ...rowOf('order'), v: 2 })).toEqual(['order row: version 2'])
    expect(notUnderstoodOf({ ...rowOf('order'), v: 1 })).toEqual([])
  })

  it('is a consent of an unknown source, which would otherwise count as the own act of a customer', () => {
    expect(notUnderstoodOf({ ...rowOf('consent'), source: 'telephone' })).toEqual([
      'consent row: source telephone',
    ])
  })

  it('is a row without a field that the rules need, and its value is never shown', () => {
    expect(notUnderstoodOf({ ...rowOf('order'), paidAt: 'li@example.com' })).toEqual([
      'order row: paidAt',
    ])
    expect(notUnderstoodOf({ ...rowOf('hold'), reason: 'li@example.com' })).toEqual([
      'hold row: reason of another kind',
    ])
  })

  it('is left out of the facts', () => {
    const { facts } = customerFromRows(pk, [{ ...rowOf('order'), v: 2 }, rowOf('refund')])
    expect(facts.orders).toEqual([])
    expect(facts.refunds).toEqual([VALUES.refund])
  })

  it('is not a row that sorts after everything that a decision reads', () => {
    expect(notUnderstoodOf({ pk, sk: '~wishlist' })).toEqual([])
  })

  it('is, of a history that was erased, only what a newer build wrote', () => {
    const erased = tombstone(pk, NOON, 3)
    expect(notUnderstoodOf(erased, { ...rowOf('message'), status: 'snoozed' })).toEqual([])
    expect(notUnderstoodOf(erased, { ...rowOf('message'), v: 2 })).toEqual([
      'message row: version 2',
    ])
    expect(notUnderstoodOf(erased, { pk, sk: 'gift#1' })).toEqual(['row kind gift'])
  })

  it('says so if it is the state itself, which is then not to be written over', () => {
    const newer = { ...rowOf('state'), v: 3 }
    const loaded = customerFromRows(pk, [rowOf('order'), newer])
    expect(loaded.notUnderstood).toContain('state row: version 3')
    expect(loaded).toMatchObject({ stateIsUnreadable: true })
    expect(loaded.state).toBeUndefined()
    expect(loaded.facts.orders).toHaveLength(1)
    expect(() => stateIn([newer])).toThrow(NewerStateError)
    expect(() => stateIn([newer])).toThrow(/version 3.*finish the deployment/)
  })

  it('is no state that only says when a customer is to be decided for', () => {
    const woken = { pk, sk: 'state', version: 1, wakeAt: NOON, wakeShard: 0 }
    expect(customerFromRows(pk, [rowOf('order'), woken])).toMatchObject({
      notUnderstood: [],
      isUndecided: true,
      facts: { orders: [{}] },
    })
  })

  it('keeps the hash of an address whose profile is not understood, so that an opt-out reaches it', () => {
    const profile = { ...rowOf('profile'), addressHash: 'hash', v: 2 }
    expect(customerFromRows(pk, [profile]).addressHash).toBe('hash')
  })
})

describe('a state', () => {
  it('is that of a new customer after an erasure, under the version of the tombstone', () => {
    const erased = customerFromRows(pk, [tombstone(pk, NOON, 7)])
    expect(erased.state).toEqual({
      class: 'prospect',
      purchases: 0,
      monetaryMinor: 0,
      settingsVersion: 0,
      erasedAt: NOON,
      version: 7,
    })
    expect(putState(erased, VALUES.state).on).toEqual({ equals: { version: 7 } })
  })
})

describe('a codec', () => {
  it('does not compile without a property that every kind must have', () => {
    const { order: complete } = CUSTOMER_ROWS
    type Codecs = typeof CUSTOMER_ROWS
    const { datedBy: _datedBy, ...undated } = complete
    // @ts-expect-error an erasure would not know what to compare
    undated satisfies Codecs['order']
    const { bookkeeping: _bookkeeping, ...unshown } = complete
    // @ts-expect-error an export would not know what to show
    unshown satisfies Codecs['order']
    // @ts-expect-error there is no such field in an order
    ;({ ...complete, datedBy: 'refundedAt' }) satisfies Codecs['order']
    const { order: _order, ...others } = CUSTOMER_ROWS
    // @ts-expect-error a kind is missing
    others satisfies Codecs
    expectTypeOf<keyof Codecs>().toEqualTypeOf<CustomerRowKind>()
  })
})
