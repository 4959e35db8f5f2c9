/** A journey is one customer going through one campaign once. */
import type { JourneyStart } from './starts/start.ts'
import type { Instant } from './time.ts'

/** Why a journey ends before its last step. */
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
