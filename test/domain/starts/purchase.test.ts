import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Conditions } from '../../../functions/domain/conditions.ts'
import { decide } from '../../../functions/domain/decide.ts'
import type { PurchaseWhere } from '../../../functions/domain/starts/start.ts'
import { plannedStart } from '../../../functions/language/start-sentences.ts'
import { voiceFor } from '../../../functions/language/voice.ts'
import { applyDecision } from '../../support/apply-decision.ts'
import {
  campaign,
  customer,
  days,
  NOON,
  order,
  policy,
  refund,
  settings,
} from '../../support/given.ts'

const asking = (changes: Partial<Campaign>, merging = 0) =>
  settings({
    campaigns: [
      campaign({ id: 'vip', start: { kind: 'purchase' }, eligibleAtStartFrom: 0, ...changes }),
    ],
    policy: policy({ quietHours: null, caps: [], mergeOrdersWithinMinutes: merging }),
  })

const where = (asked: PurchaseWhere) => ({ start: { kind: 'purchase', where: asked } }) as const

/** Purchases at noon, one a day; the last of them today. */
const bought = (count: number, grossMinor = 1_000) =>
  Array.from({ length: count }, (_, i) =>
    order(`o${i + 1}`, NOON - days(count - 1 - i), { grossMinor }),
  )

/** The orders whose journeys begin while each purchase is decided at its instant. */
function begunBy(orders: ReturnType<typeof bought>, shop: ReturnType<typeof asking>) {
  let facts = customer({ orders: [] })
  for (const one of orders) {
    facts = { ...facts, orders: [...facts.orders, one] }
    facts = applyDecision(facts, decide(facts, one.paidAt, shop))
  }
  return facts.journeys.map(({ start }) => ('orderId' in start ? start.orderId : ''))
}

describe('a campaign that starts on a purchase', () => {
  it('is for the purchase at whose instant the customer is eligible, and uses up nothing before', () => {
    const shop = asking({ eligible: { minPurchases: 5 } })
    expect(begunBy(bought(6), shop)).toEqual(['o5'])
    // A campaign that was published before asks at its steps, after the first purchase began it.
    const { eligibleAtStartFrom: _, ...before } = campaign({
      id: 'vip',
      start: { kind: 'purchase' },
      eligible: { minPurchases: 5 },
    })
    expect(begunBy(bought(6), { ...shop, campaigns: [before] })).toEqual(['o1'])
  })

  it('does not ask its steps again whether the customer is eligible', () => {
    const eligible: Conditions = { maxPurchases: 1 }
    const steps = [{ id: 'thanks', template: 'thanks', afterMs: days(2) }]
    const shop = asking({ eligible, steps, locales: { thanks: ['en'] } })
    const first = applyDecision(
      customer({ orders: [order('o1', NOON)] }),
      decide(customer({ orders: [order('o1', NOON)] }), NOON, shop),
    )
    const again = { ...first, orders: [...first.orders, order('o2', NOON + days(1))] }
    const [due] = decide(again, NOON + days(2), shop).messages
    expect(due?.after).toMatchObject({ step: 'thanks', status: 'due' })
  })

  it.each<[string, PurchaseWhere, readonly string[]]>([
    ['the fifth', { nth: 5 }, ['o5']],
    ['the first', { nth: 1 }, ['o1']],
    ['one of an amount that was not reached', { minAmountMinor: 1_001 }, []],
    ['one of the very amount', { nth: 3, minAmountMinor: 1_000 }, ['o3']],
  ])('starts on %s', (_, asked, begun) => {
    expect(begunBy(bought(6), asking({ ...where(asked), reentryAfterMs: 0 }))).toEqual(begun)
  })

  it('counts a split basket as one purchase, by its first order', () => {
    const orders = [order('a', NOON), order('b', NOON + 60_000), order('c', NOON + days(1))]
    expect(begunBy(orders, asking(where({ nth: 2 }), 10))).toEqual(['c'])
    expect(begunBy(orders, asking(where({ nth: 2 }), 0))).toEqual(['b'])
  })

  it('does not count a purchase that had been refunded in full by then', () => {
    const orders = [order('a', NOON - days(2)), order('b', NOON)]
    const facts = customer({ orders, refunds: [refund('a', NOON - days(1))] })
    const starts = (nth: number) => decide(facts, NOON, asking(where({ nth }))).journeys
    expect(starts(1)).toMatchObject([{ start: { orderId: 'b' } }])
    expect(starts(2)).toEqual([])
  })

  it('is not started by an amount in another currency than the shop’s', () => {
    const dollars = [order('a', NOON, { currency: 'USD', grossMinor: 99_999 })]
    expect(begunBy(dollars, asking(where({ minAmountMinor: 1 })))).toEqual([])
  })

  it('is not started by a purchase that became known too late for its mail', () => {
    const facts = customer({ orders: bought(5) })
    const shop = asking(where({ nth: 5 }))
    expect(decide(facts, NOON + days(3) - 1, shop).journeys).toHaveLength(1)
    expect(decide(facts, NOON + days(3), shop).journeys).toEqual([])
  })

  it('says which purchases it is for', () => {
    const said = (asked: PurchaseWhere, language: 'en' | 'zh-CN') =>
      plannedStart(where(asked).start, { currency: 'EUR' }, voiceFor(language, 'UTC', NOON))
    expect(said({ nth: 22, minAmountMinor: 10_000 }, 'en')).toBe(
      'After the customer’s 22nd purchase of at least €100.00',
    )
    expect(said({ nth: 5 }, 'zh-CN')).toBe('第 5 次购买之后')
    expect(said({ minAmountMinor: 10_000 }, 'zh-CN')).toContain('每次购买（金额不低于')
  })
})
