import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BoughtAgain,
  boughtAgain,
  buyAgainPlaces,
  likeliestAgain,
  ownItems,
  ownPurchases,
  type RepeatCounts,
  type ToBuyAgain,
} from '../../../functions/domain/recommend/buy-again.ts'
import { RecommendPolicy } from '../../../functions/domain/recommend/recommend-policy.ts'
import { days, NOON } from '../../support/given.ts'

/** So many purchases, of which so many are repeats after these days, a third of them each. */
const counts = (purchases: number, again: number, ...after: readonly number[]): RepeatCounts => {
  const logs = after.map(Math.log)
  const each = again / Math.max(1, after.length)
  const sum = (values: readonly number[]) => each * values.reduce((total, one) => total + one, 0)
  return { purchases, again, logDays: sum(logs), squaredLogDays: sum(logs.map((log) => log ** 2)) }
}
const GROCER = counts(10_000, 4_000, 15, 30, 60)
const POLICY = RecommendPolicy.parse({})

const SHAMPOO: BoughtAgain = { share: 0.5, usualDays: 56, earliestDays: 45 }
const known = (given: Partial<ToBuyAgain> = {}): ToBuyAgain => ({
  bought: [],
  again: new Map([['shampoo', SHAMPOO]]),
  recommended: [],
  now: NOON,
  policy: POLICY,
  ...given,
})
const skusOf = (given: Partial<ToBuyAgain>) => ownItems(known(given)).map(({ sku }) => sku)

