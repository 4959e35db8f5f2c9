/** Times, money and codes as text. */
import { isBeyondExact } from '../domain/money.ts'
import { type Instant, isoInstant } from '../domain/time.ts'
import { minorPlaces } from '../intake/import/currency.ts'
import { decimals } from '../language/figures.ts'

/** To the minute, in UTC. @example shortInstant(0) // '1970-01-01 00:00 UTC' */
export const shortInstant = (at: Instant | string): string =>
  `${(typeof at === 'string' ? at : isoInstant(at)).slice(0, 16).replace('T', ' ')} UTC`

/** In 1,000,000 bytes. @example megabytes(1_234_567) // '1.2' */
export const megabytes = (bytes: number): string => decimals(bytes / 1_000_000, 1)

/** To the second, where less than a minute matters. @example exactInstant(0) // '1970-01-01 00:00:00 UTC' */
export const exactInstant = (at: Instant): string =>
  `${isoInstant(at).slice(0, 19).replace('T', ' ')} UTC`

/** @example money(123456, 'GBP') // '1,234.56 GBP' */
export function money(minor: number, currency: string): string {
  const places = minorPlaces(currency)
  const bound = isBeyondExact(minor) ? (minor > 0 ? '≥ ' : '≤ ') : ''
  return `${bound}${decimals(minor / 10 ** places, places)} ${currency}`
}

/**
 * A code as words, if it has no sentence. @example spoken('stale-no-address') // 'stale: no
 * address'
 */
export const spoken = (reason: string): string =>
  reason
    .replace(/^(stale|put-off-too-long)-/, (_, what) => `${what.replaceAll('-', ' ')}: `)
    .replaceAll('-', ' ')
