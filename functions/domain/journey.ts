/** A journey is one customer going through one campaign once. */
import type { LifecycleClass } from './lifecycle-class.ts'
import type { Instant } from './time.ts'

export type JourneyStart =
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass; readonly since: Instant }
  | { readonly kind: 'purchase'; readonly orderId: string }
  | { readonly kind: 'consent-unconfirmed'; readonly since: Instant }
  /** `lastPurchaseAt` is the purchase after which nothing came for so long. */
  | { readonly kind: 'at-risk'; readonly since: Instant; readonly lastPurchaseAt: Instant }

export const JOURNEY_ENDS = [
  'left-class',
  'bought-meanwhile',
  'order-refunded',
  'consent-confirmed',
  'consent-withdrawn',
] as const
export type JourneyEnd = (typeof JOURNEY_ENDS)[number]

export type Journey = {
  readonly campaign: string
  /** Counts a customer's journeys through this campaign, from 1. */
  readonly n: number
  /** Pinned when the journey starts; recomputing never moves it. */
  readonly startedAt: Instant
  readonly start: JourneyStart
  readonly end?: { readonly at: Instant; readonly reason: JourneyEnd }
}
