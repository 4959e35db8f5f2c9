/** Repeat purchases of all customers together, day by day: expected and actual. */
import type { HoldoutForecast } from './holdout-forecast.ts'

/** Figures by day, days being counted from the end of calibration: before it they are below zero. */
export type ByDay = ReadonlyMap<number, number>

export type Tracked = {
  readonly day: number
  /** Repeat purchases from the first day up to this one. */
  readonly expected: number
  readonly actual: number
}

export type Tracking = {
  readonly forecast: Pick<HoldoutForecast, 'ofNewcomer'>
  /** How many of the customers bought first on a day. */
  readonly firsts: ByDay
  /** How many bought again on a day. */
  readonly repeats: ByDay
  /** How long the holdout was; not always whole days. */
  readonly days: number
  /** Days from one point to the next, as long as these are not too many to draw. */
  readonly stepDays: number
}

const MOST_STEPS = 80

/**
 * Points from the first purchase on, one a step; the ends of calibration and holdout are always
 * among them. Those who bought first on day f are expected to have bought E[X(day − f)] times again.
 *
 * @example track({ forecast: { ofNewcomer: (days) => days / 9 }, firsts: new Map([[-9, 5]]), repeats: new Map([[3, 1]]), days: 4, stepDays: 2 }).at(-1) // { day: 4, expected: 7.22, actual: 1 }
 */
export function track({ forecast, firsts, repeats, days, stepDays }: Tracking): readonly Tracked[] {
  const start = Math.min(...firsts.keys())
  const step = stepDays * Math.max(1, Math.ceil((days - start) / stepDays / MOST_STEPS))
  const points = new Set([0, days])
  for (let day = start; day < days; day += step) points.add(day)
  const ofNewcomer = remembering(forecast.ofNewcomer)
  const expectedBy = (day: number) =>
    sumUpTo(firsts, day, (first, customers) => customers * ofNewcomer(day - first))
  return [...points]
    .sort((one, other) => one - other)
    .map((day) => ({
      day,
      expected: expectedBy(day),
      actual: sumUpTo(repeats, Math.ceil(day), (_, bought) => bought),
    }))
}

function sumUpTo(figures: ByDay, last: number, of: (day: number, figure: number) => number) {
  let sum = 0
  for (const [day, figure] of figures) if (day <= last) sum += of(day, figure)
  return sum
}

/** The same length of time is asked for again and again. */
function remembering(f: (days: number) => number): (days: number) => number {
  const known = new Map<number, number>()
  return (days) => {
    const before = known.get(days)
    if (before !== undefined) return before
    const found = f(days)
    known.set(days, found)
    return found
  }
}
