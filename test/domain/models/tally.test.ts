import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tallyHistories, tallySpends } from '../../../functions/domain/models/tally.ts'
import { anyHistory } from './any-buyers.ts'

const byFigures = (one: object, other: object) =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1

describe('a tally of histories', () => {
  it('has every customer once, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 60 }), (histories) => {
        const [forwards, backwards] = [histories, histories.toReversed()].map((some) => {
          const tally = tallyHistories()
          for (const history of some) tally.add(history)
          return tally.entries().toSorted(byFigures)
        })
        expect(forwards).toEqual(backwards)
        const again = (forwards ?? []).flatMap(({ customers, ...history }) =>
          Array.from({ length: customers }, () => history),
        )
        expect(again.toSorted(byFigures)).toEqual(histories.toSorted(byFigures))
      }),
    )
  })

  it('keeps to its bound by taking days together, at their means, whatever the order', () => {
    const few = fc.array(anyHistory, { minLength: 50, maxLength: 80 })
    const bound = 30
    fc.assert(
      fc.property(few, (some) => {
        // Purchases are never merged, so there must not be more kinds of them than groups.
        const histories = some.map(({ x, tx, T }) => ({ x: Math.min(x, 2), tx, T }))
        const [forwards, backwards] = [histories, histories.toReversed()].map((those) => {
          const tally = tallyHistories(bound)
          for (const history of those) tally.add(history)
          return { entries: tally.entries().toSorted(byFigures), coarse: tally.coarseness() }
        })
        expect(forwards).toEqual(backwards)
        const entries = forwards?.entries ?? []
        expect(entries.length).toBeLessThanOrEqual(bound)
        const sum = (of: (entry: (typeof entries)[number]) => number) =>
          entries.reduce((sofar, entry) => sofar + entry.customers * of(entry), 0)
        const total = (of: (history: (typeof histories)[number]) => number) =>
          histories.reduce((sofar, history) => sofar + of(history), 0)
        expect(sum(() => 1)).toBe(histories.length)
        expect(sum(({ x }) => x)).toBe(total(({ x }) => x))
        expect(sum(({ tx }) => tx)).toBeCloseTo(
          total(({ tx }) => tx),
          6,
        )
        expect(sum(({ T }) => T)).toBeCloseTo(
          total(({ T }) => T),
          6,
        )
        for (const { x, tx, T } of entries) {
          expect(tx).toBeLessThanOrEqual(T)
          expect(tx > 0).toBe(x > 0)
        }
      }),
    )
  })

  it.each([
    ['two purchases at one time', { x: 1, tx: 0, T: 9 }],
    ['an invalid purchase', { x: 0, tx: 3, T: 9 }],
    ['a purchase after the end', { x: 1, tx: 10, T: 9 }],
    ['half a purchase', { x: 0.5, tx: 3, T: 9 }],
    ['less than none', { x: -1, tx: 3, T: 9 }],
    ['no time', { x: 1, tx: 3, T: Number.NaN }],
  ])('refuses %s', (_, history) => {
    expect(() => tallyHistories().add(history)).toThrow(RangeError)
  })
})

describe('a tally of spend', () => {
  it('puts equal amounts together, and who bought once or paid nothing apart', () => {
    const tally = tallySpends()
    for (const [x, repeatMinor] of [
      [2, 500],
      [2, 500],
      [1, 500],
      [0, 0],
      [0, 0],
      [3, -20],
      [3, 0],
    ] as const)
      tally.add({ x, repeatMinor })
    expect(tally.entries()).toEqual([
      { x: 2, spend: 250, customers: 2 },
      { x: 1, spend: 500, customers: 1 },
      { x: 0, spend: 0, customers: 2 },
      { x: 3, spend: 0, customers: 2 },
    ])
  })

  it('keeps to its bound by taking amounts together that are near each other', () => {
    const tally = tallySpends(100)
    let total = 0
    for (let i = 1; i <= 5000; i++) {
      tally.add({ x: 1, repeatMinor: 1000 + i })
      total += 1000 + i
    }
    const entries = tally.entries()
    expect(entries.length).toBeLessThanOrEqual(100)
    expect(tally.coarseness()).toBeGreaterThan(0)
    expect(entries.reduce((sum, { spend, customers }) => sum + spend * customers, 0)).toBeCloseTo(
      total,
      3,
    )
  })
})
