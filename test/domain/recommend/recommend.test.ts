import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  latestFirst,
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
  popular: ['mug', 'cup', 'tea', 'caddy'],
  available: () => true,
  objectsToProfiling: false,
  ...given,
})

const skusOf = (given: Partial<ToRecommendFrom>, count = 10): readonly string[] =>
  recommend(known(given), count).map(({ sku }) => sku)

const SKUS = ['tea', 'cup', 'tray', 'whisk', 'bowl', 'mug', 'caddy', 'pot'] as const
const anySku = fc.constantFrom(...SKUS)
const anyKnown: fc.Arbitrary<ToRecommendFrom> = fc.record({
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
  popular: fc.uniqueArray(anySku),
  available: fc.array(anySku, { maxLength: 3 }).map((out) => {
    const missing = new Set<string>(out)
    return (sku: string) => !missing.has(sku)
  }),
  objectsToProfiling: fc.boolean(),
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

  it('never offers what they have, had offered lately, or cannot get, nor a thing twice', () => {
    fc.assert(
      fc.property(anyKnown, fc.integer({ min: 0, max: 8 }), (facts, count) => {
        const offered = recommend(facts, count).map(({ sku }) => sku)
        expect(offered.length).toBeLessThanOrEqual(count)
        expect(new Set(offered).size).toBe(offered.length)
        for (const sku of offered) {
          expect(facts.available(sku)).toBe(true)
          expect(facts.recommendedLately.has(sku)).toBe(false)
          if (facts.objectsToProfiling) continue
          expect(facts.sentBack.has(sku)).toBe(false)
          expect(facts.bought.some((bought) => bought.sku === sku)).toBe(false)
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
