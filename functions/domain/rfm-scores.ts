/**
 * RFM scores: a customer's recency, frequency and monetary value by quintile, 5 the best (Hughes,
 * Strategic Database Marketing, 1994).
 */
import type { Rfm } from './rfm.ts'
import { DAY_MS, type Instant } from './time.ts'

export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]

export type RfmScores = {
  readonly recency: Score
  readonly frequency: Score
  readonly monetary: Score
}

/** The largest value of the lowest fifth of customers, of two fifths, three and four. */
export type Cuts = readonly [number, number, number, number]

/** Where the customers of a shop part; those who bought nothing are not among them. */
export type RfmQuintiles = {
  readonly recencyDays: Cuts
  readonly purchases: Cuts
  readonly monetaryMinor: Cuts
}

type RfmFigures = Pick<Rfm, 'purchases' | 'monetaryMinor'> & { readonly lastPurchaseAt: Instant }

/**
 * The scores of someone who bought something. Equal customers score alike, so that where
 * most bought once a fifth may hold many more than a fifth of them.
 *
 * @example scoresOf({ lastPurchaseAt: 0, purchases: 1, monetaryMinor: 4_000 }, 5 * DAY_MS, QUINTILES) // { recency: 5, frequency: 1, monetary: 3 }
 */
export function scoresOf(
  { lastPurchaseAt, purchases, monetaryMinor }: RfmFigures,
  now: Instant,
  quintiles: RfmQuintiles,
): RfmScores {
  const recencyDays = (now - lastPurchaseAt) / DAY_MS
  const { length: older } = quintiles.recencyDays.filter((cut) => recencyDays > cut)
  return {
    recency: (5 - older) as Score,
    frequency: above(quintiles.purchases, purchases),
    monetary: above(quintiles.monetaryMinor, monetaryMinor),
  }
}

const above = (cuts: Cuts, value: number): Score =>
  (1 + cuts.filter((cut) => value > cut).length) as Score
