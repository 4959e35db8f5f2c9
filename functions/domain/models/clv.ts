/** What a customer is still worth: money to come, and less so the later it comes. */
import { UNIT_DAYS, type Unit } from './transaction-model.ts'

const DAYS_A_YEAR = 365.25
/** A month, as a twelfth of a year. */
export const MONTH_DAYS = DAYS_A_YEAR / 12

export type LifetimeValue = {
  /** E[X(T, T + t)], nondecreasing in t, with t in `unit`; of any of the transaction models. */
  readonly expectedPurchases: (t: number) => number
  readonly unit: Unit
  /**
   * The value of a purchase, in any unit of money: Gamma-Gamma's, times a margin if there is one.
   */
  readonly spend: number
  /** How far to look. */
  readonly horizonDays: number
  /** 0.1 is ten percent a year. */
  readonly discountAYear: number
  /** A purchase within a period counts at its end; a month by default. */
  readonly periodDays?: number
}

/**
 * The discounted value of the purchases to expect within the horizon, in the unit of `spend`:
 *
 * Σᵢ spend · (E[X(tᵢ)] − E[X(tᵢ₋₁)]) / (1 + d)^(tᵢ in years),
 *
 * with tᵢ the end of month i and d the discount a year: value as Fader, Hardie and Lee, "RFM and
 * CLV", Journal of Marketing Research 42 (2005), have it, a sum of discounted purchases times
 * Gamma-Gamma's spend, with months in place of the integral behind their DET (discounted expected
 * transactions), which has no closed form up to a horizon. The last period may be a short one.
 *
 * @throws RangeError if a length of time is not above zero or the rate not above −1
 * @example lifetimeValue({ expectedPurchases: (t) => t / 10, unit: 'days', spend: 30, horizonDays: 365.25, discountAYear: 0 }) // 1095.75
 */
export function lifetimeValue({
  expectedPurchases,
  unit,
  spend,
  horizonDays,
  discountAYear,
  periodDays = MONTH_DAYS,
}: LifetimeValue): number {
  if (!(horizonDays > 0 && periodDays > 0 && discountAYear > -1))
    throw new RangeError('a horizon and a period are above zero, and a discount above -1')
  let value = 0
  let before = 0
  // Half a millisecond's worth of rounding starts no further period.
  const periods = Math.ceil(horizonDays / periodDays - 1e-9)
  for (let i = 1; i <= periods; i++) {
    const endDays = Math.min(horizonDays, i * periodDays)
    const purchases = expectedPurchases(endDays / UNIT_DAYS[unit])
    value += (purchases - before) / (1 + discountAYear) ** (endDays / DAYS_A_YEAR)
    before = purchases
  }
  return spend * value
}
