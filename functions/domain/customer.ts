/** A customer is a set of facts: nothing is counted up, so nothing can drift. */
import type { ConsentFact } from './consent.ts'
import type { Journey } from './journey.ts'
import type { Message } from './message.ts'
import type { Order, Refund } from './purchase.ts'
import type { Instant } from './time.ts'

export type Profile = {
  readonly email?: string
  readonly name?: string
  /** BCP 47, such as zh-CN. */
  readonly locale?: string
  /** IANA time zone, such as Asia/Shanghai. */
  readonly zone?: string
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** The source's version of this profile. */
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
}

/** A customer of whom nothing is known yet. */
export const unknownCustomer = (shop: string, customer: string): CustomerFacts => ({
  shop,
  customer,
  consents: [],
  orders: [],
  refunds: [],
  journeys: [],
  messages: [],
})
