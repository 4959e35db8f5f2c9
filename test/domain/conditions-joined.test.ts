import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subjectAsOf, subjectAt } from '../../functions/domain/condition-subject.ts'
import type { Segment } from '../../functions/domain/conditions.ts'
import { type Conditions, meets, unknownConditions } from '../../functions/domain/conditions.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import type { CustomerEvent } from '../../functions/domain/customer-event.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import {
  consent,
  customer,
  days,
  message,
  NOON,
  order,
  refund,
  settings,
} from '../support/given.ts'

const viewed = (daysAgo: number, asked: CustomerEvent['asked'] = {}): CustomerEvent => ({
  eventId: `viewed ${daysAgo}`,
  name: 'viewed',
  at: NOON - days(daysAgo),
  asked,
  keptUntil: NOON + days(300),
})

const lin = customer({
  orders: [
    order('o1', NOON - days(90), { skus: ['tea'], categories: ['drinks'] }),
    order('o2', NOON - days(10), { grossMinor: 3_000 }),
    order('o3', NOON - days(2), { skus: ['cup'], categories: [] }),
  ],
  refunds: [refund('o3', NOON - days(1), { minor: 400 })],
  events: [
    viewed(3, { totalMinor: 5_000 }),
    viewed(20, { totalMinor: 100, gift: true }),
    viewed(40),
  ],
  attributes: [
    { name: 'tier', value: 'gold', since: NOON - days(5), arrivedAt: NOON },
    { name: 'points', value: 120, since: NOON - days(5), arrivedAt: NOON },
    { name: 'renewal', value: '2026-03-01', since: NOON - days(5), arrivedAt: NOON },
  ],
  messages: [
    message(
      { status: 'accepted', locale: 'en', acceptedAt: NOON - days(8), mailerMessageId: 'm' },
      { campaign: 'welcome' },
    ),
    message({
      status: 'unknown',
      locale: 'en',
      claimedAt: NOON - days(8),
      at: NOON,
      giveUpAt: NOON,
    }),
  ],
})

const segment = (id: string, conditions: Conditions): Segment => ({
  ...{ id, name: { en: id }, conditions, definedAt: 0 },
})
const SEGMENTS = [
  segment('vip', { minPurchases: 3 }),
  segment('others', { not: { segment: 'vip' } }),
  segment('loop', { any: [{ segment: 'loop' }, { minPurchases: 1 }] }),
]

const isMet = (conditions: Conditions, facts: CustomerFacts = lin, at = NOON) =>
  meets(conditions, subjectAsOf(at, { facts, settings: settings({ segments: SEGMENTS }) }))

/** What it is, and what its opposite is: both unmet where something is unknown. */
const bothWays = (conditions: Conditions, facts?: CustomerFacts) =>
  [isMet(conditions, facts), isMet({ not: conditions }, facts)] as const

const TRUE = [true, false]
const FALSE = [false, true]
const UNKNOWN = [false, false]

