/** How many decimal places a currency has. */

const PLACES: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])

export const CURRENCY_CODE = /^[A-Z]{3}$/

/**
 * Decimal places of a currency's minor unit, by ISO 4217 table A.1. Not what Intl says: that
 * follows how prices are usually shown (no decimals for the Iraqi dinar), not how they are kept.
 *
 * @example minorPlaces('KWD') // 3
 */
export const minorPlaces = (currency: string): number => PLACES.get(currency) ?? 2
