/** What the marketers' pages read. Reading only: nothing that a page does can change a shop. */
import type { CampaignNames } from '../domain/campaign.ts'
import type { CustomerFacts } from '../domain/customer.ts'
import type { EventBody } from '../domain/customer-event.ts'
import type { MessageGroup, MessageOutcome } from '../domain/delivery-history.ts'
import type { Journey } from '../domain/journey.ts'
import type { LifecycleClass } from '../domain/lifecycle-class.ts'
import type { Message } from '../domain/message.ts'
import type { MessageRef } from '../domain/message-ref.ts'
import type { OrderLine } from '../domain/order.ts'
import type { BoughtAgain } from '../domain/recommend/buy-again.ts'
import type { Product } from '../domain/recommend/product.ts'
import type { Neighbour } from '../domain/recommend/recommend-neighbours.ts'
import type { Instant } from '../domain/time.ts'
import type { CustomerState } from '../store/codecs/customer-row-types.ts'
import type { StoredProduct } from '../store/codecs/shared-rows.ts'
import type { CampaignVersion, DemoCast } from '../store/codecs/shop-rows.ts'
import type { LoadedCustomer } from '../store/customers.ts'
import type { ListedCustomers } from '../store/find-customers.ts'
import type { ProductsPage } from '../store/items.ts'
import type { ModelTest } from '../store/model-tests.ts'

export type ShopSummary = {
  readonly id: string
  readonly name: string
  /** What its campaigns and their steps are called, by campaign. */
  readonly campaignNames: Readonly<Record<string, CampaignNames>>
  /** Of the demonstration: customers to begin with, by the language of a page. */
  readonly cast?: Readonly<Record<string, DemoCast>>
}

export type ClassCount = {
  readonly class: LifecycleClass
  readonly customers: number
  /** Counted purchases of these customers altogether. */
  readonly purchases: number
}

export type MessageCount = {
  readonly campaign: string
  readonly step: string
  readonly outcome: MessageOutcome
  /** Empty if the outcome has none. */
  readonly reason: string
  readonly messages: number
}

export type JourneyCount = {
  readonly campaign: string
  /** Why they ended; empty for those that run. */
  readonly reason: string
  readonly journeys: number
}

/** Everything that is counted of a shop. */
export type ShopCounts = {
  /** Every class, those without customers too, in the order of `LIFECYCLE_CLASSES`. */
  readonly classes: readonly ClassCount[]
  readonly messages: readonly MessageCount[]
  readonly journeys: readonly JourneyCount[]
}

export const CUSTOMER_SORTS = ['id', 'last-purchase', 'spend'] as const
export type CustomerSort = (typeof CUSTOMER_SORTS)[number]

/**
 * Ids that begin with the text (letter case matters) and names that contain it (that of A to Z does
 * not), or the customers with an address, by its keyed hash.
 */
export type CustomerSearch = { readonly text: string } | { readonly addressHash: string }

export type CustomersWanted = {
  readonly class?: LifecycleClass
  readonly search?: CustomerSearch
  /** By id, or the latest purchase or the greatest spend first; by id where left out. */
  readonly sort?: CustomerSort
  /** The id of the last customer of the page before. */
  readonly after?: string
  readonly limit: number
}

export type CustomerSummary = {
  readonly customer: string
  readonly name?: string
  readonly state: CustomerState
  /** What their value is worked out from. */
  readonly facts: CustomerFacts
}

export type CustomersPage = {
  readonly customers: readonly CustomerSummary[]
  /** On all pages of the same question. */
  readonly total: number
  /** The `after` of the next page; absent on the last. */
  readonly next?: string
}

/** Includes what is known about their address: `facts.address`. */
export type CustomerRecord = LoadedCustomer & {
  /** What was bought, by order; an order may have none. */
  readonly lines: Readonly<Record<string, readonly OrderLine[]>>
  /** The texts and lines of their events, by id; an event may have none. */
  readonly eventBodies: ReadonlyMap<string, EventBody>
  /** Names (`campaign#n#step`) of the messages whose mail the inbox holds. */
  readonly mailed: readonly string[]
  /** The ids that they had, the latest first. */
  readonly formerIds: readonly string[]
}

