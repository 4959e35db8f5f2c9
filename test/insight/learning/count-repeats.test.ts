import fc from 'fast-check'
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

  it('are what the purchases of each item say, in whatever order all come', () => {
    const basket = fc.record({
      skus: fc.array(fc.constantFrom('tea', 'cup'), { minLength: 1, maxLength: 3 }),
      at: fc.integer({ min: 0, max: 40 }).map((halfDays) => NOON + days(halfDays / 2)),
    })
    const customers = fc.array(fc.array(basket, { maxLength: 6 }), { maxLength: 4 })
    const withOther = customers.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.tuple(...all.map((one) => shuffled(one))).chain((each) => shuffled(each)),
      ),
    )
    fc.assert(
      fc.property(withOther, ([all, other]) => {
        const { of, lines } = count(all)
        expect(lines).toEqual(count(other).lines)
        const expected = { lines: 0, again: 0 }
        for (const sku of ['tea', 'cup']) {
          const bought = all.map((baskets) => purchasesOf(baskets, sku))
          const again = bought.reduce((sum, one) => sum + Math.max(0, one.length - 1), 0)
          expect(of(sku)).toMatchObject({ purchases: bought.flat().length, again })
          expect(count(other).of(sku)).toMatchObject({ purchases: bought.flat().length, again })
          for (const [i, baskets] of all.entries()) {
            const first = Math.min(...baskets.map(({ at }) => at))
            expected.lines += (bought[i] ?? []).filter((at) => at - first >= days(1)).length
          }
          expected.again += again
        }
        expect(lines).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })
})

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length })

/** When an item was bought at least a day after it was bought last. */
function purchasesOf(baskets: readonly Basket[], sku: string): readonly number[] {
  const all = new Set(baskets.filter(({ skus }) => skus.includes(sku)).map(({ at }) => at))
  return [...all].filter((at) => [...all].every((other) => other >= at || at - other >= days(1)))
}
