/** The shop's settings: every threshold that a rule uses has its name here. */
import * as z from 'zod/mini'
import type { Campaign } from './campaign.ts'
import type { Instant } from './time.ts'

const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 21:00'))
const whole = (minimum: number, maximum: number) => z.int().check(z.gte(minimum), z.lte(maximum))

export const QuietHours = z.strictObject({ from: timeOfDay, to: timeOfDay })

export const Caps = z.array(z.strictObject({ messages: whole(1, 1000), withinDays: whole(1, 365) }))

export const Policy = z.strictObject({
  /** ISO 4217; monetary value is summed in this currency only. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR')),
  dormantAfterDays: z._default(whole(1, 3650), 90),
  frequentPurchases: z._default(whole(2, 1000), 3),
  frequentWindowDays: z._default(whole(1, 3650), 90),
  /** Orders closer together than this count as one, so that a split basket is not loyalty. */
  mergeOrdersWithinMinutes: z._default(whole(0, 10_080), 0),
  /** How long a step waits for what may still arrive: an address, consent, a language. */
  staleAfterDays: z._default(whole(1, 90), 3),
  /** How long a step may be put off by quiet hours and caps. */
  deferForDays: z._default(whole(1, 90), 7),
  /** When marketing is not sent, in the customer's own zone. */
  quietHours: z._default(z.nullable(QuietHours), { from: '21:00', to: '08:00' }),
  /** How many marketing messages a customer gets in a rolling window, across campaigns. */
  caps: z._default(Caps, [{ messages: 3, withinDays: 7 }]),
  /** Languages the shop sends where it has none of the customer's own, best first. */
  acceptableLocales: z._default(z.array(z.string()), []),
})
export type Policy = z.infer<typeof Policy>

/** @example defaultPolicy('EUR').dormantAfterDays // 90 */
export const defaultPolicy = (currency: string): Policy => Policy.parse({ currency })

export type Shop = {
  readonly id: string
  readonly name: string
  /** IANA zone, for customers whose own is unknown. */
  readonly zone: string
  /** Shown in every mail, as the law asks in most countries. */
  readonly postalAddress: string
  readonly from: { readonly name: string; readonly address: string }
  readonly url?: string
  /** Absent while the shop is loading its history: reactions assess but start nothing. */
  readonly openedAt?: Instant
}

/** All that `decide` may know beside the customer's own facts. */
export type Settings = {
  /** Counts up with every change; a customer decided under an older one is decided again. */
  readonly version: number
  readonly shop: Shop
  readonly policy: Policy
  readonly campaigns: readonly Campaign[]
  /** Imports still running; half a history makes a ten-year customer look new. */
  readonly openImports: readonly string[]
  /** Days (whole days since 1970, UTC) on which purchases arrived lately, ascending. */
  readonly intakeDays: readonly number[]
}
