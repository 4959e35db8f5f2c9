/** A journey is one customer going through one campaign once. */
import type { JourneyStart } from './starts/start.ts'
import type { Instant } from './time.ts'

/** Why a journey ends before its last step. */
export const JOURNEY_ENDS = [
  'left-class',
  'left-segment',
  'bought-meanwhile',
  'order-refunded',
  // The event that ends the campaign came, or the one that a step waits for did not.
  'event-came',
  'event-did-not-come',
  'while-not-met',
  // By a later start of the same campaign.
  'restarted',
  'consent-confirmed',
  'consent-withdrawn',
  // Requests to confirm: see starts/consent-unconfirmed.ts.
  'nothing-to-confirm',
  'asked-again',
  'link-expired',
  // With the journey of the same person that had begun before: see identity.ts.
  'merged',
] as const
export type JourneyEnd = (typeof JOURNEY_ENDS)[number]

/** The id of a customer at the time, and the number that the journey had under it. */
export type JourneyOrigin = { readonly customer: string; readonly n: number }

export type Journey = {
  readonly campaign: string
  /** Counts a customer's journeys through this campaign, from 1. */
  readonly n: number
  /** Pinned when the journey starts; recomputing never moves it. */
  readonly startedAt: Instant
  readonly start: JourneyStart
  /** Under which it began, where the customer was known by another id then. */
  readonly mailedAs?: JourneyOrigin
  readonly end?: { readonly at: Instant; readonly reason: JourneyEnd }
}

/** @example journeyName({ campaign: 'care', n: 2 }) // 'care#2' */
export const journeyName = ({ campaign, n }: Pick<Journey, 'campaign' | 'n'>): string =>
  `${campaign}#${n}`
