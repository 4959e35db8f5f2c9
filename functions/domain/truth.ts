/** Three-valued logic (Kleene's): a fact that is not known makes a statement neither true nor false. */

/** Undefined if it is not known. */
export type Truth = boolean | undefined

/** @example bothOf(undefined, false) // false */
export const bothOf = (one: Truth, other: Truth): Truth =>
  one === false || other === false ? false : one && other

/** @example negated(undefined) // undefined */
export const negated = (one: Truth): Truth => (one === undefined ? undefined : !one)

/** @example eitherOf(undefined, true) // true */
export const eitherOf = (one: Truth, other: Truth): Truth =>
  negated(bothOf(negated(one), negated(other)))

/**
 * Whether a count is within bounds, of which only the least and the most that it may be are known.
 *
 * @example isCountWithin({ sure: 1, possible: 2 }, { min: 2 }) // undefined: it is 1, 2 or 3
 */
export function isCountWithin(
  { sure, possible }: { readonly sure: number; readonly possible: number },
  { min = 0, max = Number.POSITIVE_INFINITY }: { readonly min?: number; readonly max?: number },
): Truth {
  if (sure > max || sure + possible < min) return false
  return sure >= min && sure + possible <= max ? true : undefined
}

/** @example isAtLeast(3, undefined) // undefined */
export function isAtLeast(least: number, known: number | undefined): Truth {
  return known === undefined ? undefined : known >= least
}

/** @example isAtMost(3, 4) // false */
export function isAtMost(most: number, known: number | undefined): Truth {
  return known === undefined ? undefined : known <= most
}

/** @example isAmong(['DE'], 'DE') // true */
export function isAmong<T>(asked: readonly T[], known: T | undefined): Truth {
  return known === undefined ? undefined : asked.includes(known)
}
