/** What the marketers' pages read. Reading only: nothing that a page does can change a shop. */
import type { CampaignNames } from '../domain/campaign.ts'
import type { LifecycleClass } from '../domain/lifecycle-class.ts'
import type { MessageRef } from '../domain/message-ref.ts'
import type { OrderLine } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { CustomerState } from '../store/codecs/customer-row-types.ts'
import type { LoadedCustomer } from '../store/customers.ts'

export type ShopSummary = {
  readonly id: string
  readonly name: string
  /** What its campaigns and their steps are called, by campaign. */
  readonly campaignNames: Readonly<Record<string, CampaignNames>>
}

export type ClassCount = {
  readonly class: LifecycleClass
  readonly customers: number
  /** Counted purchases of these customers altogether. */
  readonly purchases: number
}

export type CustomersWanted = {
  readonly class?: LifecycleClass
  /** Only ids that begin with this; letter case matters. */
  readonly idPrefix?: string
  /** The id of the last customer of the page before. */
  readonly after?: string
  readonly limit: number
}

export type CustomerSummary = {
  readonly customer: string
  readonly name?: string
  readonly state: CustomerState
}

export type CustomersPage = {
  /** In the order of their encoded ids. */
  readonly customers: readonly CustomerSummary[]
  /** The `after` of the next page; absent on the last. */
  readonly next?: string
}

/** With what is known of their address: `facts.address`. */
export type CustomerRecord = LoadedCustomer & {
  /** What was bought, by order; an order may have none. */
  readonly lines: Readonly<Record<string, readonly OrderLine[]>>
  /** Names (`campaign#n#step`) of the messages whose mail the inbox holds. */
  readonly mailed: readonly string[]
}

export type InboxWanted = {
  readonly shop?: string
  /** The message id of the last mail of the page before. */
  readonly before?: string
  readonly limit: number
}

export type InboxEntry = {
  readonly messageId: string
  readonly shop: string
  readonly customer: string
  readonly message: MessageRef
  readonly receivedAt: Instant
  readonly recipient: string
  readonly subject: string
}

export type InboxPage = {
  /** Newest first. */
  readonly mails: readonly InboxEntry[]
  /** The `before` of the next page; absent on the last. */
  readonly older?: string
}

/** A mail with its whole source as RFC 5322 has it. */
export type StoredMail = InboxEntry & { readonly source: Uint8Array }

export type ConsoleReads = {
  shops(): Promise<readonly ShopSummary[]>
  /** Every class, those without customers too, in the order of `LIFECYCLE_CLASSES`. */
  countsByClass(shop: string): Promise<readonly ClassCount[]>
  /** Customers who were decided for at least once, as their `state` has them. */
  customers(shop: string, wanted: CustomersWanted): Promise<CustomersPage>
  /** Undefined where nothing is known of the customer. */
  customer(shop: string, customer: string): Promise<CustomerRecord | undefined>
  inbox(wanted: InboxWanted): Promise<InboxPage>
  mail(messageId: string): Promise<StoredMail | undefined>
}
