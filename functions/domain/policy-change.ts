/** Whether a change of the policy changes how customers are seen, rather than how they are mailed. */
import type { Policy } from './policy.ts'

/** What classes, orders, spending and consent are judged by. */
const SEEN_BY = [
  'dormantAfterDays',
  'personalThreshold',
  'frequentPurchases',
  'frequentWindowDays',
  'mergeOrdersWithinMinutes',
  'countries',
  'countryWhereUnknown',
] as const satisfies readonly (keyof Policy)[]

/**
 * A segment that customers are in only because of such a change starts no journey.
 *
 * @example seesCustomersAlike(policy, { ...policy, quietHours: null }) // true
 */
export const seesCustomersAlike = (one: Policy, other: Policy): boolean =>
  SEEN_BY.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]))
