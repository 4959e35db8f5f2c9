import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestFirst, type OwnItem } from '../../../functions/domain/recommend/buy-again.ts'
import type { WeighedItem } from '../../../functions/domain/recommend/item-weights.ts'
import {
  recommend,
  recommendedLately,
  type ToRecommendFrom,
} from '../../../functions/domain/recommend/recommend.ts'
import type { Neighbour } from '../../../functions/domain/recommend/recommend-neighbours.ts'
import { DEFAULT_RECOMMEND_POLICY } from '../../../functions/domain/recommend/recommend-policy.ts'
import { days, NOON } from '../../support/given.ts'

const close = (sku: string, score: number, demand = 1): Neighbour => ({ sku, score, demand })

const known = (given: Partial<ToRecommendFrom> = {}): ToRecommendFrom => ({
  bought: [{ sku: 'tea', at: NOON }],
  sentBack: new Set(),
  recommendedLately: new Set(),
  neighbours: new Map([
    ['tea', [close('cup', 0.5), close('tray', 0.4)]],
    ['whisk', [close('bowl', 0.6), close('cup', 0.1)]],
  ]),
  weights: new Map(),
  popular: ['mug', 'cup', 'tea', 'caddy'],
  own: [],
  buyAgain: 0,
  available: () => true,
  objectsToProfiling: false,
  ...given,
})

const skusOf = (given: Partial<ToRecommendFrom>, count = 10): readonly string[] =>
  recommend(known(given), count).map(({ sku }) => sku)

const SKUS = ['tea', 'cup', 'tray', 'whisk', 'bowl', 'mug', 'caddy', 'pot'] as const
const anySku = fc.constantFrom(...SKUS)
const ownItem = (sku: string, purchases = 1): OwnItem => ({
  sku,
  purchases,
  daysAgo: 40,
  usualDays: 35,
})
const anyFacts: fc.Arbitrary<ToRecommendFrom> = fc.record({
  bought: fc.array(
    fc.record({ sku: anySku, at: fc.nat({ max: 9 }).map((day) => NOON - days(day)) }),
    { maxLength: 6 },
  ),
  sentBack: fc.array(anySku, { maxLength: 2 }).map((skus) => new Set<string>(skus)),
  recommendedLately: fc.array(anySku, { maxLength: 3 }).map((skus) => new Set<string>(skus)),
  neighbours: fc
    .array(
      fc.tuple(
        anySku,
        fc.array(
          fc.record({
            sku: anySku,
            score: fc.constantFrom(0.2, 0.5, 1),
            demand: fc.constantFrom(0, 0.25, 1),
          }),
          { maxLength: 5 },
        ),
      ),
    )
    .map((entries) => new Map<string, readonly Neighbour[]>(entries)),
  weights: fc
    .array(
      fc.tuple(
        anySku,
        fc.uniqueArray(
          fc.record({
            sku: anySku,
            weight: fc.constantFrom(0.01, 0.1, 0.3),
            score: fc.constantFrom(0.2, 0.5),
          }),
          { maxLength: 4, selector: ({ sku }) => sku },
        ),
      ),
    )
    .map((entries) => new Map<string, readonly WeighedItem[]>(entries)),
  popular: fc.uniqueArray(anySku),
  own: fc.uniqueArray(anySku).map((skus) => skus.map((sku) => ownItem(sku))),
  buyAgain: fc.integer({ min: 0, max: 6 }),
  available: fc.array(anySku, { maxLength: 3 }).map((out) => {
    const missing = new Set<string>(out)
    return (sku: string) => !missing.has(sku)
  }),
  objectsToProfiling: fc.boolean(),
})
const anyKnown = anyFacts.map(({ own, bought, ...facts }): ToRecommendFrom => {
  const owned = new Set(bought.map(({ sku }) => sku))
  return { ...facts, bought, own: own.filter(({ sku }) => owned.has(sku)) }
})

