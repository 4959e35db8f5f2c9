/** Why a message is held, deferred or skipped: the closed sets, which no sender loads. */
import { JOURNEY_ENDS, type JourneyEnd } from './journey.ts'

/** What may still arrive, or be lifted, before the step goes stale. */
export const MESSAGE_HOLD_REASONS = [
  // After a restore that nothing proves: see restore.ts.
  'restored',
  'consent-before-restore',
  'not-a-person',
  'no-address',
  'no-consent',
  'consent-unconfirmed',
  // Neither the law table nor the policy knows the customer's country.
  'country-unknown-to-law',
  'no-language',
  'campaign-paused',
  'import-running',
  'intake-late',
  'customer-on-hold',
  'paused-by-customer',
  'provider-paused',
  'domain-not-ready',
] as const
export type HoldReason = (typeof MESSAGE_HOLD_REASONS)[number]

/** What time alone will bring to an end. */
export const DEFER_REASONS = ['quiet-hours', 'cap', 'asked-lately'] as const
export type DeferReason = (typeof DEFER_REASONS)[number]

const OWN_SKIP_REASONS = [
  'unsubscribed',
  'campaign-unsubscribed',
  'suppressed',
  'sent-to-same-address',
  'sunset-unanswered',
  'sunset-silent',
  'not-eligible',
  // A repeated step would say what the customer already had, word for word.
  'nothing-new',
  // What an earlier mail of the journey promised is over.
  'coupon-expired',
  'campaign-withdrawn',
  'too-late',
  // Of a broadcast, which no customer is to get once its time is over.
  'too-late-for-broadcast',
  // It may have been sent before the restore.
  'restored',
] as const

/** A hold or a deferral that lasted too long. */
type Lapse = `stale-${HoldReason}` | `put-off-too-long-${DeferReason}`

export type SkipReason = JourneyEnd | (typeof OWN_SKIP_REASONS)[number] | Lapse

const LAPSES: readonly Lapse[] = [
  ...MESSAGE_HOLD_REASONS.map((reason) => `stale-${reason}` as const),
  ...DEFER_REASONS.map((reason) => `put-off-too-long-${reason}` as const),
]

/** Whether the step waited too long for something. @example isLapse('stale-no-address') // true */
export const isLapse = (reason: SkipReason): reason is Lapse =>
  LAPSES.some((lapse) => lapse === reason)

export const SKIP_REASONS: readonly SkipReason[] = [...JOURNEY_ENDS, ...OWN_SKIP_REASONS, ...LAPSES]
