/** A code of its own for each journey: which pool it is from, and how long its mail may promise it. */
import { type Instant, isoInstant } from './time.ts'

/** As a campaign is published. */
export type CampaignCoupon = {
  readonly pool: string
  /** Counted from the send that took the code; absent where only the code's own expiry bounds it. */
  readonly validForMs?: number
}

/** The code of one journey. */
export type Coupon = {
  readonly pool: string
  readonly code: string
  /** No mail promises it at this instant or later; absent if it never expires. */
  readonly expiresAt?: Instant
}

/** A code that was given to no customer yet, with the expiry that the shop gave it. */
export type FreeCode = { readonly code: string; readonly expiresAt?: Instant }

/**
 * A free code as the coupon of the journey whose mail is sent at `now`: the sooner of both ends.
 *
 * @example couponOf({ pool: 'win-back', validForMs: 14 * DAY_MS }, { code: 'WB-7' }, now)
 */
export function couponOf(
  { pool, validForMs = Number.POSITIVE_INFINITY }: CampaignCoupon,
  { code, expiresAt = Number.POSITIVE_INFINITY }: FreeCode,
  now: Instant,
): Coupon {
  const until = Math.min(now + validForMs, expiresAt)
  return { pool, code, ...(until < Number.POSITIVE_INFINITY && { expiresAt: until }) }
}

/** @example isExpired({ pool: 'win-back', code: 'WB-7', expiresAt: 5 }, 5) // true */
export const isExpired = (
  { expiresAt = Number.POSITIVE_INFINITY }: Pick<Coupon, 'expiresAt'>,
  now: Instant,
): boolean => now >= expiresAt

/** The code as a mail has it; `expiresAt` in ISO 8601, empty if it never expires. */
export type CouponVariables = { readonly code: string; readonly expiresAt: string }

/** @example couponVariables({ pool: 'win-back', code: 'WB-7' }).expiresAt // '' */
export const couponVariables = ({ code, expiresAt }: Coupon): CouponVariables => ({
  code,
  expiresAt: expiresAt === undefined ? '' : isoInstant(expiresAt),
})
