/** Clocks differ, but not by much: a fact dated in the future is a fault of its source. */
import { type Instant, isoInstant, MINUTE_MS } from '../domain/time.ts'
import type { RequestFault } from '../http/problem.ts'

export const MOST_MINUTES_AHEAD = 5

/** @example latestPossible(Date.now()) // in five minutes */
export const latestPossible = (now: Instant): Instant => now + MOST_MINUTES_AHEAD * MINUTE_MS

type DatedConsents = readonly { readonly at: Instant }[]

/** A fact with the instants it may contain. */
export type Dated = {
  readonly paidAt?: Instant
  readonly at?: Instant
  readonly updatedAt?: Instant
  readonly consents?: DatedConsents
  readonly customer?: { readonly consents?: DatedConsents }
}

/**
 * The instants of a fact that lie too far ahead. A version from the future would make every later
 * one stale, and a consent from the future would outlast the withdrawal that comes after it.
 *
 * @param path of the fact in the body, such as $.purchases[3]
 */
export function faultsAhead(fact: Dated, path: string, now: Instant): readonly RequestFault[] {
  const latest = latestPossible(now)
  return instantsOf(fact).flatMap(([field, at]) =>
    at !== undefined && at > latest
      ? [{ path: `${path}.${field}`, detail: tooFarAhead(at, now) }]
      : [],
  )
}

/**
 * The fact with no consent later than now: a clock that runs a little ahead must not let a grant
 * outlast the withdrawal that follows it.
 */
export const withConsentsByNow = <T extends Dated>(fact: T, now: Instant): T => ({
  ...fact,
  ...(fact.consents && { consents: byNow(fact.consents, now) }),
  ...(fact.customer?.consents && {
    customer: { ...fact.customer, consents: byNow(fact.customer.consents, now) },
  }),
})

const byNow = (consents: DatedConsents, now: Instant): DatedConsents =>
  consents.map((consent) => ({ ...consent, at: Math.min(consent.at, now) }))

const instantsOf = ({
  paidAt,
  at,
  updatedAt,
  consents = [],
  customer,
}: Dated): readonly (readonly [string, Instant | undefined])[] => [
  ['paidAt', paidAt],
  ['at', at],
  ['updatedAt', updatedAt],
  ...consents.map((consent, i) => [`consents[${i}].at`, consent.at] as const),
  ...(customer?.consents ?? []).map(
    (consent, i) => [`customer.consents[${i}].at`, consent.at] as const,
  ),
]

const tooFarAhead = (at: Instant, now: Instant): string =>
  `${isoInstant(at)} is more than ${MOST_MINUTES_AHEAD} minutes ahead of ${isoInstant(now)}; check the clock and the offset`
