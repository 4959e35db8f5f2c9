/** Figures as both languages write them in text: grouped by commas, with a point. */

/** @example figure(320705) // '320,705' */
export const figure = (value: number): string => value.toLocaleString('en-GB')

/** @example decimals(1234.5, 2) // '1,234.50' */
export const decimals = (value: number, places: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places })

/** @example percent(0.7751) // '77.5%' */
export const percent = (share: number): string => `${decimals(100 * share, 1)}%`
