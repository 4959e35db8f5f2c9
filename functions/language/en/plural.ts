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

/** @example ordinal(22) // '22nd' */
export const ordinal = (n: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`
}