describe('recommending', () => {
  it('offers what others bought with what the customer has, then what sells best', () => {
    expect(recommend(known(), 4)).toEqual([
      { sku: 'cup', because: { kind: 'bought-together', with: 'tea', score: 0.5 } },
      { sku: 'tray', because: { kind: 'bought-together', with: 'tea', score: 0.4 } },
      { sku: 'mug', because: { kind: 'sells-best' } },
      { sku: 'caddy', because: { kind: 'sells-best' } },
    ])
  })

  it('takes the closest of all that they bought', () => {
    const bought = [
      { sku: 'tea', at: NOON },
      { sku: 'whisk', at: NOON - days(300) },
    ]
    expect(skusOf({ bought }, 3)).toEqual(['bowl', 'cup', 'tray'])
  })

  it('of two that are as close, prefers the better seller, and then what was bought later', () => {
    const neighbours = new Map([['tea', [close('slow', 0.5, 0.1), close('quick', 0.5, 0.9)]]])
    expect(skusOf({ neighbours }, 2)).toEqual(['quick', 'slow'])
    const bought = [
      { sku: 'tea', at: NOON - days(1) },
      { sku: 'whisk', at: NOON },
    ]
    const both = new Map([
      ['tea', [close('cup', 0.5)]],
      ['whisk', [close('cup', 0.5)]],
    ])
    const [first] = recommend(known({ bought, neighbours: both }), 1)
    expect(first?.because).toMatchObject({ with: 'whisk' })
  })

  it('fuses the order by cosine with that by the sum of the weights of all that they bought', () => {
    const weighs = (sku: string, weight: number) => ({ sku, weight, score: 0.3 })
    const bought = ['tea', 'whisk'].map((sku) => ({ sku, at: NOON }))
    const weights = new Map([
      ['tea', [weighs('caddy', 0.2), weighs('bowl', 0.1)]],
      ['whisk', [weighs('caddy', 0.1), weighs('mug', 0.25)]],
    ])
    const neighbours = new Map([['tea', [close('cup', 0.5), close('caddy', 0.4)]]])
    const offered = recommend(known({ bought, weights, neighbours, popular: [] }), 10)
    expect(offered.map(({ sku }) => sku)).toEqual(['caddy', 'cup', 'mug', 'bowl'])
    expect(offered[0]?.because).toMatchObject({ with: 'tea', score: 0.4 })
    expect(offered[2]?.because).toEqual({ kind: 'bought-together', with: 'whisk', score: 0.3 })
  })

  it('takes what they sent back for no sign of their taste, and does not offer it again', () => {
    const given = { bought: [], sentBack: new Set(['tea', 'mug']) }
    expect(skusOf(given)).toEqual(['cup', 'caddy'])
    expect(recommend(known(given), 1)[0]?.because).toEqual({ kind: 'sells-best' })
  })

  it('offers newcomers what sells best', () => {
    expect(skusOf({ bought: [] })).toEqual(['mug', 'cup', 'tea', 'caddy'])
  })

  it('offers the same to everybody who objects to profiling, whatever they bought', () => {
    const offered = recommend(known({ objectsToProfiling: true }), 10)
    expect(offered.map(({ sku }) => sku)).toEqual(['mug', 'cup', 'tea', 'caddy'])
    expect(offered.every(({ because }) => because.kind === 'sells-best')).toBe(true)
  })

  it('offers less rather than anything that must not be offered', () => {
    expect(skusOf({ available: (sku) => sku === 'tray' })).toEqual(['tray'])
    expect(skusOf({ recommendedLately: new Set(['cup', 'mug']) })).toEqual(['tray', 'caddy'])
    expect(skusOf({ popular: [], neighbours: new Map() })).toEqual([])
  })

  it('looks no further back than at the last forty things bought', () => {
    const bought = Array.from({ length: 41 }, (_, i) => ({ sku: `b${i}`, at: NOON - days(i) }))
    const neighbours = new Map([
      ['b39', [close('near', 0.1)]],
      ['b40', [close('far', 1)]],
    ])
    expect(skusOf({ bought, neighbours, popular: [] })).toEqual(['near'])
  })

  it('alternates what they may need again with what is new to them', () => {
    const own = ['tea', 'whisk', 'pot'].map((sku) => ownItem(sku))
    expect(recommend(known({ own, buyAgain: 2 }), 4)).toEqual([
      { sku: 'tea', because: { kind: 'buy-again', purchases: 1, daysAgo: 40, usualDays: 35 } },
      { sku: 'cup', because: { kind: 'bought-together', with: 'tea', score: 0.5 } },
      { sku: 'tray', because: { kind: 'bought-together', with: 'tea', score: 0.4 } },
      { sku: 'whisk', because: expect.objectContaining({ kind: 'buy-again' }) },
    ])
    expect(skusOf({ own, buyAgain: 3 })).toEqual([
      'tea',
      'cup',
      'whisk',
      'tray',
      'pot',
      'mug',
      'caddy',
    ])
    expect(skusOf({ own, buyAgain: 6 }, 4)).toEqual(['tea', 'whisk', 'pot', 'cup'])
    expect(skusOf({ own, buyAgain: 0 })).toEqual(['cup', 'tray', 'mug', 'caddy'])
  })

  it('fills the places of one kind with the other, but with own items never more than theirs', () => {
    const own = ['tea', 'whisk', 'pot'].map((sku) => ownItem(sku))
    const nothingElse = { neighbours: new Map(), popular: [] }
    expect(skusOf({ own, buyAgain: 2, ...nothingElse })).toEqual(['tea', 'whisk'])
    expect(skusOf({ own: own.slice(0, 1), buyAgain: 3 }, 3)).toEqual(['tea', 'cup', 'tray'])
  })

  it('shows nothing again that they sent back or cannot get, nor to who objects to profiling', () => {
    const own = ['tea', 'whisk', 'pot'].map((sku) => ownItem(sku))
    const given = { own, buyAgain: 6, neighbours: new Map(), popular: [] }
    const available = (sku: string) => sku !== 'pot'
    expect(skusOf({ ...given, sentBack: new Set(['tea']), available })).toEqual(['whisk'])
    const twice = { ...given, own: [ownItem('tea', 2)] }
    expect(skusOf({ ...twice, sentBack: new Set(['tea']) })).toEqual(['tea'])
    expect(skusOf({ ...given, objectsToProfiling: true })).toEqual([])
  })

  it('never offers what they sent back or cannot get, nor a thing twice, and what they have only in its places', () => {
    fc.assert(
      fc.property(anyKnown, fc.integer({ min: 0, max: 8 }), (facts, count) => {
        const offered = recommend(facts, count)
        const skus = offered.map(({ sku }) => sku)
        expect(offered.length).toBeLessThanOrEqual(count)
        const again = offered.filter(({ because }) => because.kind === 'buy-again')
        expect(again.length).toBeLessThanOrEqual(facts.objectsToProfiling ? 0 : facts.buyAgain)
        const owned = new Set(facts.bought.map(({ sku }) => sku))
        const others = offered.filter(({ because }) => because.kind !== 'buy-again')
        expect(new Set(skus).size).toBe(skus.length)
        for (const sku of skus) expect(facts.available(sku)).toBe(true)
        for (const { sku } of others) {
          expect(facts.recommendedLately.has(sku)).toBe(false)
          if (facts.objectsToProfiling) continue
          expect(facts.sentBack.has(sku)).toBe(false)
          expect(owned.has(sku)).toBe(false)
        }
      }),
    )
  })

  it('offers the first of what it would offer if more were wanted', () => {
    fc.assert(
      fc.property(anyKnown, fc.integer({ min: 0, max: 8 }), (facts, count) => {
        expect(recommend(facts, count)).toEqual(recommend(facts, 100).slice(0, count))
      }),
    )
  })

  it('does not depend on the order of purchases and neighbours', () => {
    const anyShuffled = anyKnown.chain((facts) =>
      fc
        .tuple(
          fc.shuffledSubarray([...facts.bought], { minLength: facts.bought.length }),
          fc.shuffledSubarray([...facts.neighbours], { minLength: facts.neighbours.size }),
        )
        .map(([bought, entries]) => ({
          facts,
          shuffled: { ...facts, bought, neighbours: new Map(entries) },
        })),
    )
    fc.assert(
      fc.property(anyShuffled, ({ facts, shuffled }) => {
        expect(recommend(shuffled, 10)).toEqual(recommend(facts, 10))
      }),
    )
  })

  it('offers a customer who objects nothing that follows from what they bought', () => {
    fc.assert(
      fc.property(anyKnown, anyKnown, (facts, other) => {
        const objecting = { ...facts, objectsToProfiling: true }
        const { bought, sentBack, neighbours } = other
        const asIf = { ...objecting, bought, sentBack, neighbours }
        expect(recommend(asIf, 10)).toEqual(recommend(objecting, 10))
      }),
    )
  })
})

describe('what was bought last', () => {
  it('comes first, each item by its last purchase', () => {
    const bought = [
      { sku: 'tea', at: 1 },
      { sku: 'cup', at: 2 },
      { sku: 'tea', at: 3 },
      { sku: 'bowl', at: 2 },
    ]
    expect(latestFirst(bought)).toEqual(['tea', 'bowl', 'cup'])
  })
})

describe('what was recommended lately', () => {
  it('may be recommended again 90 days later, and not a millisecond earlier', () => {
    const recommended = [
      { sku: 'cup', at: NOON - days(90) },
      { sku: 'tray', at: NOON - days(90) + 1 },
    ]
    expect(recommendedLately(recommended, NOON, { notAgainForDays: 0 })).toEqual(new Set())
    expect(recommendedLately(recommended, NOON, DEFAULT_RECOMMEND_POLICY)).toEqual(
      new Set(['tray']),
    )
  })
})
