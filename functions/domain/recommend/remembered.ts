/** What was recently recommended to a customer, so that it is not recommended again too soon. */
import type { Instant } from '../time.ts'

/** An item that was shown in a mail, and when. */
export type Recommended = { readonly sku: string; readonly at: Instant }

/** More than three full mails a week make in 90 days; at most some 50 kB, mostly a tenth of that. */
const MOST_REMEMBERED = 300

/**
 * Recent recommendations, the latest first, including those shown at `at`; each item once.
 *
 * @example remembered([{ sku: 'a', at: 1 }], ['b'], 2) // [{ sku: 'b', at: 2 }, { sku: 'a', at: 1 }]
 */
export function remembered(
  before: readonly Recommended[],
  skus: readonly string[],
  at: Instant,
): readonly Recommended[] {
  const news = new Set(skus)
  const others = before.filter(({ sku }) => !news.has(sku))
  return [...[...news].map((sku) => ({ sku, at })), ...others].slice(0, MOST_REMEMBERED)
}
