/** From when to when a lower price holds. */
import type { Instant } from '../../domain/time.ts'
import { instantReader } from '../import/instant-format.ts'

export type SaleSpan = { readonly from?: Instant; readonly until?: Instant }

/**
 * A reader of the instants of sales, in `zone` where they name no offset.
 *
 * @example saleDates('Europe/Berlin')('2026-11-01T00:00/2026-11-30T23:59', '', '')
 */
export function saleDates(zone: string) {
  const instantOf = instantReader('iso', zone)

  /** Undefined if it cannot be read; an empty text is no bound. */
  return (both: string, from: string, until: string): SaleSpan | undefined => {
    const parts = both === '' ? [from, until] : both.split(/[/,]/)
    if (parts.length !== 2) return undefined
    const [first = '', last = ''] = parts.map((part) => part.trim())
    const starts = instantOf(first)
    const ends = instantOf(last)
    if ((first !== '' && starts === undefined) || (last !== '' && ends === undefined))
      return undefined
    return {
      ...(starts !== undefined && { from: starts }),
      ...(ends !== undefined && { until: ends }),
    }
  }
}