export type MessagesWanted = {
  readonly group?: MessageGroup
  readonly campaign?: string
  readonly step?: string
  /** The `older` of the page before. */
  readonly before?: string
  readonly limit: number
}

export type MessageEntry = {
  readonly customer: string
  readonly name?: string
  readonly email?: string
  readonly message: Message
  /** When it was settled, else when its step fell due. */
  readonly at: Instant
  /** Where the inbox holds its mail. */
  readonly subject?: string
}

export type MessagesPage = {
  /** Newest first. */
  readonly messages: readonly MessageEntry[]
  /** The `before` of the next page; absent on the last. */
  readonly older?: string
}

/** A customer on their way through a campaign. */
export type CampaignMember = {
  readonly customer: string
  readonly name?: string
  readonly email?: string
  readonly journey: Journey
  /** Of this journey. */
  readonly messages: readonly Message[]
}

export type MembersPage = {
  /** Those who began last first. */
  readonly members: readonly CampaignMember[]
  readonly older?: string
}

export type MembersWanted = { readonly before?: string; readonly limit: number }

export type StoredMail = {
  readonly messageId: string
  readonly shop: string
  readonly customer: string
  readonly message: MessageRef
  readonly receivedAt: Instant
  readonly recipient: string
  readonly subject: string
  /** The whole mail as RFC 5322 has it. */
  readonly source: Uint8Array
}

/**
 * Where the links to leave and to choose lead in such a mail: looking at a mail must not
 * unsubscribe.
 */
export const PREVIEW_URL = 'https://preview.invalid'

/** A mail that was not kept, written again. */
export type RenderedAgain = {
  readonly source: Uint8Array
  /** Of the campaign, whose words it is written in. */
  readonly version: number
  /**
   * When that version was published; absent if that was not recorded, and it is today's version.
   */
  readonly publishedAt?: Instant
  /** Unclear where the mailer never answered; no for one that is still on its way to a sender. */
  readonly sent: 'yes' | 'no' | 'unclear'
}

/** What is bought together with a product, and whether it is recommended to those who bought that. */
export type ProductNeighbour = Neighbour & {
  readonly product: Product | undefined
  readonly isMutual: boolean
}

export type ProductRecord = {
  /** Absent where nothing is recorded about it. */
  readonly stored: StoredProduct | undefined
  /** Closest first. */
  readonly neighbours: readonly ProductNeighbour[]
  /** Absent if it is not bought again. */
  readonly again: BoughtAgain | undefined
  /** Absent if they were never counted. */
  readonly bestSellers:
    | { readonly rank?: number; readonly of: number; readonly countedAt: Instant }
    | undefined
}

export type ProductsWanted = { readonly after?: string; readonly limit: number }

export type ConsoleReads = {
  shops(): Promise<readonly ShopSummary[]>
  counts(shop: string): Promise<ShopCounts>
  /** Customers for whom there was a decision, as their `state` has them. */
  customers(shop: string, wanted: CustomersWanted): Promise<CustomersPage>
  /** Undefined if the customer is unknown. */
  customer(shop: string, customer: string): Promise<CustomerRecord | undefined>
  /** Those who have an address, an order or a name, some of whom may lead to others. */
  found: ListedCustomers
  messages(shop: string, wanted: MessagesWanted): Promise<MessagesPage>
  members(shop: string, campaign: string, wanted: MembersWanted): Promise<MembersPage>
  /** Oldest first. */
  versions(shop: string, campaign: string): Promise<readonly CampaignVersion[]>
  products(shop: string, wanted: ProductsWanted): Promise<ProductsPage>
  product(shop: string, sku: string): Promise<ProductRecord>
  /** One of which something is known, and that differs from an id in the case of A to Z alone. */
  productInOtherCase(shop: string, sku: string): Promise<string | undefined>
  /** Undefined if there was no test of the shop's model yet. */
  modelTest(shop: string): Promise<ModelTest | undefined>
  mail(messageId: string): Promise<StoredMail | undefined>
  /** Undefined if it cannot be written, or never could. */
  renderedAgain(
    shop: string,
    customer: string,
    message: MessageRef,
  ): Promise<RenderedAgain | undefined>
}
