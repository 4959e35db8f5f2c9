import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTo,
  isBeyondExact,
  MOST_EXACT,
  MOST_MINOR,
  newSum,
  totalOf,
} from '../../functions/domain/money.ts'
import { netMoney } from '../../functions/domain/rfm.ts'
import { NOON, order, refund } from '../support/given.ts'

const sumOf = (amounts: readonly number[]): number => {
  const sum = newSum()
  for (const amount of amounts) addTo(sum, amount)
  return totalOf(sum)
}

describe('a sum of money', () => {
  it('is exact, or the most that is, whatever its amounts', () => {
    const anyAmount = fc.oneof(
      fc.maxSafeInteger(),
      fc.integer({ min: -MOST_MINOR, max: MOST_MINOR }),
    )
    fc.assert(
      fc.property(fc.array(anyAmount), (amounts) => {
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
        const total = sumOf(amounts)
        if (exact >= BigInt(MOST_EXACT) || exact <= -BigInt(MOST_EXACT))
          expect([total, isBeyondExact(total)]).toEqual([
            exact > 0n ? MOST_EXACT : -MOST_EXACT,
            true,
          ])
        else expect(BigInt(total)).toBe(exact)
      }),
    )
  })

  it('of many of the largest orders stays exact once they are refunded', () => {
    const many = Array.from({ length: 10_000 }, () => MOST_MINOR)
    expect(sumOf([...many, ...many.map((minor) => -minor), 5])).toBe(5)
  })
})

describe('the refunds of an order', () => {
  const orders = [order('o1', NOON, { grossMinor: 1000 }), order('o2', NOON, { grossMinor: 500 })]

  it('count up to its amount, and the rest is reported', () => {
    const refunds = [
      refund('o1', NOON + 1, { refundId: 'a', minor: 700 }),
      refund('o1', NOON + 2, { refundId: 'b', minor: 700 }),
    ]
    expect(netMoney(orders, refunds, NOON + 1)).toMatchObject({ excess: [] })
    const { byCurrency, excess } = netMoney(orders, refunds, NOON + 2)
    expect([...byCurrency]).toEqual([['EUR', 500]])
    expect(excess).toEqual([{ orderId: 'o1', currency: 'EUR', minor: 400 }])
  })

  it('count in full where the order is not known, or is in another currency', () => {
    const refunds = [
      refund('o9', NOON + 1, { refundId: 'a', minor: 100 }),
      refund('o1', NOON + 1, { refundId: 'b', minor: 5000, currency: 'USD' }),
    ]
    const { byCurrency, excess } = netMoney(orders, refunds, NOON + 2)
    expect([...byCurrency]).toEqual([
      ['EUR', 1400],
      ['USD', -5000],
    ])
    expect(excess).toEqual([])
  })
})
