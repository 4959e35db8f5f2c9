/** The keys of all rows: one partition a customer, one a shop. */
import type { ConsentFact } from '../domain/consent.ts'
import { spread } from '../domain/hash.ts'
import { isoInstant } from '../domain/time.ts'
import { WAKE_SHARDS } from './table.ts'

/** The partition key of one customer: shop and customer, each percent-encoded. */
export type CustomerKey = string & { readonly of: 'customer' }

/** @example customerKey('acme', 'c/17') // 'acme/c%2F17' */
export const customerKey = (shop: string, customer: string): CustomerKey =>
  `${encodeURIComponent(shop)}/${encodeURIComponent(customer)}` as CustomerKey

/** The shop and customer of a partition key; undefined for another kind of partition. */
export function parseCustomerKey(
  pk: string,
): { readonly key: CustomerKey; readonly shop: string; readonly customer: string } | undefined {
  const [shop, customer, rest] = pk.split('/')
  if (!shop || !customer || rest !== undefined || shop.startsWith('~')) return undefined
  return {
    key: pk as CustomerKey,
    shop: decodeURIComponent(shop),
    customer: decodeURIComponent(customer),
  }
}

/** Every customer's partition key of a shop begins with this. */
export const customersPrefix = (shop: string): string => `${encodeURIComponent(shop)}/`

export const shopKey = (shop: string): string => encodeURIComponent(shop)

/** The partition of an address, by its keyed hash: a row for each shop, one for all of them. */
export const addressKey = (addressHash: string): string => `${ADDRESSES_PREFIX}${addressHash}`

/** Every address's partition key begins with this. */
export const ADDRESSES_PREFIX = '~address/'

/** The partitions of all codes. */
export const CODES_PREFIX = '~codes/'

/** The sort key of the facts about an address that apply to all shops. */
export const ALL_SHOPS = '~all'

/** The partition that lists the shops. */
export const SHOPS_KEY = '~shops'

/** The partition of what applies to the store as a whole. */
export const STORE_KEY = '~store'

/** Sorts after all that a decision reads. */
export const BEYOND_DECISIONS = '~'

export const STATE = 'state'
export const PROFILE = 'profile'
export const PREFERENCES = 'preferences'
/** Sorts after all that a decision reads. */
export const RECOMMENDED = '~recommended'
/** Sorts after all that a decision reads. */
export const FORMER_PREFIX = '~former#'
export const formerSort = (id: string): string => `${FORMER_PREFIX}${id}`
export const holdSort = (holdId: string): string => `hold#${holdId}`
export const orderSort = (orderId: string): string => `order#${orderId}`
/** Of an event: what rules read; its texts and lines sort after all that a decision reads. */
export const eventSort = (eventId: string): string => `event#${eventId}`
export const eventBodySort = (eventId: string): string => `~event#${eventId}`
export const attributeSort = (name: string): string => `attribute#${name}`
export const linesSort = (orderId: string): string => `~lines#${orderId}`
export const refundSort = (refundId: string): string => `refund#${refundId}`
export const consentSort = ({ purpose, at, source, act }: ConsentFact): string =>
  `consent#${purpose}#${isoInstant(at)}#${source}#${act}`
/** Of a journey: sorts after all that a decision reads. */
export const couponSort = (campaign: string, n: number): string => `~coupon#${campaign}#${n}`
export const journeySort = (campaign: string, n: number): string => `journey#${campaign}#${n}`
export const lifecycleSort = (at: number): string => `lifecycle#${isoInstant(at)}`

/** @example wakeShardOf('acme/c-17') // a whole number from 0 to 63 */
export const wakeShardOf = (pk: string): number => Math.floor(spread(pk) * WAKE_SHARDS)
