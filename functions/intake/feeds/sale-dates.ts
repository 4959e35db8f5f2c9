/** From when to when a lower price holds. */
import { HOUR_MS, type Instant } from '../../domain/time.ts'
import { instantReader } from '../import/instant-format.ts'

export type SaleSpan = { readonly from?: Instant; readonly until?: Instant }

const OFFSET = /(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/
/** A date alone ends like an offset. */
const namesOffset = (text: string): boolean =>
  text.includes(':') && OFFSET.test(text.slice(text.indexOf(':')))

/** How far the clocks of the world stand before UTC, and behind it. */
const [MOST_AHEAD_MS, MOST_BEHIND_MS] = [14 * HOUR_MS, 12 * HOUR_MS]

/**
 * A reader of the instants of sales, in `zone` where they name no offset. Where the zone is not
 * known a sale holds only where it does in every zone, so that no mail promises it too long.
 *
 * @example saleDates('Europe/Berlin')('2026-11-01T00:00/2026-11-30T23:59', '', '')
 */
export function saleDates(zone: string | undefined) {
  const read = instantReader('iso', zone ?? 'UTC')

  function instantOf(text: string, side: 'from' | 'until'): Instant | undefined {
    const at = read(text)
    if (at === undefined || zone !== undefined || namesOffset(text)) return at
    return side === 'from' ? at + MOST_BEHIND_MS : at - MOST_AHEAD_MS
  }

  /** Undefined if it cannot be read; an empty text is no bound. */
  return (both: string, from: string, until: string): SaleSpan | undefined => {
    const parts = both === '' ? [from, until] : both.split(/[/,]/)
    if (parts.length !== 2) return undefined
    const [first = '', last = ''] = parts.map((part) => part.trim())
    const starts = instantOf(first, 'from')
    const ends = instantOf(last, 'until')
    if ((first !== '' && starts === undefined) || (last !== '' && ends === undefined))
      return undefined
    return {
      ...(starts !== undefined && { from: starts }),
      ...(ends !== undefined && { until: ends }),
    }
  }
}
