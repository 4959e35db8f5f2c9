/** How far figures of a test could have come out otherwise, had other customers been in it. */

/** A figure with its 95% interval. */
export type Bounded = { readonly value: number; readonly low: number; readonly high: number }

export const RESAMPLES = 2_000

/**
 * Draws as many customers as there are, with replacement, again and again, and takes the figures of
 * each draw. A customer comes with all of their cases, since these depend on each other. The draws
 * are always the same, so that the same data give the same intervals.
 *
 * @param customers numbered from zero
 * @param figuresOf given how often each customer was drawn; NaN for a figure that has no value then
 * @returns a figure each, with the value that it has when every customer is taken once, and the ends
 * of the middle 95% of all draws
 * @example bootstrap(2, (times) => [(times[0] ?? 0) / 2]) // [{ value: 0.5, low: 0, high: 1 }]
 */
export function bootstrap(
  customers: number,
  figuresOf: (times: Uint16Array) => readonly number[],
): readonly Bounded[] {
  const times = new Uint16Array(customers).fill(1)
  const values = figuresOf(times)
  const draw = draws()
  const found = values.map(() => new Float64Array(RESAMPLES))
  for (let i = 0; i < RESAMPLES; i++) {
    times.fill(0)
    for (let n = 0; n < customers; n++) {
      const one = Math.floor(draw() * customers)
      times[one] = (times[one] ?? 0) + 1
    }
    const figures = figuresOf(times)
    for (const [k, all] of found.entries()) all[i] = figures[k] ?? Number.NaN
  }
  return values.map((value, k) => ({ value, ...middle(found[k] ?? new Float64Array(0)) }))
}

/**
 * The interval reflected at its value (the basic bootstrap of Davison and Hinkley, 1997), for a
 * figure that is less the best of several: the best of each draw has luck on its side again,
 * which would count twice.
 *
 * @example reflected({ value: 5, low: 2, high: 6 }) // { value: 5, low: 4, high: 8 }
 */
export const reflected = ({ value, low, high }: Bounded): Bounded => ({
  value,
  low: 2 * value - high,
  high: 2 * value - low,
})

function middle(all: Float64Array): { readonly low: number; readonly high: number } {
  const known = all.filter((figure) => !Number.isNaN(figure)).sort()
  const at = (share: number) => known[Math.round(share * (known.length - 1))] ?? Number.NaN
  return { low: at(0.025), high: at(0.975) }
}

/** Numbers from 0 to 1, by mulberry32 (Ettinger, 2017) from one fixed start. */
function draws(): () => number {
  let state = 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
