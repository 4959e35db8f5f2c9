import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { netPurchases, withoutSplits } from '../../../functions/domain/net-purchases.ts'
import type { Order, Refund } from '../../../functions/domain/order.ts'
import { openOrderBook } from '../../../functions/insight/learning/order-book.ts'
import { days, NOON, order, refund } from '../../support/given.ts'

const anyInstant = fc.nat({ max: 60 }).map((day) => NOON + days(day))
const anyId = fc.constantFrom('A', 'B', 'C', 'D')
const anyCurrency = fc.constantFrom('EUR', 'GBP')

type Facts = { readonly orders: readonly Order[]; readonly refunds: readonly Refund[] }

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  orders: fc.uniqueArray(
    fc
      .tuple(anyId, anyInstant, anyCurrency, fc.integer({ min: 1, max: 3 }))
      .map(([id, at, currency, euros]) => order(id, at, { currency, grossMinor: 100 * euros })),
    { selector: ({ orderId }) => orderId },
  ),
  refunds: fc.array(
    fc
      .tuple(anyId, anyInstant, anyCurrency, fc.integer({ min: 1, max: 3 }))
      .map(([id, at, currency, euros]) => refund(id, at, { currency, minor: 100 * euros })),
    { maxLength: 5 },
  ),
})

const sorted = (purchases: ReturnType<typeof netPurchases>) =>
  purchases.toSorted((one, other) => one.at - other.at || one.minor - other.minor)

describe('an order book', () => {
  it('has the purchases that a shop would count, of every customer and at every instant', () => {
    fc.assert(
      fc.property(
        fc.array(anyFacts, { maxLength: 6 }),
        anyInstant,
        fc.constantFrom(undefined, 'EUR'),
        fc.constantFrom(0, 3 * 24 * 60),
        (all, until, currency, mergeOrdersWithinMinutes) => {
          const policy = { mergeOrdersWithinMinutes }
          const book = openOrderBook({ freeOrdersCount: false, ...policy })
          for (const [i, { refunds }] of all.entries())
            for (const each of refunds) book.refund(`c${i}`, each)
          for (const [i, { orders }] of all.entries())
            for (const each of orders) book.order(`c${i}`, each)
          const histories = new Map(
            Array.from(book.buyers(), ({ customer, purchasesAt }) => [
              customer,
              sorted(purchasesAt(until, currency)),
            ]),
          )
          for (const [i, facts] of all.entries())
            expect(histories.get(`c${i}`) ?? []).toEqual(
              sorted(withoutSplits(netPurchases(facts, until, currency), policy)),
            )
        },
      ),
    )
  })

  it('counts a purchase that cost nothing if papers do, and one given back in full nowhere', () => {
    for (const freeOrdersCount of [true, false]) {
      const book = openOrderBook({ freeOrdersCount })
      book.order('c-1', order('free', NOON, { grossMinor: 0 }))
      book.order('c-1', order('back', NOON + days(1)))
      book.refund('c-1', refund('back', NOON + days(2)))
      const [buyer] = book.buyers()
      expect(buyer?.purchasesAt(NOON + days(3))).toEqual(
        freeOrdersCount ? [{ at: NOON, minor: 0 }] : [],
      )
    }
  })

  it('lowers no order by a refund of another customer’s, or of none', () => {
    const book = openOrderBook({ freeOrdersCount: true })
    book.order('c-1', order('A', NOON))
    book.refund('c-2', refund('A', NOON))
    const { orderId: _, ...ofNone } = refund('A', NOON)
    book.refund('c-1', ofNone)
    const [buyer] = book.buyers()
    expect(buyer?.purchasesAt(NOON)).toEqual([{ at: NOON, minor: 1_000 }])
    expect(book.refundsOfNoOrder()).toBe(1)
  })

  it('keeps more customers than its first columns have room for', () => {
    const book = openOrderBook({ freeOrdersCount: false })
    for (let i = 0; i < 3_000; i++)
      book.order(`c${i % 1_500}`, order(`A${i}`, NOON + days(i), { grossMinor: 1 + i }))
    const buyers = Array.from(book.buyers(), ({ customer, purchasesAt }) => [
      customer,
      purchasesAt(NOON + days(9_999)).map(({ minor }) => minor),
    ])
    expect(buyers).toHaveLength(1_500)
    expect(buyers[7]).toEqual(['c7', [8, 1_508]])
    expect(book.span()).toEqual({ first: NOON, last: NOON + days(2_999) })
    expect(book.currencies()).toEqual({ EUR: 3_000 })
  })

  it('has no span while it is empty', () => {
    expect(openOrderBook({ freeOrdersCount: false }).span()).toBeUndefined()
  })
})
