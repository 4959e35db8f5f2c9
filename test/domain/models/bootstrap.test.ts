import { describe, expect, it } from 'vitest'
import { bootstrap, RESAMPLES, reflected } from '../../../functions/domain/models/bootstrap.ts'

describe('figures drawn again and again', () => {
  it('have the value of all customers, and the interval that theory gives a mean', () => {
    const figures = Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? 1 : 0))
    const [mean] = bootstrap(figures.length, (times) => [
      figures.reduce((sum: number, one, i) => sum + one * (times[i] ?? 0), 0) / figures.length,
    ])
    const error = Math.sqrt((0.1 * 0.9) / figures.length)
    expect(mean?.value).toBe(0.1)
    expect(mean?.low).toBeCloseTo(0.1 - 1.96 * error, 2)
    expect(mean?.high).toBeCloseTo(0.1 + 1.96 * error, 2)
  })

  it('are the same every time, with as many customers in each draw as there are', () => {
    const totals = new Set<number>()
    const run = () =>
      bootstrap(7, (times) => {
        totals.add(times.reduce((sum, n) => sum + n, 0))
        return [times[0] ?? 0]
      })
    expect(run()).toEqual(run())
    expect([...totals]).toEqual([7])
  })

  it('leave out of the interval draws in which a figure has no value', () => {
    let draws = 0
    const [figure] = bootstrap(3, () => [draws++ % 2 === 0 ? 5 : Number.NaN])
    expect({ draws, figure }).toEqual({
      draws: RESAMPLES + 1,
      figure: { value: 5, low: 5, high: 5 },
    })
  })

  it('are reflected at their value', () => {
    expect(reflected({ value: 5, low: 2, high: 6 })).toEqual({ value: 5, low: 4, high: 8 })
  })
})
