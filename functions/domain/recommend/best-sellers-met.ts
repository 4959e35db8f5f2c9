/** How many of what sells best a catalogue names: ids that meet no order recommend nothing. */

export type BestSellersMet = {
  readonly counted: number
  readonly named: number
  /** The best of those that are not named. */
  readonly missing: readonly string[]
}

const MOST_MISSING_NAMED = 5

/**
 * @param popular the best first
 * @example bestSellersMet(['tea', 'cup'], (sku) => sku === 'cup') // { counted: 2, named: 1, missing: ['tea'] }
 */
export function bestSellersMet(
  popular: readonly string[],
  isNamed: (sku: string) => boolean,
): BestSellersMet {
  const missing = popular.filter((sku) => !isNamed(sku))
  return {
    counted: popular.length,
    named: popular.length - missing.length,
    missing: missing.slice(0, MOST_MISSING_NAMED),
  }
}
