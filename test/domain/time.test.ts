import { describe, expect, it } from 'vitest'
import {
  DAY_MS,
  earliest,
  HOUR_MS,
  parseDuration,
  startOfSecond,
} from '../../functions/domain/time.ts'

describe('lengths of time', () => {
  it.each([
    ['P2DT12H', 60 * HOUR_MS],
    ['P30D', 30 * DAY_MS],
    ['P1W', 7 * DAY_MS],
    ['PT0S', 0],
    ['PT90M', 1.5 * HOUR_MS],
    ['PT36H', 36 * HOUR_MS],
    ['P1DT1S', DAY_MS + 1_000],
    ['P', undefined],
    ['PT', undefined],
    ['P1DT', undefined],
    ['P1M', undefined],
    ['P1Y', undefined],
    ['P1.5D', undefined],
    ['-P1D', undefined],
    ['P-1D', undefined],
    ['p1d', undefined],
    ['1D', undefined],
    ['P1D ', undefined],
    ['P1D\n', undefined],
    ['PT5D', undefined],
    ['P5H', undefined],
    ['PT5M5H', undefined],
    ['', undefined],
  ])('%j', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })

  it('the earliest of nothing is nothing', () => {
    expect(earliest([undefined])).toBeUndefined()
    expect(earliest([undefined, 5, 0, undefined, 7])).toBe(0)
  })

  it.each([
    [0, 0],
    [999, 0],
    [1_000, 1_000],
    [1_999, 1_000],
  ])('%i ms is in the second that began at %i', (at, expected) => {
    expect(startOfSecond(at)).toBe(expected)
  })
})
