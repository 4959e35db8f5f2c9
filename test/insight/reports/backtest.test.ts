import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import { type BacktestOptions, backtest } from '../../../functions/insight/reports/backtest.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { campaign, consent, days, hours, NOON, order, settings } from '../../support/given.ts'
import { each, loaded } from './known.ts'

/** Published today, long after the past that is tried: as it is when a shop begins. */
const today = settings({
  campaigns: [campaign({ activeFrom: NOON + days(500) })],
  shop: { ...settings().shop, zone: 'Pacific/Auckland' },
})
const { openedAt: _loading, ...notOpen } = today.shop

const dormantAfter = (n: number, facts: Partial<CustomerFacts> = {}): Partial<CustomerFacts> => ({
  orders: [order('o1', NOON - days(90) + days(n))],
  ...facts,
})

const test = (customers: readonly LoadedCustomer[], options: Partial<BacktestOptions> = {}) =>
  backtest({
    customers: () => each(customers),
    settings: today,
    from: NOON,
    to: NOON + days(60),
    ...options,
  })

const unreachable: Partial<CustomerFacts> = { profile: { updatedAt: 0 }, consents: [] }

const atOneAddress = (...ids: readonly string[]): readonly LoadedCustomer[] =>
  ids.map((id) => ({ ...loaded(id, dormantAfter(10)), addressHash: 'of-the-family' }))

describe('a backtest of customers who share an address', () => {
  const two = ['win-back', 'event'].map((id) => campaign({ id, activeFrom: NOON + days(500) }))
  const family = { settings: { ...today, campaigns: two } }

  it('sends each mail once to the address, as in life', async () => {
    const report = await test(atOneAddress('mother', 'father', 'daughter'), family)
    expect(report).toMatchObject({ customers: 3, sent: 2, skips: { 'sent-to-same-address': 4 } })
  })

  it('shares the room under its caps', async () => {
    const policy = { ...today.policy, caps: [{ messages: 1, withinDays: 5 }] }
    const report = await test(atOneAddress('mother', 'father'), {
      settings: { ...family.settings, policy },
    })
    expect(report).toMatchObject({ sent: 2, busiestDay: { sent: 1 } })
    expect(report.deferrals).toMatchObject({ cap: expect.any(Number) })
  })

  it('follows the opt-out of any of them from its instant on', async () => {
    const out = consent(NOON + days(5), { act: 'withdrawn', source: 'unsubscribe' })
    const [mother, father] = atOneAddress('mother', 'father')
    if (!(mother && father)) throw new Error('two customers')
    const left = { ...father, facts: { ...father.facts, consents: [consent(0), out] } }
    const report = await test([mother, left], family)
    expect(report).toMatchObject({ sent: 0, skips: { unsubscribed: 4 } })
  })

  it('is the same in whatever order they are read', async () => {
    const members = atOneAddress('mother', 'father', 'daughter')
    expect(await test(members.toReversed(), family)).toEqual(await test(members, family))
  })

  it('replays customers of other addresses alone', async () => {
    const alone = ['a', 'b'].map((id) => ({
      ...loaded(id, dormantAfter(10)),
      addressHash: `of ${id}`,
    }))
    expect(await test(alone, family)).toMatchObject({ sent: 4, skipped: 0 })
  })
})

describe('the customers and the money of a backtest', () => {
  const later = (id: string, ...at: readonly number[]) =>
    loaded(id, {
      orders: [
        order('o1', NOON - days(80)),
        ...at.map((day) => order(`o${day}`, NOON + days(day))),
      ],
    })

  it('count who was mailed, and what they bought in the 30 days after', async () => {
    const report = await test([later('a', 15, 35), later('b', 41), later('c', 9)])
    const expected = { mailed: 2, boughtAfter: { customers: 1, purchases: 2, minor: 2_000 } }
    expect(report).toMatchObject({ ...expected, currency: 'EUR', campaigns: [expected] })
  })

  it('name customers by their own address, also where all are assumed to be reachable', async () => {
    const named: unknown[] = []
    await test([loaded('a', dormantAfter(10)), loaded('b', dormantAfter(10, unreachable))], {
      assumeReachable: true,
      onMessage: (customer) => {
        named.push(customer)
      },
    })
    expect(named).toEqual([
      { customer: 'a', email: 'c-1@example.org' },
      { customer: 'b', email: '' },
    ])
  })
})

