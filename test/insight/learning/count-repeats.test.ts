import { describe, expect, it } from 'vitest'
import { numberItems } from '../../../functions/insight/learning/count-pairs.ts'
import { makeRepeatCounter } from '../../../functions/insight/learning/count-repeats.ts'
import { days, NOON } from '../../support/given.ts'

type Basket = { readonly skus: readonly string[]; readonly at: number }
const on = (day: number, ...skus: readonly string[]): Basket => ({ skus, at: NOON + days(day) })

function count(customers: readonly (readonly Basket[])[], skus = ['tea', 'cup']) {
  const numbers = numberItems(skus.length)
  for (const sku of skus) numbers.numberOf(sku)
  const counter = makeRepeatCounter(numbers)
  for (const baskets of customers) counter.add(baskets)
  const counted = counter.counted()
  return { ...counted, of: (sku: string) => counted.item(numbers.known(sku) ?? -1) }
}

describe('counting what is bought again', () => {
  it('notes the days between two purchases of an item by one customer', () => {
    const { of, shop, lines } = count([
      [on(0, 'tea', 'cup'), on(30, 'tea'), on(90, 'tea')],
      [on(0, 'tea')],
    ])
    const logs = [30, 60].map(Math.log)
    expect(of('tea')).toEqual({
      purchases: 4,
      again: 2,
      logDays: expect.closeTo(
        logs.reduce((sum, log) => sum + log, 0),
        9,
      ),
      squaredLogDays: expect.closeTo(
        logs.reduce((sum, log) => sum + log ** 2, 0),
        9,
      ),
    })
    expect(of('cup')).toEqual({ purchases: 1, again: 0, logDays: 0, squaredLogDays: 0 })
    expect(shop).toMatchObject({ purchases: 5, again: 2 })
    expect(lines).toEqual({ lines: 2, again: 2 })
  })

  it('takes baskets of less than a day for one purchase, in whatever order they come', () => {
    const split = [on(0.5, 'tea'), on(0, 'tea'), on(30.5, 'tea', 'cup'), on(30, 'cup')]
    const { of, lines } = count([split])
    expect(of('tea')).toMatchObject({ purchases: 2, again: 1 })
    expect(of('cup')).toMatchObject({ purchases: 1, again: 0 })
    expect(lines).toEqual({ lines: 2, again: 1 })
    expect(count([split.toReversed()]).of('tea')).toEqual(of('tea'))
  })

  it('leaves out items that there was no room for, and counts their lines', () => {
    const { of, lines } = count([[on(0, 'tea', 'mug'), on(30, 'tea', 'mug')]], ['tea'])
    expect(of('mug')).toMatchObject({ purchases: 0 })
    expect(lines).toEqual({ lines: 2, again: 2 })
  })
})
