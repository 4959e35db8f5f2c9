import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import { segmentsAt } from '../../../functions/insight/reports/segments.ts'
import { days, NOON, order, refund, settings } from '../../support/given.ts'
import { each, loaded } from './known.ts'

const unknown: Partial<CustomerFacts> = { consents: [] }
const without = ({ ...facts }: Partial<CustomerFacts>): Partial<CustomerFacts> => ({
  ...unknown,
  profile: { updatedAt: NOON + days(999) },
  ...facts,
})

const shop = [
  loaded('once', without({ orders: [order('o1', NOON)] })),
  loaded('often', without({ orders: [0, 1, 2].map((n) => order(`o${n}`, NOON + days(n))) })),
  loaded('twice', without({ orders: [order('o1', NOON), order('o2', NOON + days(60))] })),
  loaded('sent-back', without({ refunds: [refund('o9', NOON + days(1))] })),
  loaded('registered', { ...unknown, profile: { updatedAt: NOON + days(3) } }),
  loaded('~order:o7', without({ orders: [order('o7', NOON)] })),
]

const at = async (after: number) => {
  const { customers, classes } = await segmentsAt(each(shop), NOON + days(after), settings())
  return { customers, ...classes }
}

describe('segments', () => {
  it('count every customer in the class they are in at the instant', async () => {
    expect(await at(61)).toEqual({
      customers: 5,
      prospect: 2,
      'first-time': 1,
      active: 1,
      frequent: 1,
      dormant: 0,
    })
  })

  it('of the past count no customer from before their first fact', async () => {
    expect(await at(-1)).toMatchObject({ customers: 0 })
    expect(await at(0)).toMatchObject({ customers: 3, 'first-time': 3 })
    expect(await at(1)).toMatchObject({ customers: 4, 'first-time': 2, active: 1, prospect: 1 })
    expect(await at(3)).toMatchObject({ customers: 5, prospect: 2, frequent: 1 })
  })

  it('of the future take it that nothing more happens', async () => {
    expect(await at(200)).toMatchObject({ customers: 5, dormant: 3, prospect: 2 })
  })

  it('leave out anonymous orders', async () => {
    const anonymous = shop.filter(({ facts }) => facts.customer.startsWith('~'))
    const { customers } = await segmentsAt(each(anonymous), NOON + days(1), settings())
    expect(customers).toBe(0)
  })

  it('say for which instant they were counted', async () => {
    expect((await segmentsAt(each([]), NOON, settings())).asOf).toBe('2026-01-01T12:00:00.000Z')
  })
})
