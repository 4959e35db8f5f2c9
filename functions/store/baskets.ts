/** What customers bought, item by item. */
import { isAnonymous } from '../domain/identity.ts'
import { countedOrdersAt } from '../domain/order.ts'
import type { Bought } from '../domain/recommend/buy-again.ts'
import type { Instant } from '../domain/time.ts'
import { isOfKind, readRow, readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { customerFromRows } from './customers.ts'
import { sinceErasure } from './erasure.ts'
import {
  type CustomerKey,
  customersPrefix,
  linesSort,
  orderSort,
  parseCustomerKey,
  refundSort,
  STATE,
} from './keys.ts'
import { eachPartition } from './partitions.ts'
import type { Row, ScanRange, Table } from './table.ts'

/** The items of one order that counts as a purchase, and when it was paid. */
export type Basket = { readonly skus: readonly string[]; readonly at: Instant }

const LINES = linesSort('')
/** Sorts after every order's lines, and before the recommendations. */
const BEYOND_LINES = `${LINES}\u{10ffff}`

const saysWhatCounts = ({ sk }: Row): boolean =>
  sk === STATE || sk.startsWith(orderSort('')) || sk.startsWith(refundSort(''))

type Baskets = {
  readonly counting: readonly Basket[]
  /** Items of orders that were refunded in full, or cost nothing. */
  readonly otherSkus: readonly string[]
}

/** Orders from before an erasure are omitted from both. */
function basketsOf(key: CustomerKey, rows: readonly Row[], now: Instant): Baskets {
  const { orders, refunds } = customerFromRows(key, rows.filter(saysWhatCounts)).facts
  const paidAt = new Map(
    countedOrdersAt(orders, refunds, now).map(({ orderId, from }) => [orderId, from]),
  )
  const counting: Basket[] = []
  const otherSkus: string[] = []
  for (const { orderId, lines } of readRows(CUSTOMER_ROWS.lines, sinceErasure(rows))) {
    const skus = lines.map(({ sku }) => sku)
    const at = paidAt.get(orderId)
    if (at === undefined) otherSkus.push(...skus)
    else counting.push({ skus, at })
  }
  return { counting, otherSkus }
}

export type BasketHistory = {
  readonly bought: readonly Bought[]
  /** What came with orders that count no more: see `ToRecommendFrom`. */
  readonly sentBack: ReadonlySet<string>
}

/** One customer's purchases as of `now`. */
export async function loadHistory(
  table: Table,
  key: CustomerKey,
  now: Instant,
): Promise<BasketHistory> {
  const rows = await table.query(key, { below: BEYOND_LINES })
  const { counting, otherSkus } = basketsOf(key, rows, now)
  return {
    bought: counting.flatMap(({ skus, at }) => skus.map((sku) => ({ sku, at }))),
    sentBack: new Set(otherSkus),
  }
}

/** Baskets of one customer, or of an order that belongs to none. */
export type CustomersBaskets = {
  readonly isAnonymous: boolean
  readonly baskets: readonly Basket[]
}

/**
 * The orders of a shop that count as purchases at `now` and whose lines are known, with those of one
 * customer in memory at a time. One scan reads orders, refunds and lines together: a second scan for
 * refunds would double the cost, since a scan is billed for all rows it passes over.
 */
export async function* eachCustomersBaskets(
  table: Table,
  shop: string,
  now: Instant,
  enough?: ScanRange['enough'],
): AsyncIterable<CustomersBaskets> {
  const range: ScanRange = { below: BEYOND_LINES, mayLag: true, ...(enough && { enough }) }
  for await (const rows of eachPartition(table, customersPrefix(shop), range, thatMatters)) {
    const key = rows[0].pk as CustomerKey
    const { counting } = basketsOf(key, rows, now)
    const { customer = '' } = parseCustomerKey(key) ?? {}
    if (counting.length > 0) yield { isAnonymous: isAnonymous(customer), baskets: counting }
  }
}

/** Lines without titles and prices; a wholesaler's order has many of them. */
function thatMatters(row: Row): Row | undefined {
  if (isOfKind(CUSTOMER_ROWS.lines, row))
    return { ...row, lines: readRow(CUSTOMER_ROWS.lines, row).lines.map(({ sku }) => ({ sku })) }
  return saysWhatCounts(row) ? row : undefined
}
