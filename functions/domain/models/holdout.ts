/** A model tested on unseen data: fitted before an instant, compared with what came after. */
import { areaUnderCurve } from './holdout-auc.ts'
import { byTenths, type CalibrationGroup } from './holdout-calibration.ts'
import type { HoldoutForecast } from './holdout-forecast.ts'
import type { History } from './transaction-model.ts'

/** A customer known at the end of calibration, in whole days, and what they did in the holdout. */
export type HeldOut = History & {
  /** Days of the holdout on which they bought. */
  readonly bought: number
}

/** Customers who are alike in something. `actual` and `expected` are means a customer. */
export type HoldoutGroup = {
  readonly customers: number
  readonly actual: number
  readonly expected: number
}

export type HoldoutReport = {
  readonly customers: number
  readonly days: number
  /** Purchases of all together. */
  readonly purchases: { readonly actual: number; readonly expected: number }
  /** Customers by how often they had bought again, the last group open to above. */
  readonly byFrequency: readonly (HoldoutGroup & { readonly x: number; readonly orMore: boolean })[]
  /** Of a customer's expected purchases. */
  readonly error: {
    readonly meanAbsolute: number
    readonly rootMeanSquare: number
    /** Above zero where the model expects too much. */
    readonly bias: number
  }
  /** For "buys again within the holdout"; absent unless some customers did and some did not. */
  readonly auc: {
    readonly alive?: number
    /** By the chance to buy again, which knows the rate too. */
    readonly again?: number
  }
  /** Of the chance to buy again. */
  readonly deciles: readonly CalibrationGroup[]
}

/** Frequencies shown one by one, as in the papers; above it all together. */
const MOST_REPEATS_SHOWN = 7

/**
 * @param days length of the holdout
 * @throws RangeError if there are no customers to compare
 * @example testForecast([{ x: 0, tx: 0, T: 9, bought: 1 }], { alive: () => 1, purchases: () => 0.8, again: () => 0.6 }, 30).error.meanAbsolute // 0.2
 */
export function testForecast(
  customers: readonly HeldOut[],
  forecast: Omit<HoldoutForecast, 'ofNewcomer'>,
  days: number,
): HoldoutReport {
  if (customers.length === 0) throw new RangeError('a holdout needs a customer')
  const expected = Float64Array.from(customers, (one) => forecast.purchases(one, days))
  const chances = Float64Array.from(customers, (one) => forecast.again(one, days))
  const alive = areaUnderCurve(Float64Array.from(customers, forecast.alive), came(customers))
  const again = areaUnderCurve(chances, came(customers))
  return {
    customers: customers.length,
    days,
    purchases: { actual: total(customers, ({ bought }) => bought), expected: total(expected) },
    byFrequency: byFrequency(customers, expected),
    error: errorsOf(customers, expected),
    auc: { ...(alive !== undefined && { alive }), ...(again !== undefined && { again }) },
    deciles: byTenths(chances, came(customers)),
  }
}

const came = (customers: readonly HeldOut[]): readonly boolean[] =>
  customers.map(({ bought }) => bought > 0)

function total<T>(all: ArrayLike<T>, of: (one: T) => number = Number): number {
  let sum = 0
  for (let i = 0; i < all.length; i++) sum += of(all[i] as T)
  return sum
}

function byFrequency(customers: readonly HeldOut[], expected: Float64Array) {
  const groups = Array.from({ length: MOST_REPEATS_SHOWN + 1 }, () => newSums())
  for (const [i, { x, bought }] of customers.entries())
    groups[Math.min(x, MOST_REPEATS_SHOWN)]?.add(bought, expected[i] ?? 0)
  return groups.flatMap((sums, x) => {
    const group = sums.mean()
    return group.customers === 0 ? [] : [{ x, orMore: x === MOST_REPEATS_SHOWN, ...group }]
  })
}

function errorsOf(customers: readonly HeldOut[], expected: Float64Array) {
  let [absolute, squared, signed] = [0, 0, 0]
  for (const [i, { bought }] of customers.entries()) {
    const off = (expected[i] ?? 0) - bought
    absolute += Math.abs(off)
    squared += off ** 2
    signed += off
  }
  const n = customers.length
  return {
    meanAbsolute: absolute / n,
    rootMeanSquare: Math.sqrt(squared / n),
    bias: signed / n,
  }
}

function newSums() {
  let [customers, actual, expected] = [0, 0, 0]
  return {
    add(ofOne: number, expectedOfOne: number): void {
      customers++
      actual += ofOne
      expected += expectedOfOne
    },
    mean: (): HoldoutGroup => ({
      customers,
      actual: actual / customers,
      expected: expected / customers,
    }),
  }
}
