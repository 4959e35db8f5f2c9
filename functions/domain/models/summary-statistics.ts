/** A customer's purchases in the few figures that the models read. */
import { dayOf, type Instant } from '../time.ts'
import { type CountedHistory, type History, UNIT_DAYS, type Unit } from './transaction-model.ts'

/** A purchase that counts, with its amount after refunds. */
export type NetPurchase = { readonly at: Instant; readonly minor: number }

/** x, t_x and T in whole days, and what the repeat purchases came to. */
export type Summary = History & {
  /** Of the purchases after the first day, in minor units. */
  readonly repeatMinor: number
}

/**
 * The summary of one customer at `until`, purchases at that instant included; undefined if no
 * purchase counts by then. Purchases on one day (UTC) are one, because the models exclude two
 * purchases at one time. The order of the purchases does not matter.
 *
 * @example summarise([{ at: 0, minor: 900 }, { at: 86_400_000, minor: 500 }], 864_000_000) // { x: 1, tx: 1, T: 10, repeatMinor: 500 }
 */
export function summarise(purchases: readonly NetPurchase[], until: Instant): Summary | undefined {
  const days = new Set<number>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { at } of purchases) {
    if (at > until) continue
    const day = dayOf(at)
    days.add(day)
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  if (days.size === 0) return undefined
  let repeatMinor = 0
  for (const { at, minor } of purchases) if (at <= until && dayOf(at) > first) repeatMinor += minor
  return { x: days.size - 1, tx: last - first, T: dayOf(until) - first, repeatMinor }
}

/**
 * A history in days, in `unit`.
 *
 * @example inUnit({ x: 2, tx: 213, T: 272 }, 'weeks') // { x: 2, tx: 30.4286, T: 38.8571 }
 */
export function inUnit<H extends History | CountedHistory>(days: H, unit: Unit): H {
  return { ...days, tx: days.tx / UNIT_DAYS[unit], T: days.T / UNIT_DAYS[unit] }
}
