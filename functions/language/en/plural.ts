/** Singular and plural in English. */

/**
 * A count with its noun. Only 1 without decimals is singular (CLDR), so that it is "1.0 days".
 *
 * @param count a number, or one that is formatted already
 * @example counted(1, 'purchase') // '1 purchase'
 * @example counted('1,200', 'entry', 'entries') // '1,200 entries'
 */
export const counted = (count: number | string, one: string, other = `${one}s`): string =>
  `${count} ${String(count) === '1' ? one : other}`
