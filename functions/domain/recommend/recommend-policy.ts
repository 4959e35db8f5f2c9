/** What a shop may set of how it recommends: the part `recommend` of its policy. */
import * as z from 'zod/mini'

const whole = (minimum: number, maximum: number) => z.int().check(z.gte(minimum), z.lte(maximum))

export const RecommendPolicy = z.strictObject({
  /** How many orders must contain both of two products before the pair counts; two may be a habit. */
  minimumSupport: z._default(whole(1, 1000), 3),
  /** How many neighbours are kept per product. */
  neighbours: z._default(whole(1, 50), 20),
  /** For how long a recommended product is not recommended to the same customer again. */
  notAgainForDays: z._default(whole(0, 365), 90),
  /**
   * How many of the six places show products that the customer bought and may need again; `auto`: by
   * how often the shop's customers buy a product again.
   */
  buyAgain: z._default(z.literal(['auto', 0, 1, 2, 3, 4, 5, 6]), 'auto'),
  /** For best sellers, an order counts half as much after every so many days. */
  salesHalveEveryDays: z._default(whole(1, 365), 14),
  /** For how long a product is shown that a feed named and then names no more. */
  unseenAfterDays: z._default(whole(1, 365), 30),
})
export type RecommendPolicy = z.infer<typeof RecommendPolicy>

/** @example DEFAULT_RECOMMEND_POLICY.minimumSupport // 3 */
export const DEFAULT_RECOMMEND_POLICY: RecommendPolicy = RecommendPolicy.parse({})