describe('how an item is bought again', () => {
  it('is known by its own repeat purchases, and the more of them the better', () => {
    const shampoo = boughtAgain(counts(1_000, 500, 50, 56, 63), GROCER, POLICY)
    expect(shampoo?.share).toBeCloseTo(0.5, 2)
    expect(shampoo?.usualDays).toBeCloseTo(56.1, 0)
    expect(shampoo?.earliestDays).toBeGreaterThan(46)
    const few = boughtAgain(counts(6, 3, 4, 5, 6), GROCER, POLICY)
    expect(few?.usualDays).toBeGreaterThan(15)
    expect(few?.usualDays).toBeLessThan(25)
  })

  it('is not sooner than its own repeat purchases say, though there are few', () => {
    const kettle = boughtAgain(counts(40, 3, 300), GROCER, POLICY)
    expect(kettle?.usualDays).toBeCloseTo(300, 6)
    expect(kettle?.earliestDays).toBeGreaterThan(100)
  })

  it('is that it is not, if it happens to fewer than three or to one in twenty', () => {
    expect(boughtAgain(counts(10, 2, 30), GROCER, POLICY)).toBeUndefined()
    expect(boughtAgain(counts(500, 5, 200), GROCER, POLICY)).toBeUndefined()
    expect(boughtAgain(counts(100, 4, 30), GROCER, POLICY)).toBeUndefined()
    expect(boughtAgain(counts(10, 3, 30), GROCER, POLICY)).toBeDefined()
    expect(boughtAgain(counts(0, 0), counts(0, 0), POLICY)).toBeUndefined()
  })

  it('is never sooner at the earliest than after a day, nor later than usual', () => {
    const anyCounts = fc
      .tuple(
        fc.integer({ min: 3, max: 500 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.array(fc.double({ min: 1, max: 700, noNaN: true }), { minLength: 1, maxLength: 5 }),
      )
      .map(([again, more, after]) => counts(again + more, again, ...after))
    fc.assert(
      fc.property(anyCounts, anyCounts, (item, shop) => {
        const found = boughtAgain(item, shop, POLICY)
        if (!found) return
        expect(found.share).toBeGreaterThanOrEqual(0.05)
        expect(found.share).toBeLessThanOrEqual(1)
        expect(found.earliestDays).toBeGreaterThanOrEqual(1)
        expect(found.earliestDays).toBeLessThanOrEqual(found.usualDays + 1e-6)
      }),
    )
  })
})

describe('the places for items again', () => {
  it('are as many as the policy says, whatever was counted', () => {
    expect(buyAgainPlaces(0, { lines: 1_000, again: 900 })).toBe(0)
    expect(buyAgainPlaces(5, undefined)).toBe(5)
  })

  it.each([
    ['that was not counted for it', undefined, 0],
    ['with no customer who came back', { lines: 0, again: 0 }, 0],
    ['of furniture', { lines: 5_000, again: 150 }, 0],
    ['of gifts', { lines: 5_000, again: 400 }, 1],
    ['of clothes', { lines: 5_000, again: 600 }, 2],
    ['of groceries', { lines: 5_000, again: 2_500 }, 3],
    ['with two orders that are alike', { lines: 5, again: 5 }, 0],
    ['of coffee with ten regulars', { lines: 60, again: 50 }, 3],
  ] as const)('are by the share of repeated lines in a shop %s', (_, repeats, places) => {
    expect(buyAgainPlaces('auto', repeats)).toBe(places)
  })

  it('are never fewer the more is bought again', () => {
    const anyLines = fc.integer({ min: 1, max: 10_000 })
    fc.assert(
      fc.property(anyLines, fc.nat(), fc.nat(), (lines, a, b) => {
        const [less, more] = [a % (lines + 1), b % (lines + 1)].toSorted((x, y) => x - y)
        const places = (again = 0) => buyAgainPlaces('auto', { lines, again })
        expect(places(less)).toBeLessThanOrEqual(places(more))
        expect(places(more)).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('the items to show a customer again', () => {
  it('have shampoo bought eight weeks ago, and neither a fridge nor shampoo bought last week', () => {
    const bought = [
      { sku: 'shampoo', at: NOON - days(56) },
      { sku: 'fridge', at: NOON - days(56) },
    ]
    expect(ownItems(known({ bought }))).toEqual([
      { sku: 'shampoo', purchases: 1, daysAgo: 56, usualDays: 56 },
    ])
    expect(skusOf({ bought: [...bought, { sku: 'shampoo', at: NOON - days(7) }] })).toEqual([])
  })

  it('have an item from the instant at which the quickest quarter has bought it again', () => {
    const at = NOON - days(45)
    expect(skusOf({ bought: [{ sku: 'shampoo', at }] })).toEqual(['shampoo'])
    expect(skusOf({ bought: [{ sku: 'shampoo', at: at + 1 }] })).toEqual([])
  })

  it('have one that a mail showed when it is due again, or sooner if the policy says so', () => {
    const bought = [{ sku: 'shampoo', at: NOON - days(200) }]
    const shown = (ago: number) => [{ sku: 'shampoo', at: NOON - days(ago) }]
    expect(skusOf({ bought, recommended: shown(44) })).toEqual([])
    expect(skusOf({ bought, recommended: shown(45) })).toEqual(['shampoo'])
    const policy = { notAgainForDays: 7 }
    expect(skusOf({ bought, recommended: shown(6), policy })).toEqual([])
    expect(skusOf({ bought, recommended: shown(7), policy })).toEqual(['shampoo'])
  })

  it('begin with what they buy often, is often bought again, and was bought of late', () => {
    const again = new Map([
      ['often', SHAMPOO],
      ['once', SHAMPOO],
      ['rare', { ...SHAMPOO, share: 0.1 }],
      ['long-ago', SHAMPOO],
    ])
    const bought = [
      ...[100, 200, 300].map((ago) => ({ sku: 'often', at: NOON - days(ago) })),
      { sku: 'once', at: NOON - days(100) },
      { sku: 'rare', at: NOON - days(100) },
      { sku: 'long-ago', at: NOON - days(700) },
    ]
    expect(skusOf({ bought, again })).toEqual(['often', 'once', 'rare', 'long-ago'])
    expect(likeliestAgain(bought, NOON, 2)).toEqual(['often', 'once'])
  })

  it('count purchases of less than a day apart as one', () => {
    const bought = [0, days(1) - 1, days(2)].map((later) => ({ sku: 'tea', at: NOON + later }))
    expect(ownPurchases(bought)).toEqual([{ sku: 'tea', purchases: 2, lastAt: NOON + days(2) }])
  })

  it('are the same in whatever order the facts arrive, and never one that is not bought again', () => {
    const anyBought = fc.array(
      fc.record({
        sku: fc.constantFrom('shampoo', 'soap', 'fridge'),
        at: fc.nat({ max: 200 }).map((ago) => NOON - days(ago)),
      }),
      { maxLength: 12 },
    )
    const again = new Map([
      ['shampoo', SHAMPOO],
      ['soap', { share: 0.3, usualDays: 20, earliestDays: 10 }],
    ])
    fc.assert(
      fc.property(anyBought, anyBought, (bought, recommended) => {
        const facts = known({ bought, recommended, again })
        const items = ownItems(facts)
        expect(items.every(({ sku }) => sku !== 'fridge')).toBe(true)
        for (const { sku, daysAgo } of items)
          expect(daysAgo).toBeGreaterThanOrEqual(Math.floor(again.get(sku)?.earliestDays ?? 0))
        const reversed = { bought: bought.toReversed(), recommended: recommended.toReversed() }
        expect(ownItems({ ...facts, ...reversed })).toEqual(items)
      }),
    )
  })
})
