/** How customers live, each by a habit: what their shop reports about them, and when. */
import { DAY_MS, type Instant, isoInstant, SECOND_MS } from '../../../functions/domain/time.ts'
import type { Chances } from '../../support/fault-chances.ts'

export type Act = { readonly at: Instant } & (
  | { readonly does: 'post-purchases'; readonly purchases: readonly Body[] }
  | { readonly does: 'post-refund'; readonly refund: Body }
  | { readonly does: 'put-customer'; readonly customer: string; readonly body: Body }
  | { readonly does: 'hold' | 'lift'; readonly customer: string; readonly hold: string }
  /** By the link in a mail, which names who they were when it was sent. */
  | { readonly does: 'leave'; readonly customer: string; readonly asGuestAt?: string }
  | { readonly does: 'erase'; readonly customer: string }
  | { readonly does: 'pause' | 'resume'; readonly campaign: string }
  /** Marketing to a mailbox provider that paused itself. */
  | { readonly does: 'let-go-on' }
)

type Body = Readonly<Record<string, unknown>>

export type Customer = {
  readonly id: string
  readonly email: string
  readonly habit: Habit
  /** Whether there is a guest who turns out to be them: someone who buys without an id. */
  readonly isGuestToo: boolean
  /** Their address is not shared, no delivery event matters, and nor does which act comes first. */
  readonly isPlain: boolean
}

/** Of those who have an address for themselves. */
export const HABITS = [
  'once',
  'thrice',
  'refunds',
  'withdraws',
  'leaves',
  'address-later',
  'no-address',
  'on-hold',
  'returns',
  'confirms',
  'erased',
] as const

/** Of those who also buy without an id, and turn out to be a customer by buying with one. */
export const GUEST_HABITS = [
  'guest-returns',
  'guest-at-once',
  'guest-leaves',
  'guest-refunds',
  'guest-goes-dormant',
  'known-before',
  'known-before-erased',
  'frequent-twice',
] as const

export type Habit = (typeof HABITS)[number] | (typeof GUEST_HABITS)[number] | 'family'

const DAY_SECONDS = DAY_MS / SECOND_MS

const granted = (at: Instant, more: Body = {}): Body => ({
  purpose: 'marketing',
  act: 'granted',
  at: isoInstant(at),
  source: 'checkout',
  ...more,
})

