/** How customers live, each by a habit: what their shop reports about them, and when. */
import { DAY_MS, type Instant, isoInstant, SECOND_MS } from '../../../functions/domain/time.ts'
import type { Chances } from '../../support/fault-chances.ts'

export type Act = { readonly at: Instant } & (
  | { readonly does: 'post-purchases'; readonly purchases: readonly Body[] }
  | { readonly does: 'post-refund'; readonly refund: Body }
  | { readonly does: 'put-customer'; readonly customer: string; readonly body: Body }
  | { readonly does: 'hold' | 'lift'; readonly customer: string; readonly hold: string }
  /** By the link in a mail. */
  | { readonly does: 'leave'; readonly customer: string }
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
  /** Their address is not shared, and no delivery event matters. */
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
type Habit = (typeof HABITS)[number] | 'family'

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
  const first = buys(1, 0, whole)
  switch (habit) {
    case 'once':
      return [first]
    case 'thrice':
      return [first, buys(2, 2.1, whole), buys(3, 4.2, whole)]
    case 'refunds': {
      const at = after(2.4)
      const refund = {
        refundId: `r-${id}`,
        orderId: `${id}-1`,
        customer: { id },
        at: isoInstant(at),
        currency: 'EUR',
        minor: 1_001,
      }
      return [first, { at: at + 500, does: 'post-refund', refund }]
    }
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
    case 'family':
      return [
        first,
        ...(chances.of(0.5) ? [buys(2, 2.2, whole), buys(3, 4.3, whole)] : []),
        ...(chances.of(0.2) ? [{ at: after(5.1), does: 'leave', customer: id } as const] : []),
      ]
  }
}