describe('conditions on dated facts', () => {
  it.each<[Conditions, readonly boolean[]]>([
    [{ orders: { min: 3, max: 3 } }, TRUE],
    [{ orders: { withinDays: 10, min: 2 } }, FALSE],
    [{ orders: { withinDays: 11, min: 2 } }, TRUE],
    [{ spent: { withinDays: 11, minMinor: 3_600, maxMinor: 3_600 } }, TRUE],
    [{ spent: { minMinor: 4_601 } }, FALSE],
    [{ bought: { skus: ['tea'] } }, TRUE],
    [{ bought: { skus: ['cup'], withinDays: 3 } }, TRUE],
    [{ bought: { skus: ['tea'], withinDays: 3 } }, FALSE],
    [{ bought: { skus: ['tea'], withinDays: 30 } }, UNKNOWN],
    [{ bought: { categories: ['shoes'], withinDays: 5 } }, FALSE],
    [{ event: { name: 'viewed', withinDays: 7 } }, TRUE],
    [{ event: { name: 'viewed', withinDays: 3 } }, FALSE],
    [{ event: { name: 'viewed', withinDays: 30, min: 2, where: { gift: true } } }, UNKNOWN],
    [{ event: { name: 'viewed', withinDays: 30, where: { totalMinor: { min: 200 } } } }, TRUE],
    [{ event: { name: 'viewed', withinDays: 30, max: 1 } }, FALSE],
    [{ event: { name: 'bought', withinDays: 30, max: 0 } }, TRUE],
    [{ attribute: { name: 'tier', is: ['silver', 'gold'] } }, TRUE],
    [{ attribute: { name: 'tier', is: 'silver' } }, FALSE],
    [{ attribute: { name: 'points', min: 100, max: 120 } }, TRUE],
    [{ attribute: { name: 'renewal', min: '2026-02-01' } }, TRUE],
    [{ attribute: { name: 'tier', min: 100 } }, UNKNOWN],
    // The shop declared another type when it was posted.
    [{ attribute: { name: 'tier', is: 2 } }, UNKNOWN],
    [{ not: { attribute: { name: 'points', is: '120' } } }, UNKNOWN],
    [{ attribute: { name: 'tier', is: [2, 'silver'] } }, FALSE],
    [{ attribute: { name: 'birthday', is: '05-12' } }, UNKNOWN],
    [{ attribute: { name: 'birthday', known: false } }, TRUE],
    [{ class: ['frequent'] }, FALSE],
    [{ class: ['active', 'frequent'] }, TRUE],
    [{ consent: 'granted' }, TRUE],
    [{ locales: ['en'] }, TRUE],
    [{ locales: ['de', 'en-US'] }, FALSE],
    [{ countries: ['FR'] }, FALSE],
    [{ campaign: { id: 'welcome', sentWithinDays: 9 } }, TRUE],
    [{ campaign: { id: 'welcome', sentWithinDays: 8 } }, FALSE],
    [{ campaign: { id: 'welcome', neverSent: true } }, FALSE],
    [{ campaign: { id: 'win-back', neverSent: true } }, UNKNOWN],
    [{ campaign: { id: 'care', neverSent: true } }, TRUE],
    [{ minChance: 0.5 }, UNKNOWN],
  ])('%j', (conditions, expected) => {
    expect(bothWays(conditions)).toEqual(expected)
  })

  it('are unknown where the customer’s profile does not say', () => {
    const { profile: _, ...unknown } = lin
    expect(bothWays({ countries: ['GB'] }, unknown)).toEqual(UNKNOWN)
    expect(bothWays({ locales: ['en'] }, unknown)).toEqual(UNKNOWN)
    const elsewhere = { ...lin, profile: { country: 'ZZ', updatedAt: 0 } }
    expect(bothWays({ countries: ['GB'] }, elsewhere)).toEqual(UNKNOWN)
  })

  it('do not count what is dated after the instant that they are asked for', () => {
    expect(isMet({ orders: { min: 2 } }, lin, NOON - days(10) - 1)).toBe(false)
    expect(isMet({ orders: { min: 2 } }, lin, NOON - days(10))).toBe(true)
    expect(isMet({ attribute: { name: 'tier', known: true } }, lin, NOON - days(6))).toBe(false)
    expect(isMet({ consent: 'granted' }, { ...lin, consents: [consent(NOON)] }, NOON - 1)).toBe(
      false,
    )
  })

  it('look back from the instant at which a step fell due, and count what came since', () => {
    const shop = settings()
    const asked: Conditions = { orders: { withinDays: 10, min: 1, max: 1 } }
    const facts = customer({ orders: [order('o1', NOON - days(9))] })
    const later = (now: number, known: CustomerFacts) =>
      meets(
        asked,
        subjectAt(NOON, {
          ...{ facts: known, settings: shop, now },
          assessment: assess(known, now, shop.policy, shop.models),
        }),
      )
    expect(later(NOON + days(3), facts)).toBe(true)
    const again = { ...facts, orders: [...facts.orders, order('o2', NOON + days(1))] }
    expect(later(NOON + days(3), again)).toBe(false)
  })
})

describe('joined conditions', () => {
  it.each<[Conditions, readonly boolean[]]>([
    [{ all: [{ minPurchases: 1 }, { maxPurchases: 3 }] }, TRUE],
    [{ all: [{ minPurchases: 1 }, { minChance: 0.5 }] }, UNKNOWN],
    [{ all: [{ minPurchases: 9 }, { minChance: 0.5 }] }, FALSE],
    [{ any: [{ minPurchases: 9 }, { minChance: 0.5 }] }, UNKNOWN],
    [{ any: [{ minPurchases: 3 }, { minChance: 0.5 }] }, TRUE],
    [{ not: { not: { minPurchases: 3 } } }, TRUE],
    [{ segment: 'vip' }, TRUE],
    [{ segment: 'others' }, FALSE],
    [{ segment: 'missing' }, UNKNOWN],
    [{ all: [{ segment: 'loop' }], minPurchases: 1 }, TRUE],
    [{ minPurchases: 1, not: { any: [{ segment: 'vip' }, { minChance: 0.1 }] } }, FALSE],
  ])('%j', (conditions, expected) => {
    expect(bothWays(conditions)).toEqual(expected)
  })

  it('follow the laws of logic, also where something is unknown', () => {
    const { tree } = fc.letrec<{ tree: Conditions; leaf: Conditions }>((tie) => ({
      leaf: fc.constantFrom<Conditions>(
        ...[{ minPurchases: 3 }, { minPurchases: 9 }, { minChance: 0.5 }, { segment: 'vip' }],
        { countries: ['GB'], maxPurchases: 9 },
      ),
      tree: fc.oneof(
        { maxDepth: 3 },
        tie('leaf'),
        fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
        fc.record({ not: tie('tree') }),
      ),
    }))
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(bothWays({ not: { not: one } })).toEqual(bothWays(one))
        expect(bothWays({ not: { any: [one, other] } })).toEqual(
          bothWays({ all: [{ not: one }, { not: other }] }),
        )
        expect(bothWays({ all: [one, other] })).toEqual(bothWays({ all: [other, one] }))
        expect(isMet({ all: [one, { not: one }] })).toBe(false)
        expect(isMet({ all: [one, other] })).toBe(isMet(one) && isMet(other))
      }),
    )
  })

  it('name what is unknown in them, at any depth', () => {
    const newer = { any: [{ minPurchases: 1 }, { not: { fullMoon: true } }] }
    expect(unknownConditions(newer as Conditions)).toEqual(['fullMoon'])
    expect(unknownConditions({ all: 'both' } as unknown as Conditions)).toEqual(['all'])
    expect(unknownConditions({ not: { orders: { fullMoon: 1 } } } as Conditions)).toEqual([
      'orders',
    ])
    expect(unknownConditions({ any: [{ segment: 'vip' }], not: { orders: { min: 1 } } })).toEqual(
      [],
    )
  })
})
