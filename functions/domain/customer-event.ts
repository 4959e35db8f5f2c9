/** What a customer did other than to buy, and what the shop knows of them, as rules read both. */
import type { OrderLine } from './order.ts'
import type { Instant } from './time.ts'

/** What rules may compare: a date is text, YYYY-MM-DD, or MM-DD in an attribute. */
export type AskedValue = string | number | boolean

/** Reported by the shop under a declared name (declarations.ts); it never changes. */
export type CustomerEvent = {
  /** Unique among the customer's events. */
  readonly eventId: string
  readonly name: string
  readonly at: Instant
  /** The order that it is about, such as the one that was delivered. */
  readonly orderId?: string
  /** Its properties other than texts and lines, which stand in `EventBody`. */
  readonly asked: Readonly<Record<string, AskedValue>>
  /** Removed after this instant, which no window of a campaign reaches. */
  readonly keptUntil: Instant
  /** When it arrived, if the shop came to be on other rules after it happened. */
  readonly recordedAt?: Instant
}

/** A product of an event, with what a template may show that the shop's products may lack. */
export type EventLine = OrderLine & {
  readonly url?: string
  readonly imageUrl?: string
}

/** The properties that only templates read. */
export type EventBody = {
  readonly eventId: string
  readonly at: Instant
  readonly texts: Readonly<Record<string, string>>
  readonly lines: Readonly<Record<string, readonly EventLine[]>>
  readonly keptUntil: Instant
}

/** The value of a declared attribute. */
export type Attribute = {
  readonly name: string
  readonly value: AskedValue
  /** Since when it has this value, by the source's version. */
  readonly since: Instant
  /** When this value arrived: a date from before that starts nothing. */
  readonly arrivedAt: Instant
}