/** What happens in a customer's life, from the instant at which they buy first. */
export function lifeOf(
  { id, email, habit }: Customer,
  begins: Instant,
  chances: Chances,
): readonly Act[] {
  const whole = { id, email, name: id, locale: 'en', zone: 'UTC', country: 'GB' }
  const { email: _email, ...withoutAddress } = whole
  const asGuest = { ...whole, id: undefined }
  const buys = (nth: number, afterDays: number, customer: Body): Act => {
    const paidAt = Math.round(begins + afterDays * DAY_MS)
    const purchase = {
      orderId: `${id}-${nth}`,
      customer: {
        ...customer,
        ...(nth === 1 && !customer.consents && { consents: [granted(paidAt)] }),
      },
      paidAt: isoInstant(paidAt),
      currency: 'EUR',
      grossMinor: 1_000 + nth,
      lines: [{ sku: 'tea', quantity: nth }],
    }
    return {
      at: paidAt + Math.round(chances.between(100, 900)),
      does: 'post-purchases',
      purchases: [purchase],
    }
  }
  const after = (afterDays: number): Instant => Math.round(begins + afterDays * DAY_MS)
  const reports = (afterDays: number, body: Body): Act => ({
    at: after(afterDays),
    does: 'put-customer',
    customer: id,
    body,
  })
  const refunded = (): Act => {
    const at = after(2.4)
    const refund = {
      refundId: `r-${id}`,
      orderId: `${id}-1`,
      customer: { id },
      at: isoInstant(at),
      currency: 'EUR',
      minor: 1_001,
    }
    return { at: at + 500, does: 'post-refund', refund }
  }
  const first = buys(1, 0, whole)
  switch (habit) {
    case 'once':
      return [first]
    case 'thrice':
      return [first, buys(2, 2.1, whole), buys(3, 4.2, whole)]
    case 'refunds':
      return [first, refunded()]
    case 'withdraws': {
      const withdrawn = { ...granted(after(2.3)), act: 'withdrawn', source: 'form' }
      return [
        first,
        reports(2.4, { consents: [withdrawn] }),
        reports(9.4, { consents: [granted(after(9.3), { source: 'form' })] }),
      ]
    }
    case 'leaves':
      return [first, { at: after(2.6), does: 'leave', customer: id }]
    case 'address-later':
      return [
        buys(1, 0, withoutAddress),
        reports(1.4, { ...whole, id: undefined, updatedAt: isoInstant(after(1.3)) }),
      ]
    case 'no-address':
      return [buys(1, 0, withoutAddress)]
    case 'on-hold':
      return [
        { at: after(-0.2), does: 'hold', customer: id, hold: 'h-1' },
        first,
        { at: after(1.7), does: 'lift', customer: id, hold: 'h-1' },
      ]
    case 'returns':
      return [first, buys(2, 13.5, whole)]
    case 'erased':
      // The second thanks are on their way when it happens.
      return [
        first,
        buys(2, 2.2, whole),
        { at: after(2.2) + 3 * SECOND_MS, does: 'erase', customer: id },
      ]
    case 'confirms': {
      const german = { ...whole, country: 'DE' }
      const asked = {
        ...german,
        consents: [granted(after(0), { source: 'form', basis: 'explicit' })],
      }
      const confirmed = granted(after(1.4), { source: 'form', basis: 'double-opt-in' })
      return [buys(1, 0, asked), reports(1.5, { consents: [confirmed] })]
    }
    case 'guest-returns':
      return [buys(1, 0, asGuest), buys(2, 2.1, whole), buys(3, 4.2, { ...whole, id: '0' })]
    case 'guest-at-once':
      return [
        buys(1, 0, asGuest),
        buys(2, chances.between(0, 4) / DAY_SECONDS, whole),
        buys(3, chances.between(0, 4) / DAY_SECONDS, asGuest),
      ]
    case 'guest-leaves':
      return [
        buys(1, 0, asGuest),
        buys(2, 2.2, whole),
        { at: after(2.6), does: 'leave', customer: id, asGuestAt: email },
      ]
    case 'guest-refunds':
      return [buys(1, 0, asGuest), buys(2, 1.1, whole), refunded()]
    case 'guest-goes-dormant':
      return [buys(1, 0, asGuest), buys(2, 13.5, whole)]
    case 'known-before':
    case 'known-before-erased': {
      const guest = { ...asGuest, consents: [granted(after(0.5))] }
      const joins = [buys(1, 0, withoutAddress), buys(2, 0.5, guest), buys(3, 2.2, whole)]
      if (habit === 'known-before') return joins
      // Their rows are on their way when it happens.
      const at = after(2.2) + Math.round(chances.between(1, 4) * SECOND_MS)
      return [...joins, { at, does: 'erase', customer: id }]
    }
    case 'frequent-twice': {
      // What both would be mailed has reached the guest only.
      const guest = { ...asGuest, consents: [granted(after(0.1))] }
      return [
        ...[1, 3, 5].map((nth, i) => buys(nth, i * 0.4, withoutAddress)),
        ...[2, 4, 6].map((nth, i) => buys(nth, i * 0.4 + 0.1, nth === 2 ? guest : asGuest)),
        buys(7, 2.1, whole),
      ]
    }
    case 'family':
      return [
        first,
        ...(chances.of(0.5) ? [buys(2, 2.2, whole), buys(3, 4.3, whole)] : []),
        ...(chances.of(0.2) ? [{ at: after(5.1), does: 'leave', customer: id } as const] : []),
      ]
  }
}
