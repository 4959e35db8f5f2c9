/** A customer is a set of facts: nothing is counted up, so nothing can drift. */
import type { AddressFacts } from './address.ts'
import type { ConsentFact } from './consent.ts'
import type { Attribute, CustomerEvent } from './customer-event.ts'
import type { Journey } from './journey.ts'
import type { Message } from './message.ts'
import type { Order, Refund } from './order.ts'
import type { Instant } from './time.ts'

/** Why no mail can be sent to an address that was given. */
export const EMAIL_FAULTS = [
  'malformed',
  // Amazon SES sends to no other than ASCII before the "@".
  'local-part-not-ascii',
  'domain-invalid',
  // Such as no-email.invalid: a field of a form wanted something.
  'placeholder',
] as const
export type EmailFault = (typeof EMAIL_FAULTS)[number]

export type Profile = {
  readonly email?: string
  /** Of an address that was given, where no other is known. */
  readonly emailFault?: EmailFault
  readonly name?: string
  /** BCP 47, such as zh-CN. */
  readonly locale?: string
  /** IANA time zone, such as Asia/Shanghai. */
  readonly zone?: string
  /** ISO 3166-1 alpha-2, or `ZZ`: one was stated, and not understood (law.ts). */
  readonly country?: string
  /** The source's version of this profile. */
  readonly updatedAt: Instant
}

export const HOLD_REASONS = ['support-complaint', 'chargeback', 'undelivered-parcel'] as const

/** Something is wrong between shop and customer: no marketing until it is resolved. */
export type CustomerHold = {
  readonly holdId: string
  readonly reason: (typeof HOLD_REASONS)[number]
  readonly at: Instant
  /** When it ends automatically, unless it is lifted first. */
  readonly until?: Instant
  readonly liftedAt?: Instant
}

/** What the customer chose on the page of preferences. */
export type Preferences = {
  /** Written to in this language, whatever the profile says. */
  readonly locale?: string
  /** At most one marketing mail in this many days. */
  readonly everyDays?: number
  /** Campaigns that they want no mail of. */
  readonly campaignsOff: readonly string[]
  /** No marketing until then. */
  readonly pausedUntil?: Instant
  readonly updatedAt: Instant
}

export type CustomerFacts = {
  readonly shop: string
  readonly customer: string
  readonly profile?: Profile
  readonly consents: readonly ConsentFact[]
  readonly orders: readonly Order[]
  readonly refunds: readonly Refund[]
  readonly journeys: readonly Journey[]
  readonly messages: readonly Message[]
  readonly holds: readonly CustomerHold[]
  /** By the declarations of the shop, as are the attributes. */
  readonly events: readonly CustomerEvent[]
  readonly attributes: readonly Attribute[]
  readonly preferences?: Preferences
  /** Being joined with another customer: until that is done nothing starts and nothing falls due. */
  readonly isMoving?: true
  /** Left out if it was not asked for: only a message about to be due needs it. */
  readonly address?: AddressFacts
}

/** A customer about whom nothing is known yet. */
export const unknownCustomer = (shop: string, customer: string): CustomerFacts => ({
  shop,
  customer,
  consents: [],
  orders: [],
  refunds: [],
  journeys: [],
  messages: [],
  holds: [],
  events: [],
  attributes: [],
})

/** Until when the customer has paused marketing; undefined if they have not, or it is over. */
export const pausedUntil = (
  { preferences }: Pick<CustomerFacts, 'preferences'>,
  now: Instant,
): Instant | undefined => {
  const until = preferences?.pausedUntil
  return until !== undefined && until > now ? until : undefined
}

/** When the hold ends; undefined while that is open. */
export const holdEndOf = ({ until, liftedAt }: CustomerHold): Instant | undefined =>
  until === undefined ? liftedAt : Math.min(until, liftedAt ?? until)

/** The holds that are in force. */
export const holdsAt = (
  { holds }: Pick<CustomerFacts, 'holds'>,
  now: Instant,
): readonly CustomerHold[] =>
  holds.filter((hold) => hold.at <= now && now < (holdEndOf(hold) ?? Number.POSITIVE_INFINITY))