describe('a backtest', () => {
  it('runs campaigns as if they had been in force all along', async () => {
    const report = await test([loaded('a', dormantAfter(10)), loaded('b', dormantAfter(20))])
    expect(report).toMatchObject({ customers: 2, sent: 2, skipped: 0, waiting: 0 })
  })

  it('asks of each purchase who is eligible, where the campaign does so now', async () => {
    const vip = campaign({
      id: 'vip',
      start: { kind: 'purchase' },
      eligible: { minPurchases: 2 },
      eligibleAtStartFrom: NOON + days(400),
    })
    const orders = [order('o1', NOON + days(1)), order('o2', NOON + days(9))]
    const report = await test([loaded('a', { orders })], {
      settings: { ...today, campaigns: [vip] },
    })
    expect(report).toMatchObject({ sent: 1, skipped: 0, days: [{ day: '2026-01-11' }] })
  })

  it('runs them for a shop that has not opened yet', async () => {
    const report = await test([loaded('a', dormantAfter(10))], {
      settings: { ...today, shop: notOpen },
    })
    expect(report.sent).toBe(1)
  })

  it('leaves in peace who was in the class when it began', async () => {
    expect(await test([loaded('a', dormantAfter(-5))])).toMatchObject({ sent: 0, skipped: 0 })
  })

  it('adds up by campaign, step and calendar day of the shop', async () => {
    const report = await test([
      loaded('a', dormantAfter(10)),
      loaded('b', dormantAfter(10)),
      loaded('c', dormantAfter(20)),
    ])
    expect(report.campaigns).toEqual([
      {
        campaign: 'win-back',
        version: 1,
        journeys: 3,
        sent: 3,
        mailed: 3,
        boughtAfter: { customers: 0, purchases: 0, minor: 0 },
        steps: [{ step: 'picks', sent: 3, skipped: 0, waiting: 0 }],
      },
    ])
    // Noon in London is the next day already in Auckland.
    expect(report.days).toEqual([
      { day: '2026-01-12', sent: 2 },
      { day: '2026-01-22', sent: 1 },
    ])
    expect(report.busiestDay).toEqual({ day: '2026-01-12', sent: 2 })
  })

  it('says how many go out only if they say something new', async () => {
    const tips = { id: 'tips', template: 'picks', afterMs: 0 }
    const repeat = { everyMs: days(20), while: 'dormant' } as const
    const settings = {
      ...today,
      campaigns: today.campaigns.map((one) => ({ ...one, steps: [{ ...tips, repeat }] })),
    }
    const report = await test([loaded('a', dormantAfter(10)), loaded('b', dormantAfter(35))], {
      settings,
    })
    expect(report).toMatchObject({ sent: 5, sentIfNew: 3 })
  })

  it('has no busiest day if nothing was sent', async () => {
    expect((await test([])).busiestDay).toBeNull()
  })

  it('lists why messages were held, deferred and skipped', async () => {
    const report = await test([
      loaded('no-address', dormantAfter(10, unreachable)),
      loaded('unsubscribed', dormantAfter(10, { consents: [consent(0, { act: 'withdrawn' })] })),
      loaded('asleep', { orders: [order('o1', NOON - days(80) + hours(10))] }),
      loaded('still-held', dormantAfter(59, unreachable)),
    ])
    expect(report).toMatchObject({
      sent: 1,
      skipped: 2,
      waiting: 1,
      skips: { 'stale-no-address': 1, unsubscribed: 1 },
      holds: { 'no-address': 2 },
      deferrals: { 'quiet-hours': 1 },
    })
  })

  it('takes everyone to be reachable when asked to, but for those who withdrew', async () => {
    const report = await test(
      [
        loaded('unknown', dormantAfter(10, unreachable)),
        loaded('foreign', dormantAfter(10, { profile: { locale: 'fr', updatedAt: 0 } })),
        loaded('withdrew', dormantAfter(10, { consents: [consent(0, { act: 'withdrawn' })] })),
      ],
      { assumeReachable: true },
    )
    expect(report).toMatchObject({ sent: 2, skips: { unsubscribed: 1 }, assumeReachable: true })
  })

  it('holds win-backs while the shop itself posted nothing, as it would have known then', async () => {
    // One becomes dormant each day; nothing is bought for weeks, until the fourteenth day.
    const regulars = Array.from({ length: 80 }, (_, n) => loaded(`regular-${n}`, dormantAfter(n)))
    const after = loaded('after', { orders: [order('o', NOON + days(14))] })
    const report = await test([...regulars, after], { to: NOON + days(16) })
    expect(report).toMatchObject({ sent: 4, skipped: 12, holds: { 'intake-late': 14 } })
  })

  it('reports every message as it goes', async () => {
    const reported: string[] = []
    await test([loaded('a', dormantAfter(10)), loaded('b', dormantAfter(20))], {
      onMessage: ({ customer }, { message }) =>
        void reported.push(`${customer}: ${message.status}`),
    })
    expect(reported).toEqual(['a: accepted', 'b: accepted'])
  })

  it('changes nothing in what it was given', async () => {
    const customers = [loaded('a', dormantAfter(10))]
    const before = structuredClone(customers)
    await test(customers)
    expect(customers).toEqual(before)
  })

  it('refuses a period that ends before it begins', async () => {
    await expect(test([], { to: NOON })).rejects.toThrow('begins before it ends')
  })
})
